package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
                .orElse(forms.getLast());
        forms.clear();
        bodies.add(best);
      }
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
      if (!attached && (type.equals("text/plain") || type.equals("text/html"))) {
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

    private String unnamed(String type) {
      String number = "attachment-" + ++unnamed;
      return type.equals(MEDIA_TYPE) ? number + ".eml" : number;
    }

    Extraction extraction(Optional<String> damage) {
      Optional<Extracted> text = text();
      List<String> warnings = new ArrayList<>(damage.stream().toList());
      if (text.isEmpty()) {
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
              Optional.ofNullable(header.get("from")).flatMap(MailFacts::displayName),
              Optional.ofNullable(header.get("date")).flatMap(MailFacts::date)),
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
          texts.add(decode(body.bytes(), body.charset()));
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

  private static String decode(byte[] bytes, Optional<String> declared) {
    Optional<Charset> charset = declared.flatMap(MailMessages::charset);
    try {
      return charset.orElse(UTF_8).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, charset.filter(c -> !c.equals(UTF_8)).orElse(ISO_8859_1));
    }
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
