package org.vigil.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads web archives (WARC, ISO 28500, and its forerunner ARC): each page or document that a server
 * sent, a crawler stored or an archive converted to text is a part, named by its address. A damaged
 * record is left out, and reading goes on at the next. What a page only uses, such as scripts and
 * pictures, and what is for machines ({@code robots.txt}), is not a report and left out; that a
 * page was unchanged since another capture is noted where that capture is not in the archive. The
 * day of capture is no day of publication and never taken for one.
 */
final class WebArchives {

  private static final String MEDIA_TYPE = "application/warc";
  private static final int OK = 200;

  private static final Set<String> NO_REPORTS = Set.of("image", "audio", "video", "font");
  private static final Set<String> SCRIPTS_AND_STYLES =
      Set.of("css", "javascript", "x-javascript", "ecmascript", "json", "manifest+json", "wasm");

  private static final String DIGEST = "WARC-Payload-Digest";
  private static final Pattern FOR_MACHINES =
      Pattern.compile("^https?://[^/]+/(?:robots|ads|app-ads|security|humans)\\.txt(?:[?#]|$)");

  /** So many times reading goes on behind what is damaged. */
  private static final int MOST_DAMAGED = 1_000;

  private static final byte[] GZIP_MEMBER = {0x1f, (byte) 0x8b, 8};
  private static final byte[] RECORD = "WARC/1.".getBytes(US_ASCII);

  private final Input input;
  private final Members members;
  private final Set<String> held = new HashSet<>();
  private final Set<String> elsewhere = new HashSet<>();
  private int damaged;

  private WebArchives(Input input, Members members) {
    this.input = input;
    this.members = members;
  }

  static Extraction read(Input input, Members members) throws IOException {
    return new WebArchives(input, members).read();
  }

  private Extraction read() throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_DAMAGED && at < input.size() && members.hasRoom(); i++) {
      OptionalLong damage = readFrom(at);
      if (damage.isEmpty()) {
        break;
      }
      damaged++;
      at = nextRecord(damage.getAsLong() + 1);
    }
    return outcome();
  }

  /** Reads records from a place on; where the one is that cannot be read, if there is one. */
  private OptionalLong readFrom(long start) throws IOException {
    long at = start;
    InputStream in = input.open();
    in.skipNBytes(start);
    try (in;
        WarcReader reader = new WarcReader(in)) {
      for (Optional<WarcRecord> next = reader.next();
          next.isPresent() && members.hasRoom();
          next = reader.next()) {
        at = start + reader.position();
        record(next.get());
      }
      return OptionalLong.empty();
    } catch (IOException | RuntimeException e) {
      return OptionalLong.of(at);
    }
  }

  /** Where the next record begins: in a compressed archive, each is a member of its own. */
  private long nextRecord(long from) throws IOException {
    byte[] start = compressed() ? GZIP_MEMBER : RECORD;
    try (InputStream in = new BufferedInputStream(input.open(), 1 << 16)) {
      in.skipNBytes(Math.min(from, input.size()));
      int found = 0;
      for (long at = from; ; at++) {
        int b = in.read();
        if (b < 0) {
          return input.size();
        }
        found = b == (start[found] & 0xff) ? found + 1 : b == (start[0] & 0xff) ? 1 : 0;
        if (found == start.length) {
          return at + 1 - start.length;
        }
      }
    }
  }

  private boolean compressed() throws IOException {
    byte[] start = input.first(GZIP_MEMBER.length);
    return Arrays.equals(start, GZIP_MEMBER);
  }

  private void record(WarcRecord record) {
    try {
      if (record instanceof WarcResponse response) {
        response.headers().first(DIGEST).ifPresent(held::add);
        response(response);
      } else if (record instanceof WarcResource resource) {
        add(resource, resource.contentType(), resource.body().stream());
      } else if (record instanceof WarcConversion conversion) {
        // The text that a crawl's keeper made of a page, with no more of the page than that.
        add(conversion, conversion.contentType(), conversion.body().stream());
      } else if (record instanceof WarcRevisit revisit) {
        elsewhere.add(revisit.headers().first(DIGEST).orElse(revisit.target()));
      }
    } catch (IOException | RuntimeException e) {
      damaged++;
    }
  }

  private Extraction outcome() {
    elsewhere.removeAll(held);
    String note =
        elsewhere.isEmpty()
            ? ""
            : elsewhere.size()
                + (elsewhere.size() == 1 ? " capture refers" : " captures refer")
                + " to another archive, which holds the content";
    if (!note.isEmpty()) {
      members.note(note);
    }
    if (damaged > 0) {
      String captures = damaged == 1 ? " capture is" : " captures are";
      return new Unreadable(
          MEDIA_TYPE,
          Reason.CORRUPT,
          damaged + captures + " damaged or cut off and could not be read");
    }
    return new Unreadable(
        MEDIA_TYPE,
        Reason.EMPTY,
        "holds no page or document" + (note.isEmpty() ? "" : "; " + note));
  }

  private void response(WarcResponse response) throws IOException {
    HttpResponse http = response.http();
    if (http.status() == OK) {
      add(response, http.contentType(), decoded(http));
    }
  }

  private void add(WarcTargetRecord record, MediaType type, InputStream content)
      throws IOException {
    String target = record.target();
    if (!target.startsWith("http")
        || FOR_MACHINES.matcher(target).find()
        || NO_REPORTS.contains(type.type().toLowerCase(Locale.ROOT))
        || SCRIPTS_AND_STYLES.contains(type.subtype().toLowerCase(Locale.ROOT))) {
      return;
    }
    members.add(
        target.substring(target.indexOf("//") + 2),
        content,
        new Members.Hints(
            Optional.ofNullable(type.parameters().get("charset")),
            Optional.of(target),
            record.headers().first("WARC-Date").map(at -> captured(record, at))));
  }

  /**
   * The bytes that the server meant. Many programs that keep pages keep them unpacked, together
   * with the header that says how they were packed: so what is packed is told by its first bytes.
   */
  private static InputStream decoded(HttpResponse http) throws IOException {
    String encoding =
        String.join(",", http.headers().all("Content-Encoding")).toLowerCase(Locale.ROOT);
    if (encoding.contains("br") || encoding.contains("zstd")) {
      return http.bodyDecoded().stream();
    }
    BufferedInputStream body = new BufferedInputStream(http.body().stream());
    if (encoding.contains("gzip") && startsWith(body, 0x1f, 0x8b)) {
      return new GZIPInputStream(body);
    }
    return encoding.contains("deflate") && startsWith(body, 0x78)
        ? new InflaterInputStream(body)
        : body;
  }

  private static boolean startsWith(BufferedInputStream in, int... bytes) throws IOException {
    in.mark(bytes.length);
    boolean starts = true;
    for (int b : bytes) {
      starts = starts && in.read() == b;
    }
    in.reset();
    return starts;
  }

  private static Fact<Instant> captured(WarcTargetRecord record, String words) {
    return new Fact<>(record.date(), "warc-date", 1, words);
  }
}
