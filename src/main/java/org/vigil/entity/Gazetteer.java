package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.entity.Location.Ancestor;

/**
 * The places of the earth with their names in many scripts: countries, their first and second
 * divisions, towns, and places that human-rights reporting names. A place is a number here.
 */
final class Gazetteer {

  /** What kind of place, and how much its name alone says. */
  enum Type {
    AREA,
    COUNTRY,
    REGION,
    DISTRICT,
    TOWN
  }

  private static final List<Type> TYPES = List.of(Type.values());

  /** One place as the builder gives it. */
  record Entry(
      String name,
      Type type,
      String country,
      double latitude,
      double longitude,
      long population,
      int parent,
      String qualifier) {}

  private final byte[] names;
  private final int[] nameStarts;
  private final byte[] types;
  private final short[] countries;
  private final String[] countryCodes;
  private final int[] latitudes;
  private final int[] longitudes;
  private final byte[] sizes;
  private final int[] parents;
  private final String[] qualifiers;
  private final byte[] qualifierLevels;
  private final FingerprintTable keys;
  private final int[] keyPlaces;

  private Gazetteer(DataInputStream in) throws IOException {
    int count = in.readInt();
    nameStarts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      nameStarts[i + 1] = nameStarts[i] + in.readUnsignedByte();
    }
    names = new byte[nameStarts[count]];
    in.readFully(names);
    types = bytes(in, count);
    countryCodes = new String[in.readShort()];
    for (int i = 0; i < countryCodes.length; i++) {
      countryCodes[i] = in.readUTF();
    }
    countries = new short[count];
    for (int i = 0; i < count; i++) {
      countries[i] = in.readShort();
    }
    latitudes = deltas(in, count);
    longitudes = deltas(in, count);
    sizes = bytes(in, count);
    parents = deltas(in, count);
    qualifierLevels = bytes(in, count);
    qualifiers = new String[count];
    for (int i = 0; i < count; i++) {
      if (qualifierLevels[i] != 0) {
        qualifiers[i] = in.readUTF();
      }
    }
    keys = FingerprintTable.read(in);
    keyPlaces = new int[keys.size()];
    for (int i = 0; i < keyPlaces.length; i++) {
      keyPlaces[i] = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    }
  }

  static Gazetteer read(DataInputStream in) throws IOException {
    return new Gazetteer(in);
  }

  private static byte[] bytes(DataInputStream in, int count) throws IOException {
    byte[] values = new byte[count];
    in.readFully(values);
    return values;
  }

  private static int[] deltas(DataInputStream in, int count) throws IOException {
    int[] values = new int[count];
    int last = 0;
    for (int i = 0; i < count; i++) {
      int zigzag = 0;
      int shift = 0;
      int b;
      do {
        b = in.readUnsignedByte();
        zigzag |= (b & 0x7f) << shift;
        shift += 7;
      } while (b >= 0x80);
      last += (zigzag >>> 1) ^ -(zigzag & 1);
      values[i] = last;
    }
    return values;
  }

  private static void writeDeltas(DataOutputStream out, int[] values) throws IOException {
    int last = 0;
    for (int value : values) {
      int delta = value - last;
      int zigzag = (delta << 1) ^ (delta >> 31);
      while ((zigzag & ~0x7f) != 0) {
        out.writeByte((zigzag & 0x7f) | 0x80);
        zigzag >>>= 7;
      }
      out.writeByte(zigzag);
      last = value;
    }
  }

  /**
   * Writes the form that {@link #read} takes.
   *
   * @param keyHashes ascending, {@link Hashes} of {@link Slugs#key}
   * @param keyPlaces the place of each hash
   */
  static void write(DataOutputStream out, List<Entry> entries, long[] keyHashes, int[] keyPlaces)
      throws IOException {
    out.writeInt(entries.size());
    List<byte[]> names = new ArrayList<>();
    for (Entry entry : entries) {
      byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
      names.add(name);
      out.writeByte(name.length);
    }
    for (byte[] name : names) {
      out.write(name);
    }
    for (Entry entry : entries) {
      out.writeByte(TYPES.indexOf(entry.type()));
    }
    List<String> codes = entries.stream().map(Entry::country).distinct().sorted().toList();
    out.writeShort(codes.size());
    for (String code : codes) {
      out.writeUTF(code);
    }
    for (Entry entry : entries) {
      out.writeShort(codes.indexOf(entry.country()));
    }
    writeDeltas(out, entries.stream().mapToInt(e -> thousandths(e.latitude())).toArray());
    writeDeltas(out, entries.stream().mapToInt(e -> thousandths(e.longitude())).toArray());
    for (Entry entry : entries) {
      out.writeByte((int) Math.round(10 * Math.log10(entry.population() + 1.0)));
    }
    writeDeltas(out, entries.stream().mapToInt(Entry::parent).toArray());
    for (Entry entry : entries) {
      out.writeByte(entry.qualifier().isEmpty() ? 0 : 1);
    }
    for (Entry entry : entries) {
      if (!entry.qualifier().isEmpty()) {
        out.writeUTF(entry.qualifier());
      }
    }
    FingerprintTable.of(keyHashes, 2).write(out);
    for (int place : keyPlaces) {
      out.writeByte(place >>> 16);
      out.writeShort(place);
    }
  }

  private static int thousandths(double degrees) {
    return (int) Math.round(degrees * 1000);
  }

  int size() {
    return types.length;
  }

  /** The places of this name or alternate name, in no order; empty if none. */
  int[] find(String name) {
    String key = Slugs.key(name);
    if (key.isEmpty()) {
      return new int[0];
    }
    return find(Hashes.of(key));
  }

  private int[] find(long keyHash) {
    int first = keys.first(keyHash);
    if (first < 0) {
      return new int[0];
    }
    int end = first + 1;
    while (keys.continues(end)) {
      end++;
    }
    int[] found = new int[end - first];
    for (int i = first; i < end; i++) {
      found[i - first] = keyPlaces[i];
    }
    return found;
  }

  /** The country of this ISO 3166-1 alpha-2 code, -1 if there is none. */
  int ofCode(String code) {
    for (int place = 0; place < types.length && type(place) != Type.REGION; place++) {
      if (type(place) == Type.COUNTRY && country(place).equals(code)) {
        return place;
      }
    }
    return -1;
  }

  /** Whether this is the place's chief name, accents and letter case aside. */
  boolean isChiefName(int place, String name) {
    return Slugs.key(name(place)).equals(Slugs.key(name));
  }

  boolean knows(String name) {
    return find(name).length > 0;
  }

  String name(int place) {
    int start = nameStarts[place];
    return new String(names, start, nameStarts[place + 1] - start, StandardCharsets.UTF_8);
  }

  Type type(int place) {
    return TYPES.get(types[place]);
  }

  /** ISO 3166-1 alpha-2, or empty where none applies. */
  String country(int place) {
    return countryCodes[countries[place]];
  }

  double latitude(int place) {
    return latitudes[place] / 1000.0;
  }

  double longitude(int place) {
    return longitudes[place] / 1000.0;
  }

  /** Decimal logarithm of the population, 0 if unknown. */
  double magnitude(int place) {
    return (sizes[place] & 0xff) / 10.0;
  }

  /** The place that contains it, or -1. */
  int parent(int place) {
    return parents[place];
  }

  String id(int place) {
    String slug = EntityKind.PLACE.path() + "/" + Slugs.of(name(place));
    return qualifierLevels[place] == 0 ? slug : slug + "-" + qualifiers[place];
  }

  /**
   * Where it lies. A division named like the place itself (Beijing in Beijing, Geneva in Geneva) is
   * passed over: to a reader they are one, and would be counted twice.
   */
  Location location(int place) {
    List<Ancestor> within = new ArrayList<>();
    for (int p = parent(place); p >= 0; p = parent(p)) {
      if (!name(p).equals(name(place))) {
        within.add(new Ancestor(id(p), name(p)));
      }
    }
    String code = country(place);
    return new Location(
        code.isEmpty() ? Optional.empty() : Optional.of(code),
        latitude(place),
        longitude(place),
        within);
  }
}
