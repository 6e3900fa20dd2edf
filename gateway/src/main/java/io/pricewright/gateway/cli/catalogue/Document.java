package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.Modules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a catalogue says, in no environment's terms: references are keys, values are written the one
 * way. Two documents that are equal say the same.
 */
record Document(Map<Handle, Json.Obj> items) {
  static final Document EMPTY = new Document(Map.of());

  Document {
    Map<Handle, Json.Obj> normal = new LinkedHashMap<>();
    items.forEach((handle, said) -> normal.put(handle, handle.kind().normal(said)));
    items = Collections.unmodifiableMap(normal);
  }

  /** Returns the things of a kind, in order. */
  Stream<Handle> of(Kind kind) {
    return items.keySet().stream().filter(handle -> handle.kind() == kind);
  }

  /** Returns the things of a kind in a plan, in order. */
  Stream<Handle> of(Kind kind, String plan) {
    return of(kind).filter(handle -> handle.plan().equals(plan));
  }

  /**
   * Returns what a price's script is wherever it is published: its name, and what it does. A label
   * that no script of the document has is one that ships.
   */
  String script(String label) {
    Json.Obj said = items.get(Handle.of(Kind.SCRIPT, label));
    return said == null ? label : identity(label, said);
  }

  /** Returns a script's name and the hash of all that makes it what it is. */
  static String identity(String label, Json.Obj said) {
    Json.Obj content = Kind.without(said, "description");
    return nameOf(label) + "#" + sha256(canonical(content)).substring(0, 16);
  }

  /** Returns the name in {@code name} or {@code name@n}. */
  static String nameOf(String label) {
    int at = label.indexOf('@');
    return at < 0 ? label : label.substring(0, at);
  }

  /** Returns what a thing is compared by: prices by what their scripts do. */
  Json.Obj compared(Handle handle, Json.Obj said) {
    String label = handle.kind() == Kind.PRICE ? said.string("script") : null;
    return label == null ? said : said.with("script", Json.of(script(label)));
  }

  /**
   * Returns the document with those scripts alone that matter: the newest of each name, what prices
   * use, and what these import. One that stands alone loses its number, which is another elsewhere.
   */
  Document trimmed() {
    Set<String> kept = new LinkedHashSet<>(newest());
    of(Kind.PRICE)
        .map(price -> items.getOrDefault(price, Json.Obj.EMPTY).string("script"))
        .filter(label -> label != null && items.containsKey(Handle.of(Kind.SCRIPT, label)))
        .forEach(kept::add);
    Set<String> imported = new HashSet<>();
    kept.forEach(label -> imported.addAll(imports(Handle.of(Kind.SCRIPT, label))));
    imported.stream().filter(l -> items.containsKey(Handle.of(Kind.SCRIPT, l))).forEach(kept::add);
    Map<String, String> labels = new HashMap<>();
    for (String label : kept) {
      long same = kept.stream().filter(one -> nameOf(one).equals(nameOf(label))).count();
      labels.put(label, same > 1 || imported.contains(label) ? label : nameOf(label));
    }
    return relabelled(labels);
  }

  private Document relabelled(Map<String, String> labels) {
    Map<Handle, Json.Obj> left = new LinkedHashMap<>();
    items.forEach(
        (handle, said) -> {
          String label = handle.kind() == Kind.SCRIPT ? handle.key() : said.string("script");
          String after = label == null ? null : labels.get(label);
          if (handle.kind() != Kind.SCRIPT) {
            left.put(handle, after == null ? said : said.with("script", Json.of(after)));
          } else if (after != null) {
            left.put(Handle.of(Kind.SCRIPT, after), said);
          }
        });
    return new Document(left);
  }

  private Set<String> newest() {
    Map<String, String> newest = new LinkedHashMap<>();
    of(Kind.SCRIPT)
        .forEach(
            script ->
                newest.merge(
                    nameOf(script.key()),
                    script.key(),
                    (one, other) -> number(one) > number(other) ? one : other));
    return new LinkedHashSet<>(newest.values());
  }

  /** Returns the n in {@code name@n}, 0 when there is none. */
  static int number(String label) {
    int at = label.indexOf('@');
    String number = at < 0 ? "" : label.substring(at + 1);
    return number.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(number) : 0;
  }

  /** Returns the libraries, each {@code name@n}, that a script imports. */
  List<String> imports(Handle script) {
    String source = items.getOrDefault(script, Json.Obj.EMPTY).string("source");
    try {
      return source == null
          ? List.of()
          : Modules.wanted(Modules.author(source)).stream().map(Modules.Name::toString).toList();
    } catch (IllegalArgumentException e) {
      // More than a script may have: the server refuses it, and says why.
      return List.of();
    }
  }

  /** Returns the document as it is written into a file. */
  Json.Obj toFile() {
    Json.Obj file = Json.Obj.EMPTY.with("format", Json.of(Kind.FORMAT));
    for (Kind kind : List.of(Kind.SCRIPT, Kind.METER, Kind.FEATURE)) {
      file = file.with(kind.section(), section(of(kind)));
    }
    Json.Obj plans = Json.Obj.EMPTY;
    for (Handle plan : of(Kind.PLAN).toList()) {
      Json.Obj said = items.getOrDefault(plan, Json.Obj.EMPTY);
      for (Kind inner : List.of(Kind.PRICE, Kind.ENTITLEMENT)) {
        Json.Obj found = section(of(inner, plan.key()));
        said = found.fields().isEmpty() ? said : said.with(inner.section(), found);
      }
      plans = plans.with(plan.key(), said);
    }
    return file.with(Kind.PLAN.section(), plans);
  }

  private Json.Obj section(Stream<Handle> handles) {
    Map<String, Json> section = new LinkedHashMap<>();
    handles.forEach(
        handle -> section.put(handle.key(), items.getOrDefault(handle, Json.Obj.EMPTY)));
    return new Json.Obj(section);
  }

  /** Returns JSON text in which the order of fields says nothing. */
  static String canonical(Json value) {
    return sorted(value).text();
  }

  private static Json sorted(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> fields = new TreeMap<>();
        object.fields().forEach((name, inner) -> fields.put(name, sorted(inner)));
        yield new Json.Obj(fields);
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>();
        array.items().forEach(item -> items.add(sorted(item)));
        yield new Json.Arr(items);
      }
      default -> value;
    };
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
