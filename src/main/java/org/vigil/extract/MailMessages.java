package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads mail (RFC 5322, MIME): the words of the message are its text, the plain form before the
 * HTML one; every attachment is a part of its own, attached messages too.
 */
final class MailMessages {

  private static final String MEDIA_TYPE = "message/rfc822";
  private static final int MOST_BODY_BYTES = 16 << 20;

  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderLen(1 << 20)
          .setMaxHeaderCount(10_000)
          .setMaxContentLen(-1)
          .build();

  /** What programs tell each other about a message. */
  private static final Set<String> MACHINERY =
      Set.of(
          "application/pgp-encrypted",
          "application/pgp-signature",
          "application/pgp-keys",
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "message/delivery-status",
          "message/disposition-notification",
          "text/calendar");

  /** A plain form shorter than this may stand for nothing. */
  private static final int SHORT = 400;

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*+([\\w*-]++)\\s*+=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|[^;\"\\s]++)");

  private MailMessages() {}

  static Extraction read(Input input, LocalDate today, Members members) throws IOException {
    Message message = new Message(today, members);
    Optional<String> damage = Optional.empty();
    try (InputStream in = input.open()) {
      message.read(in);
    } catch (MimeException | IOException e) {
      damage = Optional.of("the message is damaged and may be incomplete");
    }
    return message.extraction(damage);
  }

  /** One text of the message in one of its forms. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Body(boolean page, byte[] bytes, Optional<String> charset) {}

  /** An open multipart entity, and how many bodies stand before its own. */
  private record Multipart(boolean alternative, int bodiesBefore) {}

  private static final class Message {

    private final LocalDate today;
    private final Members members;
    private final Map<String, String> header = new HashMap<>();
    private final List<Body> bodies = new ArrayList<>();
    private final Deque<Multipart> open = new ArrayDeque<>();
    private boolean encrypted;
    private Optional<Body> page = Optional.empty();
    private Optional<String> address = Optional.empty();
    private int unnamed;

    Message(LocalDate today, Members members) {
      this.today = today;
      this.members = members;
    }

    void read(InputStream in) throws IOException, MimeException {
      MimeTokenStream tokens = new MimeTokenStream(LENIENT);
      tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
      tokens.parse(in);
      Map<String, String> fields = header;
      while (tokens.getState() != EntityState.T_END_OF_STREAM) {
        switch (tokens.getState()) {
          case T_START_HEADER -> fields = open.isEmpty() ? header : new HashMap<>();
          case T_FIELD -> {
            Field field = tokens.getField();
            fields.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value(field));
          }
          case T_START_MULTIPART ->
              open.push(
                  new Multipart(
                      "multipart/alternative"
                          .equalsIgnoreCase(tokens.getBodyDescriptor().getMimeType()),
                      bodies.size()));
          case T_END_MULTIPART -> {
            if (!open.isEmpty()) {
              close(open.pop());
            }
          }
          case T_BODY -> body(tokens, fields);
          default -> {}
        }
        tokens.next();
      }
    }

    /** Of several forms of one text the plain one stays, if there is one. */
    private void close(Multipart multipart) {
      List<Body> forms = bodies.subList(multipart.bodiesBefore, bodies.size());
      if (multipart.alternative && forms.size() > 1) {
        Body best =
            forms.stream()
                .filter(b -> !b.page && !new String(b.bytes, ISO_8859_1).isBlank())
                .findFirst()
                .filter(plain -> forms.stream().noneMatch(b -> b.page && saysMore(b, plain)))
                .orElse(forms.getLast());
        forms.clear();
        bodies.add(best);
      }
    }

    /** Whether the plain form is but a word about the other, such as where to see it. */
    private boolean saysMore(Body page, Body plain) {
      return plain.bytes().length < SHORT
          && extracted(HtmlPages.read(page.bytes(), page.charset(), Optional.empty(), today))
              .filter(
                  e -> e.text().length() > SHORT && e.text().length() > 3 * plain.bytes().length)
              .isPresent();
    }

