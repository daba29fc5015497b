package org.vigil.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;

/**
 * Which fields a generation has and how each is analysed, as one short word that is equal for equal
 * schemas.
 *
 * <p>It is not counted by hand, which is forgotten: it is the hash of the documents that a few
 * specimen reports are turned into, field by field and token by token.
 */
public final class SchemaVersion {

  /** The note of a commit that holds it. */
  static final String NOTE = "schema";

  /** Words in which case, accents, endings, scripts, compounds and apostrophes can go wrong. */
  private static final List<String> SPECIMENS =
      List.of(
          "en:The prisoners’ lawyers weren't told; 1,200 were re-arrested on 3 July 2020 in Kisumu.",
          "fr:L’avocate a été arrêtée à l'aéroport, disaient ses collègues naïfs.",
          "de:Die Häftlinge wurden in Straßburg gefoltert, sagten Anwältinnen.",
          "es:Las víctimas fueron desaparecidas; ningún niño volvió.",
          "ru:Заключённые объявили голодовку в колонии.",
          "tr:İşkence gören tutuklular ışıksız hücrelerde IĞDIR'da.",
          "ar:اعتُقِلَ الصحفيّون في القاهرة عام ٢٠٢٠",
          "fa:زندانیان را می‌زدند",
          "hi:मानवाधिकार कार्यकर्ता गिरफ़्तार",
          "zh:维吾尔族被拘留在新疆的营地。",
          "ja:ウイグル族の収容所で拷問があった。",
          "th:ผู้ลี้ภัยถูกส่งกลับ",
          "ko:수용소에 갇힌 사람들");

  private static final class Current {
    static final String VALUE =
        remembered(UserCache.folder("schema"), System.getProperty("java.class.path"));
  }

  private SchemaVersion() {}

  /** That of the generations that this program writes. */
  public static String current() {
    return Current.VALUE;
  }

  /** That under which a generation was written; empty before its first commit. */
  public static Optional<String> of(Generation generation) throws IOException {
    return Optional.ofNullable(Ledger.notes(generation).get(NOTE));
  }

  /**
   * Complains of a generation that this program can neither search nor go on with.
   *
   * @throws OtherSchemaException if it was written under another schema
   */
  public static void check(Generation generation) throws IOException {
    if (generation.committed() && !of(generation).equals(Optional.of(current()))) {
      throw new OtherSchemaException(generation);
    }
  }

  /**
   * That of this program: computed once and then read from a file that is named after a fingerprint
   * of the whole class path, since it takes longer than all else that a run does over a corpus in
   * which nothing has changed.
   */
  static String remembered(Optional<Path> folder, String classPath) {
    try {
      if (folder.isPresent()) {
        Path file = folder.get().resolve(BuildFingerprint.of(classPath));
        if (Files.isRegularFile(file)) {
          String value = Files.readString(file);
          if (value.matches("[0-9a-f]{12}")) {
            return value;
          }
        }
        String value = compute();
        Path fresh = Files.createTempFile(folder.get(), "fresh", "");
        Files.writeString(fresh, value);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return value;
      }
    } catch (IOException | RuntimeException e) {
      // It is only quicker with the file.
    }
    return compute();
  }

  static String compute() {
    try (Analyzer analyzer = new StandardAnalyzer()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) Version.LATEST.major);
      for (String specimen : SPECIMENS) {
        for (Document document : ReportDocuments.of(report(specimen))) {
          for (IndexableField field : document.getFields()) {
            add(digest, field, analyzer);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  private static void add(MessageDigest digest, IndexableField field, Analyzer analyzer)
      throws IOException {
    add(digest, field.name() + " " + field.fieldType());
    BytesRef binary = field.binaryValue();
    if (binary != null) {
      digest.update(binary.bytes, binary.offset, binary.length);
    } else if (field.stringValue() != null) {
      add(digest, field.stringValue());
    }
    if (field.fieldType().indexOptions() == IndexOptions.NONE) {
      return;
    }
    try (TokenStream tokens = field.tokenStream(analyzer, null)) {
      if (tokens == null || !tokens.hasAttribute(TermToBytesRefAttribute.class)) {
        return;
      }
      TermToBytesRefAttribute term = tokens.getAttribute(TermToBytesRefAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      OffsetAttribute offsets = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        BytesRef bytes = term.getBytesRef();
        digest.update(bytes.bytes, bytes.offset, bytes.length);
        add(
            digest,
            " "
                + step.getPositionIncrement()
                + " "
                + offsets.startOffset()
                + " "
                + offsets.endOffset());
      }
      tokens.end();
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** A report in which every fact is known and something is named. */
  private static Report report(String specimen) {
    String text = specimen.substring(3);
    String json = WHOLE.formatted(specimen.substring(0, 2), text.substring(0, 10).strip());
    return ReportJson.readWithText(json, text);
  }

  private static final String WHOLE =
      """
      {"id":"specimen","source":{"path":"specimen.html","sha256":"%064d","mediaType":"text/html","size":1},
       "language":"%%s","title":"%%s","outlet":"The Émile Gazette","authors":["Ann O’Neill"],
       "date":"2020-07","dateline":"KISUMU","url":"https://example.org/a","collection":"specimens",
       "evidence":{%s},
       "people":[{"id":"person/specimen","name":"Speci Men","mentions":[{"start":0,"end":3}]}],
       "quotes":[{"speaker":"Speci Men","speakerId":"person/specimen","cue":"said","stance":"claims",
         "start":4,"end":9}],
       "topics":[{"id":"arbitrary-detention","start":4,"end":9}],
       "instruments":[{"id":"cat","start":4,"end":9}],
       "eventDates":[{"from":"2020-07-01","to":"2020-07-31","granularity":"month","start":4,"end":9}]}
      """
          .formatted(
              0,
              Stream.of("language", "title", "outlet", "authors", "date", "dateline", "url")
                  .map(fact -> "\"" + fact + "\":{\"rule\":\"is\",\"confidence\":1,\"text\":\"\"}")
                  .collect(Collectors.joining(",")));
}
