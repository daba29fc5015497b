package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.Corpus;
import org.vigil.corpus.HashPositions;
import org.vigil.corpus.PackedFile;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;
import org.vigil.index.KeptFiles;
import org.vigil.index.LedgerEntry;
import org.vigil.index.LedgerEntry.Outcome;
import org.vigil.index.LedgerTable;
import org.vigil.index.Settings;
import org.vigil.index.Uploads;

/**
 * Compares a corpus with the ledger, and says what must be done so that the index tells of the
 * corpus as it is now.
 *
 * <p>Files with equal bytes are one: the file whose path sorts first stands for all, so that the
 * index does not depend on the order in which files came. Entries of the ledger outside the corpus
 * take part in that, but are neither looked at nor counted.
 *
 * @param found number of files found, or known and gone
 * @param unchanged number of files the ledger already tells right of
 * @param read files to make reports of; each stands for its bytes, and one that is not there at
 *     present is known from before
 * @param moved reports to keep under another path
 * @param duplicates files that another one stands for, and that the ledger does not know as such
 * @param inaccessible paths that cannot be read, and why
 * @param gone paths the ledger knows that are no longer there
 * @param orphaned content that no file holds any more
 * @param keptDespite inaccessible paths whose reports of an earlier run are kept
 * @param duplicatesInCorpus how many of the duplicates are files of this corpus
 * @param notices what the operator should know
 */