    private void body(MimeTokenStream tokens, Map<String, String> fields) throws IOException {
      BodyDescriptor descriptor = tokens.getBodyDescriptor();
      String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
      String disposition = fields.getOrDefault("content-disposition", "");
      Optional<String> name =
          parameter(disposition, "filename")
              .or(() -> parameter(fields.getOrDefault("content-type", ""), "name"));
      boolean attached =
          disposition.toLowerCase(Locale.ROOT).startsWith("attachment") || name.isPresent();
      InputStream content = tokens.getDecodedInputStream();
      if (MACHINERY.contains(type)) {
        encrypted |= type.equals("application/pgp-encrypted");
      } else if (encrypted && type.equals("application/octet-stream")) {
        // What only the key opens.
        return;
      } else if (isSavedPage() && type.equals("text/html") && page.isEmpty()) {
        page =
            Optional.of(
                new Body(
                    true,
                    content.readNBytes(MOST_BODY_BYTES),
                    Optional.ofNullable(descriptor.getCharset())));
        address = Optional.ofNullable(fields.get("content-location")).or(() -> address);
      } else if (isSavedPage()) {
        // Frames, styles and pictures of the page.
        return;
      } else if (!attached && (type.equals("text/plain") || type.equals("text/html"))) {
        bodies.add(
            new Body(
                type.equals("text/html"),
                content.readNBytes(MOST_BODY_BYTES),
                Optional.ofNullable(descriptor.getCharset())));
      } else if (!type.startsWith("image/") || !fields.containsKey("content-id")) {
        Members.Hints hints =
            type.startsWith("text/")
                ? new Members.Hints(
                    Optional.ofNullable(descriptor.getCharset()),
                    Optional.empty(),
                    Optional.empty())
                : Members.Hints.NONE;
        members.add(name.orElseGet(() -> unnamed(type)), content, hints);
      }
    }

    /** A page that a browser saved with all that it shows (RFC 2557), which nobody sent. */
    private boolean isSavedPage() {
      return header.containsKey("snapshot-content-location")
          || header.getOrDefault("from", "").toLowerCase(Locale.ROOT).startsWith("<saved by")
          || header.getOrDefault("from", "").toLowerCase(Locale.ROOT).contains("saved by windows");
    }

    private Extraction savedPage(Body saved) {
      Optional<String> url =
          Optional.ofNullable(header.get("snapshot-content-location"))
              .or(() -> address)
              .filter(a -> a.startsWith("http"));
      return HtmlPages.read(saved.bytes(), saved.charset(), url, today);
    }

    private String unnamed(String type) {
      String number = "attachment-" + ++unnamed;
      return type.equals(MEDIA_TYPE) ? number + ".eml" : number;
    }

    Extraction extraction(Optional<String> damage) {
      if (page.isPresent()) {
        return savedPage(page.get());
      }
      Optional<Extracted> text = text();
      List<String> warnings = new ArrayList<>(damage.stream().toList());
      if (text.isEmpty()) {
        if (encrypted) {
          return new Unreadable(MEDIA_TYPE, Reason.ENCRYPTED, "needs a key");
        }
        return new Unreadable(
            MEDIA_TYPE,
            damage.isPresent() ? Reason.CORRUPT : Reason.EMPTY,
            damage.orElse("a message without text"));
      }
      warnings.addAll(text.get().warnings());
      return new Extracted(
          MEDIA_TYPE,
          text.get().text(),
          MailFacts.of(
              text.get().facts(),
              Optional.ofNullable(header.get("subject")),
              Optional.ofNullable(header.get("from")).flatMap(MailFacts.Sender::of),
              Optional.ofNullable(header.get("date")).flatMap(MailFacts::date),
              text.get().text()),
          List.of(),
          warnings);
    }

