package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML as what stands there: of the library only its parser is used, so nothing is ever made
 * from a tag, no alias unfolds, and no number passes through a floating point type.
 */
final class YamlReader {
  /** Longest file, in bytes. */
  static final int MAX_BYTES = 4 << 20;

  /** Deepest nesting. */
  static final int MAX_DEPTH = 50;

  /** Most scalars, lists and mappings of a file. */
  static final int MAX_NODES = 200_000;

  private final Iterator<Event> events;
  private final Faults faults;
  private int nodes;

  private YamlReader(Iterator<Event> events, Faults faults) {
    this.events = events;
    this.faults = faults;
  }

  /** Reads a file's text; its one document has to be a mapping. */
  static Node.Fields read(String text, Faults faults) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    try {
      return new YamlReader(new Yaml(options).parse(new StringReader(text)).iterator(), faults)
          .document();
    } catch (MarkedYAMLException e) {
      throw faults.last(place(e.getProblemMark()), "this is no YAML: " + problem(e));
    } catch (ReaderException e) {
      throw faults.last(
          placeOf(text, e.getPosition()),
          "the character U+%04X cannot stand here: write it as an escape in double quotes"
              .formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      throw faults.last(Place.BEGIN, "this is no YAML: " + e.getMessage());
    }
  }

  private static String problem(MarkedYAMLException e) {
    String context = e.getContext();
    return context == null ? e.getProblem() : e.getProblem() + " " + context;
  }

  private Node.Fields document() {
    events.next(); // the stream's start
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent document)) {
      throw faults.last(
          Place.BEGIN, "the file is empty: ./pricewright catalogue export writes one");
    }
    if (document.getTags() != null && !document.getTags().isEmpty()) {
      throw faults.last(place(start), "tags are not used here: remove the directive");
    }
    Node node = node(events.next(), 1);
    events.next(); // the document's end
    Event more = events.next();
    if (more instanceof DocumentStartEvent) {
      throw faults.last(place(more), "a second document begins: put it into a file of its own");
    }
    if (node instanceof Node.Fields fields) {
      return fields;
    }
    throw faults.last(
        node.place(),
        "a catalogue is a mapping that begins with 'format: %s'".formatted(Kind.FORMAT));
  }

  private Node node(Event event, int depth) {
    Place place = place(event);
    if (event instanceof AliasEvent) {
      throw faults.last(place, "aliases are not used here: write the value again");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw faults.last(
          place, "anchors are not used here: remove '&%s'".formatted(node.getAnchor()));
    }
    if (tag(event) != null) {
      throw faults.last(place, "tags are not used here: remove '%s'".formatted(tag(event)));
    }
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      throw faults.last(
          place,
          depth > MAX_DEPTH
              ? "this is nested deeper than %d: no catalogue is".formatted(MAX_DEPTH)
              : "the file has more than %d values: split it".formatted(MAX_NODES));
    }
    return switch (event) {
      case ScalarEvent scalar -> new Node.Scalar(place, scalar.getValue(), !scalar.isPlain());
      case MappingStartEvent mapping -> fields(place, depth);
      default -> items(place, depth);
    };
  }

  private static @Nullable String tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
  }

  private Node items(Place place, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new Node.Items(place, items);
  }

  private Node fields(Place place, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      Node key = node(next, depth + 1);
      if (!(key instanceof Node.Scalar name)) {
        throw faults.last(key.place(), "a key is a text, not " + key.what());
      }
      Place first = seen.putIfAbsent(name.text(), key.place());
      if (first != null) {
        throw duplicate(name, first);
      }
      entries.add(new Node.Entry(key.place(), name.text(), node(events.next(), depth + 1)));
    }
    return new Node.Fields(place, entries);
  }

  private CliException duplicate(Node.Scalar key, Place first) {
    return faults.last(
        key.place(),
        "the key '%s' stands in line %d already: keep one of them"
            .formatted(key.text(), first.line()));
  }

  private static Place place(Event event) {
    return place(event.getStartMark());
  }

  private static Place place(@Nullable Mark mark) {
    return mark == null ? Place.BEGIN : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Place placeOf(String text, int position) {
    int end = Math.min(position, text.length());
    int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    return new Place(line, end - text.lastIndexOf('\n', Math.max(0, end - 1)));
  }
}
