package io.pricewright.gateway.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of what the reference consists of: three files of this module and two of Swagger UI,
 * which makes the page from {@code /openapi.json}.
 */
final class DocsFiles {
  /** Files of this module, below the resource folder {@code /docs/}. */
  static final List<String> OWN = List.of("index.html", "docs.css", "docs.js");

  /** Swagger UI, from its jar; the version is the one the build names. */
  private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

  private static final List<String> SWAGGER_UI_PARTS =
      List.of("swagger-ui.css", "swagger-ui-bundle.js");

  private DocsFiles() {}

  /** Reads all of them, by the path behind {@code /docs/}. */
  static Map<String, PageFile> read() {
    Map<String, PageFile> files = new HashMap<>();
    OWN.forEach(name -> files.put(name, PageFile.read(name, "/docs/" + name)));
    SWAGGER_UI_PARTS.forEach(name -> files.put(name, PageFile.read(name, SWAGGER_UI + name)));
    return files;
  }
}
