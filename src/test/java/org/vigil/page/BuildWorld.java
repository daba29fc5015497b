package org.vigil.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@code world.js}, the outlines under the map of the page, from {@code countries-110m.json}
 * of the npm package world-atlas (Natural Earth, public domain): the land as one path, borders as
 * another, in whole units of the Equal Earth projection (Šavrič, Patterson and Jenny 2018) as
 * {@code map.js} has it.
 *
 * <p>Run with the file to read and the file to write.
 */
final class BuildWorld {

  /** Units from the middle of the map to its edge. */
  private static final int HALF = 1000;

  /** By how many units a line may deviate. */
  private static final double TOLERANCE = 1.5;

  private static final String ANTARCTICA = "010";

  private BuildWorld() {}

  private record Point(double x, double y) {}

  public static void main(String[] files) throws IOException {
    JsonNode topology = new ObjectMapper().readTree(Path.of(files[0]).toFile());
    List<List<Point>> arcs = arcs(topology);
    int[] uses = new int[arcs.size()];
    StringBuilder land = new StringBuilder();
    for (JsonNode country : topology.path("objects").path("countries").path("geometries")) {
      if (!country.path("id").asText().equals(ANTARCTICA)) {
        count(country.path("arcs"), uses);
      }
    }
    JsonNode whole = topology.path("objects").path("land").path("geometries").path(0);
    for (JsonNode polygon : whole.path("arcs")) {
      for (JsonNode ring : polygon) {
        if (uses[index(ring.path(0).asInt())] > 0) {
          for (List<Point> part : parts(ring(ring, arcs))) {
            path(land, part, true);
          }
        }
      }
    }
    StringBuilder borders = new StringBuilder();
    for (int i = 0; i < uses.length; i++) {
      if (uses[i] > 1) {
        path(borders, simplified(arcs.get(i)), false);
      }
    }
    Files.writeString(
        Path.of(files[1]),
        "/* Outlines of Natural Earth, 1:110m, public domain, as BuildWorld made them. */\n\n"
            + "export const LAND =\n  '"
            + land
            + "';\n\nexport const BORDERS =\n  '"
            + borders
            + "';\n");
  }

  private static List<List<Point>> arcs(JsonNode topology) {
    JsonNode scale = topology.path("transform").path("scale");
    JsonNode translate = topology.path("transform").path("translate");
    List<List<Point>> arcs = new ArrayList<>();
    for (JsonNode arc : topology.path("arcs")) {
      List<Point> points = new ArrayList<>();
      long x = 0;
      long y = 0;
      for (JsonNode step : arc) {
        x += step.path(0).asLong();
        y += step.path(1).asLong();
        points.add(
            projected(
                x * scale.path(0).asDouble() + translate.path(0).asDouble(),
                y * scale.path(1).asDouble() + translate.path(1).asDouble()));
      }
      arcs.add(points);
    }
    return arcs;
  }

  private static Point projected(double longitude, double latitude) {
    double t = Math.asin(Math.sqrt(3) / 2 * Math.sin(Math.toRadians(latitude)));
    double t2 = t * t;
    double t6 = t2 * t2 * t2;
    double x =
        2
            * Math.sqrt(3)
            * Math.toRadians(longitude)
            * Math.cos(t)
            / (3 * (1.340264 - 3 * 0.081106 * t2 + t6 * (7 * 0.000893 + 9 * 0.003796 * t2)));
    double y = t * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2));
    double edge = 2 * Math.sqrt(3) * Math.PI / (3 * 1.340264);
    return new Point(x / edge * HALF, -y / edge * HALF);
  }

  private static int index(int reference) {
    return reference < 0 ? ~reference : reference;
  }

  private static void count(JsonNode arcs, int[] uses) {
    if (arcs.isInt()) {
      uses[index(arcs.asInt())]++;
    }
    arcs.forEach(inner -> count(inner, uses));
  }

  private static List<Point> ring(JsonNode references, List<List<Point>> arcs) {
    List<Point> ring = new ArrayList<>();
    for (JsonNode reference : references) {
      List<Point> arc = simplified(arcs.get(index(reference.asInt())));
      ring.addAll(reference.asInt() < 0 ? arc.reversed() : arc);
    }
    return ring;
  }

  /** A ring in parts that each lie on one side of the edge of the map. */
  private static List<List<Point>> parts(List<Point> ring) {
    int jump = jump(ring, 0);
    if (jump < 0) {
      return List.of(ring);
    }
    List<Point> turned = new ArrayList<>(ring.subList(jump, ring.size()));
    turned.addAll(ring.subList(0, jump));
    List<List<Point>> parts = new ArrayList<>();
    int from = 0;
    for (int at = jump(turned, 0); at >= 0; at = jump(turned, at)) {
      parts.add(turned.subList(from, at));
      from = at;
    }
    parts.add(turned.subList(from, turned.size()));
    return parts;
  }

  /** Where after this the line goes on at the other edge, or -1. */
  private static int jump(List<Point> line, int after) {
    for (int i = after + 1; i < line.size(); i++) {
      if (Math.abs(line.get(i).x - line.get(i - 1).x) > HALF) {
        return i;
      }
    }
    return -1;
  }

  /** Douglas and Peucker 1973. */
  private static List<Point> simplified(List<Point> line) {
    Point a = line.getFirst();
    Point b = line.getLast();
    double most = 0;
    int at = 0;
    for (int i = 1; i + 1 < line.size(); i++) {
      double away = distance(line.get(i), a, b);
      if (away > most) {
        most = away;
        at = i;
      }
    }
    if (most <= TOLERANCE) {
      return List.of(a, b);
    }
    List<Point> both = new ArrayList<>(simplified(line.subList(0, at + 1)));
    both.addAll(simplified(line.subList(at, line.size())));
    return both;
  }

  private static double distance(Point p, Point a, Point b) {
    double length = Math.hypot(b.x - a.x, b.y - a.y);
    return length == 0
        ? Math.hypot(p.x - a.x, p.y - a.y)
        : Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / length;
  }

  /**
   * Appends a line in relative steps; what shrinks to less than a triangle is left out of the land.
   */
  private static void path(StringBuilder out, List<Point> line, boolean closed) {
    StringBuilder steps = new StringBuilder();
    long x = Math.round(line.getFirst().x);
    long y = Math.round(line.getFirst().y);
    String start = "M" + x + (y < 0 ? "" : " ") + y + "l";
    int kept = 0;
    for (Point point : line) {
      long dx = Math.round(point.x) - x;
      long dy = Math.round(point.y) - y;
      if (dx != 0 || dy != 0) {
        steps
            .append(kept == 0 || dx < 0 ? "" : " ")
            .append(dx)
            .append(dy < 0 ? "" : " ")
            .append(dy);
        kept++;
        x += dx;
        y += dy;
      }
    }
    if (kept >= (closed ? 3 : 1)) {
      out.append(start).append(steps).append(closed ? "z" : "");
    }
  }
}