    private Optional<Extracted> text() {
      if (bodies.size() == 1 && bodies.getFirst().page()) {
        Body page = bodies.getFirst();
        return extracted(HtmlPages.read(page.bytes(), page.charset(), Optional.empty(), today));
      }
      List<String> texts = new ArrayList<>();
      for (Body body : bodies) {
        if (body.page()) {
          extracted(HtmlPages.read(body.bytes(), body.charset(), Optional.empty(), today))
              .ifPresent(e -> texts.add(e.text()));
        } else {
          String text = decode(body.bytes(), body.charset());
          encrypted |= PgpArmor.isEncrypted(text);
          texts.add(PgpArmor.removed(text));
        }
      }
      String joined = String.join("\n\n", texts);
      return joined.isBlank()
          ? Optional.empty()
          : extracted(
              PlainText.read(
                  joined.getBytes(UTF_8),
                  "message.txt",
                  new FactContext(Optional.empty(), Optional.of(today))));
    }
  }

  private static Optional<Extracted> extracted(Extraction extraction) {
    return switch (extraction) {
      case Extracted e -> Optional.of(e);
      case Unreadable u -> Optional.empty();
    };
  }

  /** A field's value on one line, its encoded words (RFC 2047) decoded. */
  private static String value(Field field) {
    String raw = decode(field.getRaw().toByteArray(), Optional.empty());
    String value = raw.substring(raw.indexOf(':') + 1);
    return Characters.line(
        DecoderUtil.decodeEncodedWords(value.replaceAll("[\r\n]", ""), DecodeMonitor.SILENT));
  }

  /**
   * By the declared encoding, unless the bytes say that it is another: UTF-8 is hardly ever so by
   * chance, and the encoding of English and French is what programs declare that know of no other.
   */
  private static String decode(byte[] bytes, Optional<String> declared) {
    Optional<Charset> charset = declared.flatMap(MailMessages::charset);
    boolean vague = charset.isEmpty() || charset.equals(Optional.of(US_ASCII));
    boolean latin = charset.equals(Optional.of(ISO_8859_1));
    Optional<String> text = decoded(bytes, UTF_8);
    if (text.isEmpty() && !vague && !latin) {
      text = charset.filter(c -> !c.equals(UTF_8)).flatMap(c -> decoded(bytes, c));
    } else if (text.isPresent() && declared.isPresent() && Utf7.isName(declared.get())) {
      return Utf7.decode(text.get());
    } else if (text.isPresent() && !vague && isAscii(bytes)) {
      // Encodings that shift between alphabets are made of ASCII too.
      text =
          charset.flatMap(c -> decoded(bytes, c)).or(() -> Optional.of(new String(bytes, UTF_8)));
    }
    if (text.isEmpty() && latin && letters(bytes) * 2 > bytes.length - letters(bytes)) {
      text = TextBytes.decode(bytes);
    } else if (text.isEmpty() && latin) {
      text = Optional.of(new String(bytes, Charset.forName("windows-1252")));
    }
    return text.or(() -> TextBytes.decode(bytes)).orElseGet(() -> new String(bytes, ISO_8859_1));
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(byte[] bytes) {
    return letters(bytes) == 0;
  }

  /** How many bytes are none of ASCII. */
  private static int letters(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      count += b < 0 ? 1 : 0;
    }
    return count;
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** A parameter of a structured field, in its plain or its encoded form (RFC 2231). */
  private static Optional<String> parameter(String field, String name) {
    MimeParameterMapping parameters = new MimeParameterMapping();
    Matcher matcher = PARAMETER.matcher(field);
    while (matcher.find()) {
      String value = matcher.group(2);
      parameters.addParameter(
          matcher.group(1).toLowerCase(Locale.ROOT),
          value.startsWith("\"")
              ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
              : value);
    }
    return Optional.ofNullable(parameters.get(name)).filter(v -> !v.isBlank());
  }
}
