package io.pricewright.gateway.cli.catalogue;

import java.util.List;

/** A part of a YAML file with where it stands; what a scalar means is for its field to say. */
sealed interface Node {
  Place place();

  /**
   * A scalar.
   *
   * @param text its characters, digit for digit
   * @param quoted whether it can only be text: in quotes, or a block
   */
  record Scalar(Place place, String text, boolean quoted) implements Node {
    boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }
  }

  /** A sequence. */
  record Items(Place place, List<Node> nodes) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }
  }

  /** A mapping whose keys are all different. */
  record Fields(Place place, List<Entry> entries) implements Node {
    public Fields {
      entries = List.copyOf(entries);
    }
  }

  /** A key, where it stands, and its value. */
  record Entry(Place place, String key, Node value) {}

  /** Returns what it is, for people. */
  default String what() {
    return switch (this) {
      case Scalar scalar -> scalar.isNull() ? "nothing" : "'" + cut(scalar.text()) + "'";
      case Items ignored -> "a list";
      case Fields ignored -> "a mapping";
    };
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
