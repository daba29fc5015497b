package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads web archives (WARC, ISO 28500): each page or document that a server sent is a part, named
 * by its address. What a page only uses, such as scripts and pictures, and what is for machines
 * ({@code robots.txt}), is not a report and left out; that a page was unchanged since another
 * capture is noted where that capture is not in the archive. The day of capture is no day of
 * publication and never taken for one.
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

  private WebArchives() {}

  static Extraction read(Input input, Members members) throws IOException {
    try (InputStream in = input.open();
        WarcReader reader = new WarcReader(in)) {
      Set<String> held = new HashSet<>();
      Set<String> elsewhere = new HashSet<>();
      for (Optional<WarcRecord> next = reader.next();
          next.isPresent() && members.hasRoom();
          next = reader.next()) {
        if (next.get() instanceof WarcResponse response) {
          response.headers().first(DIGEST).ifPresent(held::add);
          add(response, members);
        } else if (next.get() instanceof WarcRevisit revisit) {
          elsewhere.add(revisit.headers().first(DIGEST).orElse(revisit.target()));
        }
      }
      elsewhere.removeAll(held);
      if (!elsewhere.isEmpty()) {
        String note =
            elsewhere.size()
                + (elsewhere.size() == 1 ? " capture refers" : " captures refer")
                + " to another archive, which holds the content";
        members.note(note);
        return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "holds no page or document; " + note);
      }
      return new Unreadable(MEDIA_TYPE, Reason.EMPTY, "holds no page or document");
    } catch (ParsingException e) {
      return new Unreadable(MEDIA_TYPE, Reason.CORRUPT, "does not follow its format");
    } catch (IOException e) {
      return new Unreadable(MEDIA_TYPE, Reason.CORRUPT, "ends before its end");
    }
  }

  private static void add(WarcResponse response, Members members) throws IOException {
    String target = response.target();
    if (!target.startsWith("http") || FOR_MACHINES.matcher(target).find()) {
      return;
    }
    HttpResponse http = response.http();
    MediaType type = http.contentType();
    if (http.status() != OK
        || NO_REPORTS.contains(type.type().toLowerCase(Locale.ROOT))
        || SCRIPTS_AND_STYLES.contains(type.subtype().toLowerCase(Locale.ROOT))) {
      return;
    }
    members.add(
        target.substring(target.indexOf("//") + 2),
        http.bodyDecoded().stream(),
        new Members.Hints(
            Optional.ofNullable(type.parameters().get("charset")),
            Optional.of(target),
            response.headers().first("WARC-Date").map(at -> captured(response, at))));
  }

  private static Fact<Instant> captured(WarcResponse response, String words) {
    return new Fact<>(response.date(), "warc-date", 1, words);
  }
}