record Plan(
    long found,
    long unchanged,
    List<SourceFile> read,
    List<Move> moved,
    List<SourceFile> duplicates,
    Map<String, LedgerEntry.Failure> inaccessible,
    List<String> gone,
    List<ContentHash> orphaned,
    Set<String> keptDespite,
    long duplicatesInCorpus,
    List<String> notices) {

  private static final int SCAN_STEP = 1000;

  /** The reports of {@code from} now belong to {@code to}, a file with the same bytes. */
  record Move(LedgerEntry from, SourceFile to, boolean inCorpus) {}

  /**
   * Walks the corpus, reading only files whose size or time is not the one in the ledger.
   *
   * @param share of the corpus to take; what falls to others is not looked at, nor missed
   * @param begun what the generation to bring up to date keeps
   * @param earlier ledger of the generation that it takes the place of; the same where it does not
   * @param rules the present ones: what was made under others is made again
   * @throws CorpusInIndexException if files of the index would be taken for reports
   */
  static Plan make(
      List<Path> roots,
      Share share,
      KeptFiles begun,
      LedgerTable earlier,
      Uploads uploads,
      FileRules rules,
      IngestProgress progress)
      throws IOException {
    for (Path root : roots) {
      if (root.startsWith(uploads.home()) && !root.equals(uploads.folder())) {
        throw new CorpusInIndexException(root, uploads.home());
      }
    }
    LedgerTable ledger = begun.ledger();
    FileTable present = new FileTable();
    Map<String, LedgerEntry.Failure> inaccessible = new TreeMap<>();
    Set<String> skippedPaths = new HashSet<>();
    Set<Path> rootsWithFiles = new HashSet<>();
    long seen = 0;
    Set<Path> index = Set.of(uploads.home());
    try (Stream<Corpus.Found> walk = Corpus.walk(roots, index)) {
      for (Iterator<Corpus.Found> each = walk.iterator(); each.hasNext(); ) {
        if (seen++ % SCAN_STEP == 0) {
          progress.scanning(seen);
        }
        Corpus.Found found = each.next();
        Path path = found.path();
        String text = PathText.of(path);
        boolean own = path.startsWith(uploads.folder()) || share.has(path, roots);
        switch (found) {
          case Corpus.Regular file -> {
            if (own) {
              look(file, ledger.packed(text).or(() -> earlier.packed(text)), present, inaccessible);
            }
          }
          case Corpus.Skipped skipped -> {
            skippedPaths.add(text);
            if (own) {
              inaccessible.put(
                  text, new LedgerEntry.Failure(LedgerEntry.Failure.SKIPPED, skipped.reason()));
            }
          }
        }
        roots.stream().filter(path::startsWith).forEach(rootsWithFiles::add);
      }
    }
    progress.scanning(seen);
    present.sort();
    return new Comparison(begun, earlier, uploads, rules, present, inaccessible, skippedPaths)
        .plan(roots, rootsWithFiles);
  }

  private static void look(
      Corpus.Regular file,
      Optional<PackedFile> known,
      FileTable present,
      Map<String, LedgerEntry.Failure> inaccessible) {
    try {
      if (known.isPresent()
          && known.get().hash().isPresent()
          && known.get().size() == file.size()
          && known.get().modified().equals(file.modified())) {
        present.add(known.get());
      } else {
        present.add(PackedFile.of(file.hashed()));
      }
    } catch (IOException e) {
      inaccessible.put(PathText.of(file.path()), noAccess(e));
    }
  }

  static LedgerEntry.Failure noAccess(IOException e) {
    String why =
        switch (e) {
          case AccessDeniedException denied -> "no permission to read it";
          case NoSuchFileException gone -> "it is not there";
          default -> "the file system says: " + e.getMessage();
        };
    return new LedgerEntry.Failure(LedgerEntry.Failure.NO_ACCESS, why);
  }

  /**
   * The comparison while it is made.
   *
   * @param present files of the corpus that are there
   */
  private record Comparison(
      KeptFiles begun,
      LedgerTable earlier,
      Uploads uploads,
      FileRules rules,
      FileTable present,
      Map<String, LedgerEntry.Failure> inaccessible,
      Set<String> skipped) {

    LedgerTable ledger() {
      return begun.ledger();
    }

    Plan plan(List<Path> roots, Set<Path> rootsWithFiles) {
      List<String> gone = new ArrayList<>();
      List<String> notices = new ArrayList<>();
      List<PackedFile> absent = new ArrayList<>();
      Map<Path, Integer> kept = new TreeMap<>();
      Set<Path> noFolders =
          roots.stream().filter(root -> !Files.isDirectory(root)).collect(Collectors.toSet());
      for (LedgerEntry entry :
          (Iterable<LedgerEntry>)
              Stream.concat(ledger().values().stream(), earlier.without(ledger()))::iterator) {
        if (present.contains(entry.path())) {
          continue;
        }
        Path path = PathText.path(entry.path());
        List<Path> covering = roots.stream().filter(path::startsWith).toList();
        if (covering.isEmpty() && !ledger().containsKey(entry.path())) {
          continue;
        }
        boolean listed = hidden(path);
        if (!covering.isEmpty() && !listed && (Corpus.isManifest(path) || !isFile(path))) {
          // A file in the place of a folder says nothing of what was in the folder.
          if (covering.stream()
              .anyMatch(
                  root ->
                      rootsWithFiles.contains(root)
                          && (path.equals(root) || !noFolders.contains(root)))) {
            gone.add(entry.path());
            continue;
          }
          kept.merge(covering.get(0), 1, Integer::sum);
        }
        if (entry.hash().isPresent()) {
          absent.add(ledger().packed(entry.path()).or(() -> earlier.packed(entry.path())).get());
        }
      }
      kept.forEach(
          (root, files) ->
              notices.add(
                  "nothing was found under "
                      + root
                      + ", though the index knows "
                      + files
                      + " files there: is it mounted? Nothing was removed; to forget them, build the"
                      + " index anew with 'vigil reindex' over the folders that remain"));
      return settle(present.with(absent), gone, notices);
    }

    /** Whether anything is there that is no folder: one in the place of a file is another thing. */
    private static boolean isFile(Path path) {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the path, or a folder above it, could not be looked into. */
    private boolean hidden(Path path) {
      for (Path p = path; p != null; p = p.getParent()) {
        String text = PathText.of(p);
        if (skipped.contains(text) || inaccessible.containsKey(text)) {
          return true;
        }
      }
      return false;
    }

    private Plan settle(FileTable candidates, List<String> gone, List<String> notices) {
      HashPositions standsFor =
          new HashPositions(candidates.size(), position -> identity(candidates.file(position)));
      for (int i = 0; i < candidates.size(); i++) {
        ContentHash identity = identity(candidates.file(i));
        if (standsFor.of(identity) < 0) {
          standsFor.put(identity, i);
        }
      }

      FileTable read = new FileTable();
      FileTable duplicates = new FileTable();
      List<Move> moved = new ArrayList<>();
      long unchanged = 0;
      long absent = 0;
      long duplicatesInCorpus = 0;
      Map<String, LedgerEntry.Failure> lost = new TreeMap<>(inaccessible);
      for (int i = 0; i < candidates.size(); i++) {
        SourceFile file = candidates.file(i);
        String path = PathText.of(file.path());
        boolean inCorpus = present.contains(path);
        Optional<LedgerEntry> known = Optional.ofNullable(ledger().get(path));
        ContentHash identity = identity(file);
        Optional<LedgerEntry> owner = begun.entry(identity);
        if (standsFor.of(identity) != i) {
          if (!knownAs(known, file, Outcome.DUPLICATE)) {
            duplicates.addFrom(candidates, i);
            duplicatesInCorpus += inCorpus ? 1 : 0;
          } else if (inCorpus) {
            unchanged++;
          }
        } else if (owner.isEmpty()
            || !owner.get().hash().equals(Optional.of(file.hash()))
            || (inCorpus && outdated(owner.get(), file))) {
          read.addFrom(candidates, i);
          if (!inCorpus) {
            absent++;
            lost.remove(path);
          }
        } else if (!owner.get().path().equals(path)
            || !knownAs(known, file, owner.get().outcome())) {
          moved.add(new Move(owner.get(), file, inCorpus));
        } else if (inCorpus) {
          unchanged++;
        }
      }
      Set<String> keptDespite = new HashSet<>();
      for (String path : inaccessible.keySet()) {
        if (ledger().packed(path).flatMap(PackedFile::hash).isPresent()) {
          keptDespite.add(path);
        }
      }
      List<ContentHash> orphaned =
          ledger().values().stream()
              .filter(entry -> entry.outcome() != Outcome.DUPLICATE)
              .flatMap(entry -> entry.identity().stream())
              .filter(identity -> standsFor.of(identity) < 0)
              .distinct()
              .toList();
      return new Plan(
          present.size() + absent + lost.size() + gone.size(),
          unchanged,
          read.files(),
          moved,
          duplicates.files(),
          lost,
          gone,
          orphaned,
          keptDespite,
          duplicatesInCorpus,
          notices);
    }

    private boolean outdated(LedgerEntry entry, SourceFile file) {
      Settings settings = rules.settings(file.path(), entry.failure());
      return entry.reports() > 0
          ? !entry.settings().equals(settings)
          : !entry.settings().extraction().equals(settings.extraction());
    }

    private ContentHash identity(SourceFile file) {
      return LedgerEntry.identity(file.hash(), uploads.idOf(file.path()));
    }

    private static boolean knownAs(Optional<LedgerEntry> known, SourceFile file, Outcome outcome) {
      return known.isPresent()
          && known.get().outcome() == outcome
          && known.get().modified().equals(file.modified())
          && known.get().hash().filter(file.hash()::equals).isPresent();
    }
  }
}
