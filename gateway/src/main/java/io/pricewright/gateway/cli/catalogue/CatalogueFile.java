package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.rules.json.Json;
import io.pricewright.rulescripts.BuiltInScripts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A catalogue's file: what it says, and where. */
final class CatalogueFile {
  private static final String HEAD =
      """
      # A catalogue for ./pricewright catalogue diff|apply. Keys are lookup keys, or names where there
      # are none; what is removed here is retired there.
      """;
  private static final long MAX_SOURCE = 800_000;

  private final Path folder;
  private final Faults faults;
  private final FormReader reader;
  private final Map<Handle, Json.Obj> items = new LinkedHashMap<>();
  private final Map<Handle, Place> places = new HashMap<>();
  private final Map<String, Place> priceKeys = new HashMap<>();

  /**
   * What was read.
   *
   * @param places where each thing begins
   */
  record Parsed(Document document, Map<Handle, Place> places) {}

  private CatalogueFile(Path folder, Faults faults) {
    this.folder = folder;
    this.faults = faults;
    this.reader = new FormReader(faults);
  }

  /** Returns a catalogue as a file's text. */
  static String text(Document document) {
    return HEAD + YamlWriter.of(document.toFile());
  }

  /** Reads a file. */
  static Parsed read(Path file) {
    Faults faults = new Faults(file.toString());
    Path parent = file.toAbsolutePath().getParent();
    return new CatalogueFile(parent == null ? file : parent, faults)
        .parse(text(file, YamlReader.MAX_BYTES, faults, Place.BEGIN));
  }

  /** Reads a text whose files are in a folder. */
  static Parsed parse(String text, Path folder, String name) {
    return new CatalogueFile(folder, new Faults(name)).parse(text);
  }

