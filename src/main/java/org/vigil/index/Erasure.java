package org.vigil.index;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/**
 * Takes what was withdrawn out of the files of a generation, and tells whether it is out of them.
 *
 * <p>A document that is deleted stays in its segment, unseen by searches, until that segment is
 * written anew; and the files of a segment that is no longer part of the index stay in the folder
 * where a process dies before it has removed them. Both are looked for here, the first by the lists
 * of ids in each segment, which deletion leaves as they are.
 */
final class Erasure implements AutoCloseable {

  /** How often segments are written anew with nothing else at work before that is a failure. */
  private static final int MOST_ROUNDS = 10;

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final IndexWriter writer;
  private final List<Term> terms;
  private final MergePolicy usual;

  /** Segments in the hands of merges that may take along what is deleted after they began. */
  private final Set<String> awaited = new HashSet<>();

  /**
   * Begins to take what has one of these terms out of a generation that is open. No merge begins
   * until this is closed.
   */
  Erasure(IndexWriter writer, Collection<Term> terms) {
    this.writer = writer;
    this.terms = new ArrayList<>(terms);
    this.usual = writer.getConfig().getMergePolicy();
    writer.getConfig().setMergePolicy(new Anew(usual, Set.of()));
  }

  /** The terms by which all documents of these reports are found. */
  static List<Term> termsOf(Collection<String> reportIds) {
    List<Term> terms = new ArrayList<>();
    for (String id : reportIds) {
      terms.addAll(List.of(ReportDocuments.withId(id)));
      if (Uploads.mayBeChosen(id)) {
        terms.add(ReportDocuments.fromFile(LedgerEntry.identityOfChosen(id)));
      }
    }
    return terms;
  }

  /**
   * Whether neither the segments of a generation nor anything that lies beside them can hold these
   * reports. One that cannot be read can.
   */
  static boolean isDone(Generation generation, Collection<String> reportIds) throws IOException {
    if (!generation.isWhole()) {
      return false;
    }
    try (Directory directory = generation.directory();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return segmentsWith(reader, termsOf(reportIds), Documents.ANY).isEmpty()
          && leftBeside(directory).isEmpty();
    }
  }

  /** The files of segments that no commit speaks of any more. */
  static Set<String> leftBeside(Directory directory) throws IOException {
    Set<String> left = new TreeSet<>();
    for (String file : directory.listAll()) {
      if (IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()
          || file.startsWith(IndexFileNames.SEGMENTS)
          || file.startsWith(IndexFileNames.PENDING_SEGMENTS)) {
        left.add(file);
      }
    }
    left.removeAll(SegmentInfos.readLatestCommit(directory).files(true));
    return left;
  }

  /** Which documents are meant. */
  private enum Documents {
    ANY,
    DELETED
  }

  /** The names of the segments with documents that have one of these terms. */
  private static Set<String> segmentsWith(
      DirectoryReader reader, Collection<Term> terms, Documents which) throws IOException {
    Set<String> names = new HashSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      if (holds(leaf.reader(), terms, which)) {
        names.add(nameOf(leaf.reader()));
      }
    }
    return names;
  }

  private static boolean holds(LeafReader leaf, Collection<Term> terms, Documents which)
      throws IOException {
    Bits live = leaf.getLiveDocs();
    if (which == Documents.DELETED && live == null) {
      return false;
    }
    for (Term term : terms) {
      PostingsEnum documents = leaf.postings(term, PostingsEnum.NONE);
      if (documents == null) {
        continue;
      }
      for (int doc = documents.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = documents.nextDoc()) {
        if (which == Documents.ANY || !live.get(doc)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether there is anything with these terms, deleted or not, in the generation as it is open or
   * in its last commit.
   *
   * @param now the generation as it is open
   */
  boolean isNeeded(DirectoryReader now) throws IOException {
    Set<String> holding = segmentsWith(now, terms, Documents.ANY);
    Set<String> present = new HashSet<>();
    for (LeafReaderContext leaf : now.leaves()) {
      present.add(nameOf(leaf.reader()));
    }
    for (String merging : merging()) {
      // One with nothing left in it is not part of the index any more, but of its merge.
      if (holding.contains(merging) || !present.contains(merging)) {
        awaited.add(merging);
      }
    }
    return !holding.isEmpty() || !awaited.isEmpty() || isCommitted();
  }

  private boolean isCommitted() throws IOException {
    if (!DirectoryReader.indexExists(writer.getDirectory())) {
      return false;
    }
    try (DirectoryReader committed = DirectoryReader.open(writer.getDirectory())) {
      return !segmentsWith(committed, terms, Documents.ANY).isEmpty();
    }
  }

  /** Takes what has this term, and is deleted, out as well. */
  void and(Term term) {
    terms.add(term);
  }

  /**
   * Writes those segments anew that hold deleted documents with one of the terms, each by itself:
   * no more is copied than the segments concerned, however many documents they are. Waits for the
   * merges that had them in hand before.
   *
   * @throws IOException if they cannot be written
   */
  void rewrite() throws IOException {
    while (!Collections.disjoint(merging(), awaited)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    Set<String> left = deleted();
    for (int round = 0; !left.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new IOException("segments with what was withdrawn cannot be written anew: " + left);
      }
      writer.getConfig().setMergePolicy(new Anew(usual, left));
      writer.forceMergeDeletes(true);
      left = deleted();
    }
  }

  private Set<String> deleted() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      return segmentsWith(reader, terms, Documents.DELETED);
    }
  }

  private Set<String> merging() {
    synchronized (writer) {
      return writer.getMergingSegments().stream()
          .map(segment -> segment.info.name)
          .collect(Collectors.toSet());
    }
  }

  private static String nameOf(LeafReader leaf) {
    return ((SegmentReader) FilterLeafReader.unwrap(leaf)).getSegmentName();
  }

  @Override
  public void close() {
    writer.getConfig().setMergePolicy(usual);
  }

  /** Merges nothing but the segments that are to be written anew. */
  private static final class Anew extends FilterMergePolicy {
    private final Set<String> segments;

    Anew(MergePolicy usual, Set<String> segments) {
      super(usual);
      this.segments = segments;
    }

    @Override
    public MergeSpecification findForcedDeletesMerges(SegmentInfos infos, MergeContext context) {
      MergeSpecification merges = new MergeSpecification();
      for (SegmentCommitInfo segment : infos) {
        if (segments.contains(segment.info.name)
            && !context.getMergingSegments().contains(segment)) {
          merges.add(new OneMerge(List.of(segment)));
        }
      }
      return merges;
    }

    @Override
    public MergeSpecification findMerges(
        MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
      return new MergeSpecification();
    }

    @Override
    public MergeSpecification findFullFlushMerges(
        MergeTrigger trigger, SegmentInfos infos, MergeContext context) {
      return new MergeSpecification();
    }
  }
}
