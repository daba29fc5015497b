package org.vigil.search;

import java.util.Objects;
import java.util.Arrays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.vigil.index.ReportCard;
import org.vigil.schema.IndexField;

/** Lists the stories that some reports of a snapshot tell. */
final class StoryLists {

  /** Entities shown of a story. */
  private static final int NAMED = 5;

  /** Reports looked at for what is shown of a story. */
  private static final int LOOKED_AT = 200;

  private final Snapshot over;
  private final Deadline deadline;

  StoryLists(Snapshot over, Deadline deadline) {
    this.over = over;
    this.deadline = deadline;
  }

  /** A story while it is counted. */
  private static final class Counted {
    final int head;
    final int size;
    int matching;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    Counted(int head, int size) {
      this.head = head;
      this.size = size;
    }
  }

  StoryList of(HitSet hits, StoryList.Order order, int skipped, int wanted) throws IOException {
    Groups groups = over.kinship().stories();
    Map<Integer, Counted> stories = new LinkedHashMap<>();
    for (LeafReaderContext leaf : over.leaves()) {
      DocIdSetIterator each = hits.of(leaf.ord);
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        int at = leaf.docBase + doc;
        int size = groups.size(at);
        if (size > 1) {
          stories.computeIfAbsent(groups.head(at), head -> new Counted(head, size)).matching++;
        }
      }
    }
    deadline.check();
    if (!over.isAlone()) {
      addOthers(stories, groups);
    }
    date(stories, groups);
    Comparator<Counted> newest = Comparator.comparingLong((Counted s) -> s.last).reversed();
    Comparator<Counted> by =
        switch (order) {
          case NEWEST -> newest;
          case OLDEST -> Comparator.comparingLong(s -> s.first);
          case LARGEST -> Comparator.comparingInt((Counted s) -> s.size).reversed();
        };
    List<Counted> sorted = new ArrayList<>(stories.values());
    sorted.sort(by.thenComparing(newest).thenComparingInt(s -> groups.rank(s.head)));
    int from = Math.min(skipped, sorted.size());
    List<Counted> page = sorted.subList(from, Math.min(sorted.size(), from + wanted));
    List<Integer> members = new ArrayList<>();
    for (Counted story : page) {
      Arrays.stream(groups.members(story.head)).forEach(members::add);
    }
    Map<Integer, ReportCard> cards = over.cards(members);
    List<StoryList.Told> told = new ArrayList<>();
    for (Counted story : page) {
      deadline.check();
      told.add(told(story, groups, cards));
    }
    return new StoryList(sorted.size(), told);
  }

  /** How many hits a shard has of stories, by the documents that head them. */
  record Matching(Map<Integer, Integer> byHead) {}

  /** Counts the hits that other shards have. */
  private void addOthers(Map<Integer, Counted> stories, Groups groups) throws IOException {
    Map<Integer, Integer> own = new LinkedHashMap<>();
    stories.forEach((head, story) -> own.put(head, story.matching));
    List<Matching> all = over.tell(new Matching(own), Matching.class);
    stories.clear();
    for (Matching told : all) {
      told.byHead()
          .forEach(
              (head, matching) ->
                  stories.computeIfAbsent(head, of -> new Counted(of, groups.size(of))).matching +=
                      matching);
    }
  }

  /** The first and the last day of the part that a shard has of a story. */
  record Days(long first, long last) {}

  /** The days of stories, by the documents that head them. */
  record Dated(Map<Integer, Days> byHead) {}

  private void date(Map<Integer, Counted> stories, Groups groups) throws IOException {
    Map<Integer, Days> own = new LinkedHashMap<>();
    for (Counted story : stories.values()) {
      date(story, groups);
      own.put(story.head, new Days(story.first, story.last));
    }
    for (Dated told : over.tell(new Dated(own), Dated.class)) {
      for (Counted story : stories.values()) {
        Days days = Objects.requireNonNull(told.byHead().get(story.head));
        story.first = Math.min(story.first, days.first());
        story.last = Math.max(story.last, days.last());
      }
    }
  }

  private void date(Counted story, Groups groups) throws IOException {
    LeafReaderContext leaf = null;
    SortedNumericDocValues days = null;
    for (int member : groups.members(story.head)) {
      if (leaf == null || days == null || member >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = over.leaf(member);
        days = DocValues.getSortedNumeric(leaf.reader(), IndexField.FIRST_DAY.fieldName());
      }
      if (days.advanceExact(member - leaf.docBase)) {
        long day = days.nextValue();
        story.first = Math.min(story.first, day);
        story.last = Math.max(story.last, day);
      }
    }
  }

  private StoryList.Told told(Counted story, Groups groups, Map<Integer, ReportCard> byDocument)
      throws IOException {
    List<ReportCard> cards = new ArrayList<>();
    for (int member : groups.members(story.head)) {
      cards.add(Objects.requireNonNull(byDocument.get(member)));
    }
    cards.sort(Kinship.earliestFirst(ReportCard::date, ReportCard::id));
    Map<String, Long> outlets = new HashMap<>();
    Map<String, SearchResult.Named> names = new HashMap<>();
    Map<String, Long> people = new LinkedHashMap<>();
    Map<String, Long> places = new LinkedHashMap<>();
    Set<String> languages = new LinkedHashSet<>();
    for (ReportCard card : cards.subList(0, Math.min(LOOKED_AT, cards.size()))) {
      card.outlet().ifPresent(outlet -> outlets.merge(outlet, 1L, Long::sum));
      card.language().ifPresent(languages::add);
      count(card.people(), people, names);
      count(card.places(), places, names);
    }
    return new StoryList.Told(
        over.storyId(story.head).orElse(cards.getFirst().id()),
        cards.getFirst().title(),
        story.size,
        story.matching,
        cards.stream().flatMap(c -> c.date().stream()).min(Comparator.naturalOrder()),
        cards.stream().flatMap(c -> c.date().stream()).max(Comparator.naturalOrder()),
        outlets.entrySet().stream()
            .map(e -> new SearchResult.Term(e.getKey(), e.getKey(), e.getValue(), false))
            .sorted(
                Comparator.comparingLong(SearchResult.Term::count)
                    .reversed()
                    .thenComparing(SearchResult.Term::id))
            .toList(),
        List.copyOf(languages),
        most(people, names),
        most(places, names));
  }

  private void count(
      List<ReportCard.Named> entities,
      Map<String, Long> counts,
      Map<String, SearchResult.Named> names)
      throws IOException {
    for (SearchResult.Named entity : over.named(entities)) {
      counts.merge(entity.id(), 1L, Long::sum);
      names.putIfAbsent(entity.id(), entity);
    }
  }

  private static List<SearchResult.Named> most(
      Map<String, Long> counts, Map<String, SearchResult.Named> names) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(NAMED)
        .flatMap(e -> Optional.ofNullable(names.get(e.getKey())).stream())
        .toList();
  }
}
