package org.vigil.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.HashPositions;
import org.vigil.corpus.PackedFile;

/**
 * A ledger by path, ascending, in some 170 bytes an entry where objects would take 700: an index of
 * a million files is compared with its corpus in half a gigabyte. Entries are made anew each time
 * they are asked for. Cannot be changed.
 */
public final class LedgerTable extends AbstractMap<String, LedgerEntry> {

  private final PackedFile[] rows;
  private final List<Settings> settings;
  private final HashPositions byIdentity;

  private LedgerTable(PackedFile[] rows, List<Settings> settings) {
    this.rows = rows;
    this.settings = settings;
    byIdentity =
        new HashPositions(rows.length, position -> entry(position).identity().orElseThrow());
    for (int i = 0; i < rows.length; i++) {
      LedgerEntry entry = entry(i);
      if (entry.outcome() != LedgerEntry.Outcome.DUPLICATE && entry.identity().isPresent()) {
        ContentHash identity = entry.identity().get();
        int other = byIdentity.of(identity);
        if (other < 0 || isBetter(entry, entry(other))) {
          byIdentity.put(identity, i);
        }
      }
    }
  }

  /**
   * Of two files with the same bytes the one that was read is better, then that whose path sorts
   * first, which stands for both in an index that holds them.
   */
  static boolean isBetter(LedgerEntry one, LedgerEntry other) {
    boolean failed = one.failure().isPresent();
    return failed == other.failure().isPresent() ? one.path().compareTo(other.path()) < 0 : !failed;
  }

  /** Takes entries one by one; of two with the same path the later is kept. */
  public static final class Builder {
    private final List<PackedFile> rows = new ArrayList<>();
    private final List<Settings> settings = new ArrayList<>();
    private final Map<Settings, Integer> numbers = new HashMap<>();

    /** Adds an entry. */
    public void add(LedgerEntry entry) {
      int number =
          numbers.computeIfAbsent(
              entry.settings(),
              each -> {
                settings.add(each);
                return settings.size() - 1;
              });
      rows.add(
          PackedFile.of(
              entry.path(), entry.hash(), entry.size(), entry.modified(), more(entry, number)));
    }

    /** Everything that was added. */
    public LedgerTable build() {
      PackedFile[] all = rows.toArray(PackedFile[]::new);
      rows.clear();
      Arrays.sort(all);
      int kept = 0;
      for (int i = 0; i < all.length; i++) {
        if (i + 1 == all.length || all[i].compareTo(all[i + 1]) != 0) {
          all[kept++] = all[i];
        }
      }
      return new LedgerTable(
          kept == all.length ? all : Arrays.copyOf(all, kept), List.copyOf(settings));
    }
  }

  /** A table of these. */
  public static LedgerTable of(Iterable<LedgerEntry> entries) {
    Builder builder = new Builder();
    entries.forEach(builder::add);
    return builder.build();
  }

  private static byte[] more(LedgerEntry entry, int settings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Ledger.text(out, entry.chosenId().orElse(""));
      out.writeInt(settings);
      Ledger.result(out, entry);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private LedgerEntry entry(int position) {
    PackedFile row = rows[position];
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row.more()))) {
      return Ledger.entry(
          row.path(),
          Optional.of(Ledger.text(in)).filter(id -> !id.isEmpty()),
          row.hash(),
          row.size(),
          row.modified(),
          settings.get(in.readInt()),
          in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  private int position(@Nullable Object path) {
    return path instanceof String text ? Arrays.binarySearch(rows, PackedFile.named(text)) : -1;
  }

  @Override
  public @Nullable LedgerEntry get(@Nullable Object path) {
    int position = position(path);
    return position < 0 ? null : entry(position);
  }

  @Override
  public boolean containsKey(@Nullable Object path) {
    return position(path) >= 0;
  }

  /** The file at this path, packed, without making an entry of it. */
  public Optional<PackedFile> packed(String path) {
    int position = position(path);
    return position < 0 ? Optional.empty() : Optional.of(rows[position]);
  }

  /** What became of the file with this identity, if another does not stand for it. */
  public Optional<LedgerEntry> entryOf(ContentHash identity) {
    int position = byIdentity.of(identity);
    return position < 0 ? Optional.empty() : Optional.of(entry(position));
  }

  /** The entries whose paths another table does not have. */
  public Stream<LedgerEntry> without(LedgerTable other) {
    return IntStream.range(0, rows.length)
        .filter(i -> Arrays.binarySearch(other.rows, rows[i]) < 0)
        .mapToObj(this::entry);
  }

  @Override
  public Set<Entry<String, LedgerEntry>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return rows.length;
      }

      @Override
      public Iterator<Entry<String, LedgerEntry>> iterator() {
        return IntStream.range(0, rows.length)
            .mapToObj(LedgerTable.this::entry)
            .map(entry -> Map.entry(entry.path(), entry))
            .iterator();
      }
    };
  }

  @Override
  public int size() {
    return rows.length;
  }
}
