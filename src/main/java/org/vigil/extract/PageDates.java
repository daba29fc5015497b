package org.vigil.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Moment;
import org.vigil.extract.PageBlocks.Zone;

/**
 * When a page was published. Several kinds of statement are heard: for machines, in the address,
 * and to readers near the headline. Each has a weight; independent ones that agree outweigh a
 * single stronger one. Dates of change count only when nothing else is known, days that have not
 * come never.
 */
final class PageDates {

  private static final LocalDate WEB_BEGINS = LocalDate.of(1990, 1, 1);

  private static final List<String> PUBLISHED =
      List.of(
          "article:published_time",
          "og:article:published_time",
          "datepublished",
          "parsely-pub-date",
          "sailthru.date",
          "publish-date",
          "publishdate",
          "publish_date",
          "pubdate",
          "pub_date",
          "published_time",
          "published",
          "publication_date",
          "article.published",
          "dc.date.issued",
          "dcterms.issued",
          "shareaholic:article_published_time",
          "cxenseparse:recs:publishtime",
          "cxenseparse:publishtime",
          "article_date_original",
          "article:publicationdate",
          "citation_publication_date",
          "citation_date",
          "og:datepublished",
          "displaydate",
          "ptime",
          "originalpublicationdate",
          "rnews:datepublished",
          "og:published_time",
          "article:publish_date",
          "og:pubdate");

  /** Keys that some systems fill with the day of publication, others with that of a change. */
  private static final List<String> UNCLEAR =
      List.of(
          "date",
          "dc.date",
          "dcterms.date",
          "dcterms.created",
          "dc.date.created",
          "dcterms:created",
          "datecreated",
          "dc:date",
          "created",
          "article.created");

