package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a server holds after changes, in the simplest words: numbers scripts on, archives nothing.
 */
final class NaiveServer {
  private final Map<Handle, Json.Obj> items = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** What is archived and still counts by these. */
  final Set<Handle> held = new HashSet<>();

  Document document() {
    return new Document(items);
  }

  void apply(Document wanted, Differences differences) {
    differences.real().forEach(change -> apply(wanted, change));
  }

  private void apply(Document wanted, Change change) {
    Handle handle = change.handle();
    switch (change) {
      case Change.Create create when handle.kind() == Kind.SCRIPT -> {
        String name = Document.nameOf(handle.key());
        int number = numbers.merge(name, 1, Integer::sum);
        items.put(Handle.of(Kind.SCRIPT, name + "@" + number), create.said());
      }
      case Change.Create create -> items.put(handle, here(wanted, create.said()));
      case Change.Alter alter -> {
        Map<String, Json> fields =
            new LinkedHashMap<>(Objects.requireNonNull(items.get(handle)).fields());
        Json.Obj said = here(wanted, alter.said());
        for (Change.Difference one : alter.differences()) {
          String name = one.field().name();
          Json after = said.get(name);
          if (after == null) {
            fields.remove(name);
          } else {
            fields.put(name, after);
          }
        }
        items.put(handle, new Json.Obj(fields));
      }
      case Change.Retire ignored -> {
        items.remove(handle);
        if (handle.kind() == Kind.PLAN) {
          items.keySet().stream()
              .filter(inner -> inner.plan().equals(handle.key()))
              .forEach(this::hold);
          items.keySet().removeIf(inner -> inner.plan().equals(handle.key()));
        }
      }
      case Change.Unchanged ignored -> throw new AssertionError(change);
      case Change.Kept ignored -> throw new AssertionError(change);
    }
  }

  private void hold(Handle inner) {
    String meter = Objects.requireNonNull(items.get(inner)).string("meter");
    if (inner.kind() == Kind.ENTITLEMENT) {
      held.add(Handle.of(Kind.FEATURE, inner.key()));
    } else if (meter != null) {
      held.add(Handle.of(Kind.METER, meter));
    }
  }

  /** A price names the version that does here what the wanted one's does. */
  private Json.Obj here(Document wanted, Json.Obj said) {
    String label = said.string("script");
    if (label == null) {
      return said;
    }
    String identity = wanted.script(label);
    Document own = document();
    return own.of(Kind.SCRIPT)
        .map(Handle::key)
        .filter(mine -> own.script(mine).equals(identity))
        .findFirst()
        .map(mine -> said.with("script", Json.of(mine)))
        .orElse(said);
  }
}
