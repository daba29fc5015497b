package org.vigil.entity;

import java.util.List;
import java.util.Optional;

/**
 * Where a place lies.
 *
 * @param country ISO 3166-1 alpha-2
 * @param latitude WGS 84, degrees north
 * @param longitude WGS 84, degrees east
 * @param within the places that contain it, innermost first
 */
public record Location(
    Optional<String> country, double latitude, double longitude, List<Ancestor> within) {

  public Location {
    within = List.copyOf(within);
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("not on earth: " + latitude + ", " + longitude);
    }
  }

  /** A containing place, such as the country. */
  public record Ancestor(String id, String name) {}
}
