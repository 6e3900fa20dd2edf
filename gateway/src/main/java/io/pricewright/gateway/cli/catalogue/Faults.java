package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, all of it together; each with its line and column. */
final class Faults {
  /** Most that are told. */
  static final int MOST = 50;

  private final String file;
  private final List<String> lines = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  void add(Place place, String what) {
    if (lines.size() < MOST) {
      lines.add("%s:%d:%d: %s".formatted(file, place.line(), place.column(), what));
    }
  }

  /** Ends at once with what was found and this. */
  CliException last(Place place, String what) {
    add(place, what);
    return failure();
  }

  /** Throws what was found, if anything was. */
  void done() {
    if (!lines.isEmpty()) {
      throw failure();
    }
  }

  private CliException failure() {
    return new CliException(String.join(System.lineSeparator(), lines));
  }
}
