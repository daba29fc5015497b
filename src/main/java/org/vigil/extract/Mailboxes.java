package org.vigil.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Splits a Unix mailbox (RFC 4155, with the quoting of {@code mboxrd}) into its messages, which are
 * parts named 1, 2, 3 and so on.
 */
final class Mailboxes {

  private static final String MEDIA_TYPE = "application/mbox";

  private Mailboxes() {}

  static Extraction read(Input input, Members members) throws IOException {
    try (InputStream in = input.open()) {
      Lines lines = new Lines(in);
      for (int number = 1; lines.toNextMessage() && members.hasRoom(); number++) {
        members.add(Integer.toString(number), lines.message(), Members.Hints.NONE);
      }
    }
    return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "holds no message");
  }

  /** The pieces of the mailbox: lines with their end, or parts of lines that are very long. */
  private static final class Lines {

    private static final int LONGEST_PIECE = 8192;

    private final InputStream in;
    private byte[] piece = new byte[LONGEST_PIECE];
    private int length;
    private boolean lineStarts = true;
    private boolean afterBlank = true;
    private boolean boundary;

    Lines(InputStream in) throws IOException {
      this.in = new BufferedInputStream(in, 1 << 16);
      advance();
    }

    /** Leaves what remains of one message and the line that opens the next. */
    boolean toNextMessage() throws IOException {
      while (length > 0 && !boundary) {
        advance();
      }
      if (length == 0) {
        return false;
      }
      do {
        advance();
      } while (length > 0 && !lineStarts);
      return true;
    }

    private void advance() throws IOException {
      boolean ended = length > 0 && piece[length - 1] == '\n';
      afterBlank = length == 0 || (ended && lineStarts && isBlank());
      lineStarts = length == 0 || ended;
      length = 0;
      while (length < LONGEST_PIECE) {
        int b = in.read();
        if (b < 0) {
          break;
        }
        piece[length++] = (byte) b;
        if (b == '\n') {
          break;
        }
      }
      boundary = lineStarts && afterBlank && startsWith(0, "From ");
    }

    private boolean isBlank() {
      return length == 1 || (length == 2 && piece[0] == '\r');
    }

    private boolean startsWith(int from, String text) {
      if (length < from + text.length()) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        if (piece[from + i] != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    /** Where the text of the piece begins: a quoted "From " has lost one angle bracket. */
    private int unquoted() {
      if (!lineStarts || length == 0 || piece[0] != '>') {
        return 0;
      }
      int brackets = 0;
      while (brackets < length && piece[brackets] == '>') {
        brackets++;
      }
      return startsWith(brackets, "From ") ? 1 : 0;
    }

    InputStream message() {
      return new InputStream() {
        private int at = unquoted();
        private boolean ended = boundary;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
          if (ended || length == 0) {
            return -1;
          }
          if (at == length) {
            advance();
            at = unquoted();
            ended = boundary || length == 0;
            if (ended) {
              return -1;
            }
          }
          int n = Math.min(most, length - at);
          System.arraycopy(piece, at, buffer, offset, n);
          at += n;
          return n;
        }
      };
    }
  }
}
