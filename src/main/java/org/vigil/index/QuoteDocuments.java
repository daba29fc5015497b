package org.vigil.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;

/** Turns the quotes of a report into documents of their own. */
final class QuoteDocuments {

  private QuoteDocuments() {}

  /** One for each quote, in order. The report is to stand right behind the last. */
  static List<Document> of(Report report) {
    Folding folding = Folding.of(report.language());
    List<Document> documents = new ArrayList<>();
    for (Quote quote : report.quotes()) {
      documents.add(of(report, quote, documents.size(), folding));
    }
    return documents;
  }

  private static Document of(Report report, Quote quote, int number, Folding folding) {
    Document document = new Document();
    document.add(
        new StringField(IndexField.KIND.fieldName(), IndexField.QUOTE_KIND, Field.Store.NO));
    ReportDocuments.addTerm(document, IndexField.QUOTE_REPORT, report.id());
    String id = id(report.id(), number);
    document.add(new SortedDocValuesField(IndexField.QUOTE_ID.fieldName(), new BytesRef(id)));
    document.add(
        new Field(
            IndexField.QUOTE_TEXT.fieldName(),
            Words.stream(quote.text(), folding, marks(report, quote)),
            ReportDocuments.WITH_OFFSETS));
    quote
        .speakerId()
        .ifPresent(s -> ReportDocuments.addKeyword(document, IndexField.QUOTE_SPEAKER, s));
    ReportDocuments.addWords(
        document,
        IndexField.QUOTE_SPEAKER_WORDS,
        List.copyOf(ReportDocuments.namesOfSpeaker(quote, report)));
    quote
        .stance()
        .ifPresent(s -> ReportDocuments.addKeyword(document, IndexField.QUOTE_STANCE, s.word()));
    report
        .date()
        .ifPresent(
            date ->
                ReportDocuments.addDay(document, IndexField.QUOTE_DAY, date.first().toEpochDay()));
    QuoteCard card = QuoteCard.of(quote, report.quotes().size() - number);
    document.add(new BinaryDocValuesField(IndexField.QUOTE.fieldName(), card.encoded()));
    return document;
  }

  /** Sorts like the numbers do. */
  private static String id(String reportId, int number) {
    return String.format(Locale.ROOT, "%s.%05d", reportId, number);
  }

  /** The mentions that stand in a quote. */
  private static List<Words.Mark> marks(Report report, Quote quote) {
    List<Mention> mentions = report.annotations().mentions();
    int from = 0;
    int to = mentions.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (mentions.get(middle).start() < quote.start()) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    List<Words.Mark> marks = new ArrayList<>();
    for (int i = from; i < mentions.size() && mentions.get(i).end() <= quote.end(); i++) {
      Mention mention = mentions.get(i);
      marks.add(
          new Words.Mark(
              mention.start() - quote.start(),
              mention.end() - quote.start(),
              mention.kind().path(),
              mention.entityId()));
    }
    return marks;
  }
}