  private static final List<String> CHANGED =
      List.of(
          "article:modified_time",
          "og:updated_time",
          "datemodified",
          "dateupdate",
          "dateupdated",
          "dcterms.modified",
          "dc.date.modified",
          "last-modified",
          "lastmod",
          "article.updated",
          "updated_time",
          "og:article:modified_time",
          "utime");

  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "[/=_~-]((?:19|20)\\d\\d)([/_-]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?!\\d)");
  private static final Pattern NAMED_IN_ADDRESS =
      Pattern.compile(
          "/((?:19|20)\\d\\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
              + "/([0-3]?\\d)(?!\\d)");
  private static final Pattern UNIVERSAL =
      Pattern.compile("\\d[T ](\\d\\d):\\d\\d.{0,12}(?:Z|[+-]00:?00|GMT|UTC)");

  private static final Pattern SHORT_YEAR =
      Pattern.compile("(?<![\\d.])(\\d\\d?)\\.(\\d\\d?)\\.([0-4]\\d)(?![\\d.])");
  private static final Pattern DATE_NAME =
      Pattern.compile(
          "date|time|datum|fecha|publi|posted|data|dato|created|issued", Pattern.CASE_INSENSITIVE);

  /** Words that introduce days other than that of publication. */
  private static final Pattern OTHER_DAY =
      Pattern.compile(
          "updated|modified|edited|aktualisiert|geändert|letzte änderung|\\bstand\\b|zuletzt"
              + "|registriert|joined|member since|anmelde|mise? à jour|modifié|actualizad|atualizad"
              + "|modificad|aggiornat|обновлен|изменен|оновлен|aktualizac|güncelle|最后更新|更新"
              + "|تحديث|expires|retrieved|geboren|born|findet|event|deadline"
              + "|(?:hearing|due|start|end|meeting|incident) date",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Set<String> CAPTIONS =
      Set.of("caption", "captions", "figcaption", "bildunterschrift", "legende");

  private static final int BARE = 40;
  private static final int ABOVE = 8;
  private static final int BELOW = 8;
  private static final int INTO_BODY = 4;
  private static final int LONGEST_LINE = 200;
  private static final int DATELINE_WITHIN = 60;

  private final PageMetadata metadata;
  private final PageBlocks page;
  private final MainText main;
  private final Optional<String> address;
  private final Optional<Integer> headline;
  private final Optional<String> language;
  private final LocalDate today;
  private final List<Fact<PartialDate>> heard = new ArrayList<>();

  PageDates(
      PageMetadata metadata,
      PageBlocks page,
      MainText main,
      Optional<String> address,
      Optional<Integer> headline,
      Optional<String> language,
      LocalDate today) {
    this.metadata = metadata;
    this.page = page;
    this.main = main;
    this.address = address;
    this.headline = headline;
    this.language = language;
    this.today = today;
  }

  Optional<Fact<PartialDate>> published() {
    metadata.json.ofArticle("datePublished").ifPresent(w -> hear(w, "json-ld-datePublished", 0.95));
    meta(PUBLISHED, 0.93);
    meta(UNCLEAR, 0.6);
    metadata.marked("datepublished").ifPresent(w -> hear(w, "microdata-datePublished", 0.85));
    address.ifPresent(this::hearAddress);
    main.body().ifPresent(this::hearReaders);
    if (heard.isEmpty()) {
      metadata.scripted().ifPresent(w -> hear(w, "script-data", 0.45));
    }
    if (heard.isEmpty()) {
      metadata.json.ofArticle("dateCreated").ifPresent(w -> hear(w, "json-ld-dateCreated", 0.7));
      metadata.json.ofArticle("dateModified").ifPresent(w -> hear(w, "json-ld-dateModified", 0.5));
      meta(CHANGED, 0.5);
    }
    return verdict();
  }

  /** The date with the greatest weight behind it, told by its strongest witness. */
  private Optional<Fact<PartialDate>> verdict() {
    List<PartialDate> shown =
        heard.stream()
            .filter(f -> f.rule().startsWith("shown") && !UNIVERSAL.matcher(f.text()).find())
            .map(Fact::value)
            .toList();
    List<PartialDate> days = heard.stream().map(fact -> localDay(fact, shown)).toList();
    Map<PartialDate, Double> doubt = new LinkedHashMap<>();
    Set<String> families = new HashSet<>();
    for (int i = 0; i < days.size(); i++) {
      Fact<PartialDate> fact = heard.get(i);
      if (families.add(days.get(i) + fact.rule().split("-", 2)[0])) {
        doubt.merge(days.get(i), 1 - 0.9 * fact.confidence(), (a, b) -> a * b);
      }
    }
    return doubt.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .flatMap(
            date ->
                IntStream.range(0, days.size())
                    .filter(i -> days.get(i).equals(date))
                    .mapToObj(heard::get)
                    .max(Comparator.comparingDouble(Fact::confidence))
                    .map(f -> new Fact<>(date, f.rule(), f.confidence(), f.text())));
  }

  /** A moment in universal time is on the day that readers are shown, if a zone allows it. */
  private static PartialDate localDay(Fact<PartialDate> fact, List<PartialDate> shown) {
    Matcher moment = UNIVERSAL.matcher(fact.text());
    if (!moment.find()) {
      return fact.value();
    }
    int hour = Integer.parseInt(moment.group(1));
    long day = fact.value().first().toEpochDay();
    return shown.contains(fact.value())
        ? fact.value()
        : shown.stream()
            .filter(
                d ->
                    (hour >= 12 && d.first().toEpochDay() == day + 1)
                        || (hour < 12 && d.first().toEpochDay() == day - 1))
            .findFirst()
            .orElse(fact.value());
  }

  private void meta(List<String> keys, double confidence) {
    for (String key : keys) {
      for (String value : metadata.all(key)) {
        hear(value, (confidence == 0.6 ? "unclear-" : "meta-") + key, confidence);
      }
    }
  }

  private void hearAddress(String written) {
    Matcher matcher = IN_ADDRESS.matcher(written);
    if (matcher.find()) {
      hear(
          matcher.group(1) + "-" + matcher.group(3) + "-" + matcher.group(4), "address-path", 0.85);
      return;
    }
    Matcher named = NAMED_IN_ADDRESS.matcher(written);
    if (named.find()) {
      hear(named.group(3) + " " + named.group(2) + " " + named.group(1), "address-path", 0.85);
    }
  }

  /** Lines around the headline, at the end of the article, then those that name themselves. */
  private void hearReaders(Zone body) {
    int top = headline.orElse(body.from);
    int lead = Math.max(top, body.from) + INTO_BODY;
    range(top, lead, 0.8, "shown-below-headline");
    range(top - ABOVE, top, 0.7, "shown-above-headline");
    if (heard.isEmpty()) {
      range(body.to - INTO_BODY, body.to + BELOW, 0.6, "shown-below-text");
    }
    if (heard.isEmpty()) {
      range(0, page.blocks.size(), 0.4, "shown-somewhere");
    }
  }

  private void range(int from, int to, double confidence, String rule) {
    int start = Math.max(0, from);
    int end = Math.min(page.blocks.size(), to);
    for (Moment moment : page.moments) {
      if (moment.block() >= start && moment.block() < end) {
        Block block = page.blocks.get(moment.block());
        if (!apart(block)) {
          hearMoment(moment.element(), rule, confidence + 0.05);
        }
      }
    }
    for (Block block : page.blocks.subList(start, Math.max(start, end))) {
      if (!apart(block) && (!rule.endsWith("somewhere") || namesDate(block))) {
        boolean line = block.length() <= LONGEST_LINE;
        String words = line ? block.text : block.text.substring(0, DATELINE_WITHIN);
        boolean other = OTHER_DAY.matcher(words).find();
        Optional<PartialDate> published = line && other ? publishedDay(words) : Optional.empty();
        Optional<PartialDate> day = published.or(() -> day(words));
        if (day.isPresent()) {
          other &= published.isEmpty();
          other |= isCaption(block);
          double weight = confidence - (line ? 0 : 0.2) - (other ? 0.3 : 0);
          if (weight > 0) {
            hear(day.get(), rule, weight, words);
          }
        }
      }
    }
  }

  private void hearMoment(Element time, String rule, double confidence) {
    String words = PageBlocks.words(time, LONGEST_LINE);
    Optional<PartialDate> shown = day(words);
    if (shown.isPresent()) {
      hear(shown.get(), rule + "-time", confidence, words);
    } else {
      hear(time.attr(time.nameIs("time") ? "datetime" : "title"), rule + "-time", confidence);
    }
  }

  /** The day that a line with several says to be that of publication. */
  private Optional<PartialDate> publishedDay(String words) {
    List<HeadLine.Dated> dates = HeadLine.of(words, language).dates();
    return dates.size() < 2
        ? Optional.empty()
        : dates.stream()
            .filter(HeadLine.Dated::published)
            .map(HeadLine.Dated::date)
            .filter(date -> date.day().isPresent())
            .findFirst();
  }

  private Optional<PartialDate> day(String words) {
    for (DateFinder.Found found : DateFinder.dateFinder().find(words, language)) {
      if (found.date().day().isPresent()) {
        return Optional.of(found.date());
      }
    }
    Matcher shortYear = SHORT_YEAR.matcher(words);
    return words.length() <= BARE && shortYear.find()
        ? MachineDate.parse(
                "20" + shortYear.group(3) + "-" + shortYear.group(2) + "-" + shortYear.group(1))
            .map(PartialDate::of)
        : Optional.empty();
  }

  /** Beside the article only a bare date or the foot of the article speaks of the article. */
  private static boolean apart(Block block) {
    for (Zone zone = block.zone; zone != null; zone = zone.parent) {
      ClassWords.Verdict verdict = zone.verdict;
      if (verdict.purpose() == ClassWords.Purpose.NEVER
          || verdict.word().startsWith("related")
          || (verdict.purpose() == ClassWords.Purpose.APART
              && block.length() > BARE
              && !verdict.word().contains("footer"))) {
        return true;
      }
    }
    return false;
  }

  /** A picture was taken on another day. */
  private static boolean isCaption(Block block) {
    Zone zone = block.zone;
    return zone.element.nameIs("figcaption")
        || CAPTIONS.contains(zone.verdict.word())
        || (zone.parent != null && CAPTIONS.contains(zone.parent.verdict.word()));
  }

  private static boolean namesDate(Block block) {
    Element element = block.zone.element;
    Element first = element.childrenSize() > 0 ? element.child(0) : element;
    return block.length() <= 2 * BARE
        && DATE_NAME
            .matcher(element.className() + " " + element.id() + " " + first.className())
            .find();
  }

  private void hear(String written, String rule, double confidence) {
    MachineDate.parse(written)
        .ifPresent(day -> hear(PartialDate.of(day), rule, confidence, written));
  }

  private void hear(PartialDate date, String rule, double confidence, String words) {
    if (!date.first().isAfter(today) && !date.first().isBefore(WEB_BEGINS)) {
      heard.add(new Fact<>(date, rule, confidence, Characters.line(words)));
    }
  }
}
