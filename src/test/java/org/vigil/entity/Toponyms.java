package org.vigil.entity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The articles of the Local-Global Lexicon: text and toponyms with their true coordinates. */
record Toponyms(String text, List<Gold> gold) {

  record Gold(int start, int end, String phrase, double latitude, double longitude) {}

  static List<Toponyms> read(Path file)
      throws IOException, ParserConfigurationException, SAXException {
    List<Toponyms> all = new ArrayList<>();
    NodeList articles =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getElementsByTagName("article");
    for (int a = 0; a < articles.getLength(); a++) {
      Element article = (Element) articles.item(a);
      List<Gold> gold = new ArrayList<>();
      NodeList toponyms = article.getElementsByTagName("toponym");
      for (int t = 0; t < toponyms.getLength(); t++) {
        Element toponym = (Element) toponyms.item(t);
        if (toponym.getElementsByTagName("lat").getLength() > 0) {
          gold.add(
              new Gold(
                  Integer.parseInt(value(toponym, "start")),
                  Integer.parseInt(value(toponym, "end")),
                  value(toponym, "phrase"),
                  Double.parseDouble(value(toponym, "lat")),
                  Double.parseDouble(value(toponym, "lon"))));
        }
      }
      gold.sort(Comparator.comparingInt(Gold::start));
      all.add(new Toponyms(value(article, "text"), gold));
    }
    return all;
  }

  /** Whether it is of the half whose errors were read, by a hash. */
  boolean isTune() {
    return Hashes.of(text) % 2 == 0;
  }

  private static String value(Element parent, String tag) {
    return parent.getElementsByTagName(tag).item(0).getTextContent();
  }

  /** Great-circle distance on a sphere of 6,371 km. */
  static double kilometres(double lat1, double lon1, double lat2, double lon2) {
    double dLat = Math.toRadians(lat2 - lat1) / 2;
    double dLon = Math.toRadians(lon2 - lon1) / 2;
    double a =
        Math.pow(Math.sin(dLat), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(dLon), 2);
    return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(a)));
  }

  /** Share of gold toponyms placed within 161 km; prints misses if asked. */
  static double accuracy(
      List<Toponyms> articles, Gazetteer gazetteer, Groups groups, boolean print) {
    int right = 0;
    int all = 0;
    for (Toponyms article : articles) {
      List<PlaceResolver.Toponym> names = new ArrayList<>();
      List<Integer> countries = new ArrayList<>();
      for (int i = 0; i < article.gold().size(); i++) {
        Gold gold = article.gold().get(i);
        String follower = "";
        if (i + 1 < article.gold().size()) {
          Gold next = article.gold().get(i + 1);
          if (next.start() > gold.end()
              && next.start() - gold.end() <= 3
              && article.text().substring(gold.end(), next.start()).strip().equals(",")) {
            follower = next.phrase();
          }
        }
        names.add(new PlaceResolver.Toponym(gold.phrase(), follower));
        nationality(gold, gazetteer, groups).ifPresent(countries::add);
      }
      int[] meant = new PlaceResolver(gazetteer).resolve(names, countries);
      for (int i = 0; i < meant.length; i++) {
        Gold gold = article.gold().get(i);
        all++;
        meant[i] = nationality(gold, gazetteer, groups).orElse(meant[i]);
        double far =
            meant[i] < 0
                ? 99999
                : kilometres(
                    gold.latitude(),
                    gold.longitude(),
                    gazetteer.latitude(meant[i]),
                    gazetteer.longitude(meant[i]));
        if (far <= 161) {
          right++;
        } else if (print) {
          System.out.println(
              gold.phrase()
                  + " "
                  + Math.round(far)
                  + " km: "
                  + (meant[i] < 0 ? "unknown" : gazetteer.id(meant[i])));
        }
      }
    }
    return (double) right / all;
  }

  /** The country where a gold name is that of its people, as these annotators also mark. */
  private static Optional<Integer> nationality(Gold gold, Gazetteer gazetteer, Groups groups) {
    return groups.named(gold.phrase()).flatMap(groups::country).map(gazetteer::ofCode);
  }

  public static void main(String[] args) throws Exception {
    List<Toponyms> looked = read(Path.of(args[0])).stream().filter(Toponyms::isTune).toList();
    System.out.println(
        accuracy(looked, Recognisers.gazetteer(), Recognisers.groups(), args.length > 1));
  }
}
