package org.vigil.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.corpus.ContentHash;

/** The files of the page and the OpenAPI document, read once; no request names a path on disk. */
final class PageAssets {

  /** One file as it is sent. */
  record Asset(String name, String mediaType, String etag, String text) {}

  private static final String OPENAPI = "openapi.json";

  private static final String[] FILES = {
    "index.html",
    "docs.html",
    "vigil.css",
    "icon.svg",
    "main.js",
    "address.js",
    "api.js",
    "combobox.js",
    "compare.js",
    "desk.js",
    "dom.js",
    "entity.js",
    "events.js",
    "facets.js",
    "help.js",
    "histogram.js",
    "listing.js",
    "map.js",
    "quotes.js",
    "suggest.js",
    "world.js",
    "reading.js",
    "results.js",
    "texts.js",
    "docs.js"
  };

  private final Map<String, Asset> page;
  private final Asset openApi;
  private final Asset embed;

  private PageAssets(Map<String, Asset> page, Asset openApi, Asset embed) {
    this.page = page;
    this.openApi = openApi;
    this.embed = embed;
  }

  static PageAssets load() {
    return new PageAssets(
        Stream.of(FILES)
            .map(name -> asset("page/" + name, name, mediaType(name)))
            .collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity())),
        asset(OPENAPI, OPENAPI, "application/json"),
        asset("embed/vigil.js", "vigil.js", mediaType("vigil.js")));
  }

  private static Asset asset(String resource, String name, String mediaType) {
    try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: it lacks " + resource);
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(
          name,
          mediaType,
          '"' + ContentHash.of(bytes).hex().substring(0, 16) + '"',
          new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("no media type is set for " + name);
    };
  }

  /** A file of the page by its name. */
  Optional<Asset> file(String name) {
    return Optional.ofNullable(page.get(name));
  }

  Asset openApi() {
    return openApi;
  }

  /** The module that other pages load. */
  Asset embed() {
    return embed;
  }
}
