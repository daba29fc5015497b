package org.vigil.extract;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vigil.date.PartialDate;

/**
 * When a page was published: the statement meant for it first, modification dates last, and never a
 * day that has not come.
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
          "dcterms.created",
          "dc.date.created",
          "dcterms:created",
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
          "og:pubdate",
          "datecreated",
          "dc.date",
          "dcterms.date",
          "date");

  private static final List<String> CHANGED =
      List.of(
          "article:modified_time",
          "og:updated_time",
          "datemodified",
          "dcterms.modified",
          "dc.date.modified",
          "last-modified",
          "lastmod",
          "article.updated",
          "updated_time",
          "og:article:modified_time",
          "utime");

  private static final Pattern IN_ADDRESS =
      Pattern.compile("/((?:19|20)\\d\\d)[/-]?(\\d\\d)[/-]?(\\d\\d)(?!\\d)");

  private final PageMetadata metadata;
  private final Document page;
  private final Optional<String> address;
  private final LocalDate today;

  PageDates(PageMetadata metadata, Document page, Optional<String> address, LocalDate today) {
    this.metadata = metadata;
    this.page = page;
    this.address = address;
    this.today = today;
  }

  Optional<Fact<PartialDate>> published() {
    return json("datePublished", 0.97)
        .or(() -> meta(PUBLISHED, 0.95))
        .or(
            () ->
                element(
                    "[itemprop=datePublished], [property*=datePublished], time[pubdate], abbr.published, .entry-date time, time.entry-date, time.published",
                    "published-element",
                    0.9))
        .or(this::inAddress)
        .or(() -> json("dateCreated", 0.8))
        .or(() -> element("article time, main time, header time", "time-element", 0.75))
        .or(() -> element("time", "time-element", 0.6))
        .or(() -> json("dateModified", 0.5))
        .or(() -> meta(CHANGED, 0.5));
  }

  private Optional<Fact<PartialDate>> json(String key, double confidence) {
    return metadata.json.ofArticle(key).flatMap(w -> fact(w, "json-ld-" + key, confidence));
  }

  private Optional<Fact<PartialDate>> meta(List<String> keys, double confidence) {
    for (String key : keys) {
      for (String value : metadata.all(key)) {
        Optional<Fact<PartialDate>> fact = fact(value, "meta-" + key, confidence);
        if (fact.isPresent()) {
          return fact;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<PartialDate>> element(String query, String rule, double confidence) {
    for (Element element : page.select(query)) {
      for (String attribute : List.of("datetime", "content", "title")) {
        Optional<Fact<PartialDate>> fact = fact(element.attr(attribute), rule, confidence);
        if (fact.isPresent()) {
          return fact;
        }
      }
      Optional<Fact<PartialDate>> fact = fact(element.text(), rule, confidence);
      if (fact.isPresent()) {
        return fact;
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<PartialDate>> inAddress() {
    return address.flatMap(
        a -> {
          Matcher matcher = IN_ADDRESS.matcher(a);
          return matcher.find()
              ? fact(
                  matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3),
                  "address",
                  0.9)
              : Optional.empty();
        });
  }

  private Optional<Fact<PartialDate>> fact(String written, String rule, double confidence) {
    return MachineDate.parse(written)
        .filter(date -> !date.isAfter(today) && !date.isBefore(WEB_BEGINS))
        .map(date -> new Fact<>(PartialDate.of(date), rule, confidence, Characters.line(written)));
  }
}