  private static String text(Path file, long most, Faults faults, Place place) {
    try {
      if (!Files.isRegularFile(file)) {
        throw faults.last(place, "there is no file %s".formatted(file));
      }
      if (Files.size(file) > most) {
        throw faults.last(
            place, "%s has more than %d bytes: split it".formatted(file.getFileName(), most));
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw faults.last(place, "%s is not in UTF-8: save it so".formatted(file.getFileName()));
    } catch (IOException e) {
      throw new CliException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private Parsed parse(String text) {
    Node.Fields root = YamlReader.read(text, faults);
    format(root);
    for (Node.Entry entry : root.entries()) {
      switch (entry.key()) {
        case "format" -> {}
        case "scripts" -> section(Kind.SCRIPT, "", entry.value());
        case "meters" -> section(Kind.METER, "", entry.value());
        case "features" -> section(Kind.FEATURE, "", entry.value());
        case "plans" -> section(Kind.PLAN, "", entry.value());
        default ->
            faults.add(
                entry.place(),
                "there is no section '%s': write scripts, meters, features or plans"
                    .formatted(entry.key()));
      }
    }
    faults.done();
    references();
    faults.done();
    return new Parsed(new Document(items), places);
  }

  private void format(Node.Fields root) {
    boolean right =
        root.entries().stream()
            .anyMatch(
                e ->
                    e.key().equals("format")
                        && e.value() instanceof Node.Scalar scalar
                        && scalar.text().equals(Kind.FORMAT));
    if (!right) {
      faults.add(root.place(), "write 'format: %s' into the first line".formatted(Kind.FORMAT));
    }
  }

  private void section(Kind kind, String plan, Node node) {
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      return;
    }
    if (!(node instanceof Node.Fields fields)) {
      faults.add(node.place(), "'%s' is a mapping from keys to fields".formatted(kind.section()));
      return;
    }
    for (Node.Entry entry : fields.entries()) {
      Handle handle = new Handle(kind, plan, entry.key());
      if (entry.key().isBlank() || entry.key().length() > 255) {
        faults.add(entry.place(), "a key has 1 to 255 characters");
      } else if (entry.value() instanceof Node.Fields said) {
        places.put(handle, entry.place());
        item(handle, said);
      } else if (kind == Kind.ENTITLEMENT
          && entry.value() instanceof Node.Scalar scalar
          && scalar.isNull()) {
        places.put(handle, entry.place());
        items.put(handle, Json.Obj.EMPTY);
      } else {
        faults.add(entry.value().place(), "write the fields of the %s below it".formatted(kind));
      }
    }
  }

  private void item(Handle handle, Node.Fields said) {
    Node.Fields own = said;
    if (handle.kind() == Kind.SCRIPT) {
      own = withSource(said);
    } else if (handle.kind() == Kind.PLAN) {
      own = withoutParts(handle, said);
    } else if (handle.kind() == Kind.PRICE) {
      Place place = places.getOrDefault(handle, said.place());
      Place first = priceKeys.putIfAbsent(handle.key(), place);
      if (first != null) {
        faults.add(
            place,
            "the price '%s' stands in line %d already: an environment has a lookup key once, so"
                    .formatted(handle.key(), first.line())
                + " give it another key");
      }
    }
    items.put(handle, reader.group(handle.kind().group(), own));
  }

  /** Takes the prices and rights out of a plan and reads them. */
  private Node.Fields withoutParts(Handle plan, Node.Fields said) {
    List<Node.Entry> own = new ArrayList<>();
    for (Node.Entry entry : said.entries()) {
      switch (entry.key()) {
        case "prices" -> section(Kind.PRICE, plan.key(), entry.value());
        case "entitlements" -> section(Kind.ENTITLEMENT, plan.key(), entry.value());
        default -> own.add(entry);
      }
    }
    return new Node.Fields(said.place(), own);
  }

  /** Puts the text of a script's file in its place. */
  private Node.Fields withSource(Node.Fields said) {
    List<Node.Entry> own = new ArrayList<>();
    for (Node.Entry entry : said.entries()) {
      if (!entry.key().equals("file")) {
        own.add(entry);
      } else if (said.entries().stream().anyMatch(e -> e.key().equals("source"))) {
        faults.add(entry.place(), "write either 'source' or 'file'");
      } else if (entry.value() instanceof Node.Scalar path && !path.text().isBlank()) {
        Path file = folder.resolve(path.text());
        own.add(
            new Node.Entry(
                entry.place(),
                "source",
                new Node.Scalar(path.place(), text(file, MAX_SOURCE, faults, path.place()), true)));
      } else {
        faults.add(entry.value().place(), "write the path of the script, from this file's folder");
      }
    }
    return new Node.Fields(said.place(), own);
  }

  private void references() {
    Set<String> shipped =
        BuiltInScripts.all().stream().map(script -> script.name()).collect(Collectors.toSet());
    for (Map.Entry<Handle, Json.Obj> item : items.entrySet()) {
      Handle handle = item.getKey();
      Json.Obj said = item.getValue();
      refer(handle, "meter", said.string("meter"), Kind.METER);
      if (handle.kind() == Kind.ENTITLEMENT) {
        refer(handle, "feature", handle.key(), Kind.FEATURE);
      }
      String script = said.string("script");
      if (handle.kind() == Kind.PRICE && script != null) {
        if (!items.containsKey(Handle.of(Kind.SCRIPT, script))
            && !(shipped.contains(Document.nameOf(script)) && script.contains("@"))) {
          dangling(handle, "script", script, "or name one that ships, such as flat@1");
        }
      }
      if (handle.kind() == Kind.SCRIPT && shipped.contains(Document.nameOf(handle.key()))) {
        faults.add(
            places.getOrDefault(handle, Place.BEGIN),
            "scripts named '%s' ship with the server: choose another name"
                .formatted(Document.nameOf(handle.key())));
      }
    }
  }

  private void refer(
      Handle from, String field, @org.jspecify.annotations.Nullable String key, Kind to) {
    if (key != null && !items.containsKey(Handle.of(to, key))) {
      dangling(from, field, key, "or correct the key");
    }
  }

  private void dangling(Handle from, String field, String key, String or) {
    faults.add(
        places.getOrDefault(from, Place.BEGIN),
        "the %s names the %s '%s', which is not in this file: add it, %s"
            .formatted(from, field, key, or));
  }
}
