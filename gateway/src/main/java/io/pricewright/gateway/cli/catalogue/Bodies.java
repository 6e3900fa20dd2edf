package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes things of a document as an environment's routes want them, keys turned into its ids. */
final class Bodies {
  private final Document wanted;
  private final Map<Handle, String> ids;
  private final Map<String, Served.Version> scripts;

  /** Writes for an environment as it was read; what is made is told with {@link #made}. */
  Bodies(Document wanted, Served served) {
    this.wanted = wanted;
    this.ids = new HashMap<>(served.ids());
    this.scripts = new HashMap<>(served.scripts());
  }

  /** Remembers what was made. */
  void made(Handle handle, Json.Obj answer) {
    String id = answer.string("id");
    if (id != null) {
      ids.put(handle, id);
    }
    if (handle.kind() == Kind.SCRIPT && answer.get("version") instanceof Json.Num number) {
      scripts.put(
          wanted.script(handle.key()),
          new Served.Version(Document.nameOf(handle.key()), number.value().longValueExact()));
    }
  }

  String id(Handle handle) {
    String id = ids.get(handle);
    if (id == null) {
      throw new CliException("The %s is not on the server any more: run again.".formatted(handle));
    }
    return id;
  }

  /** Returns the route that makes things of a kind. */
  static String path(Kind kind) {
    return "/v1/" + kind.section();
  }

  /** Returns the body that makes a thing. */
  Json.Obj create(Handle handle, Json.Obj said) {
    Map<String, Json> body = new LinkedHashMap<>();
    said.fields().forEach((name, value) -> put(body, name, value));
    switch (handle.kind()) {
      case SCRIPT -> body.put("name", Json.of(Document.nameOf(handle.key())));
      case METER -> body.put("name", Json.of(handle.key()));
      case FEATURE, PLAN -> body.put("lookup_key", Json.of(handle.key()));
      case PRICE -> {
        inPlan(handle, body);
        body.put("lookup_key", Json.of(handle.key()));
        body.putIfAbsent("type", Json.of("USAGE"));
      }
      case ENTITLEMENT -> {
        inPlan(handle, body);
        Handle feature = Handle.of(Kind.FEATURE, handle.key());
        body.put("feature_id", Json.of(id(feature)));
        Json.Obj of = wanted.items().getOrDefault(feature, Json.Obj.EMPTY);
        body.put("feature_type", Json.of(of.string("type")));
      }
    }
    return new Json.Obj(body);
  }

  private void inPlan(Handle handle, Map<String, Json> body) {
    body.put("entity_type", Json.of("PLAN"));
    body.put("entity_id", Json.of(id(Handle.of(Kind.PLAN, handle.plan()))));
  }

  private void put(Map<String, Json> body, String name, Json value) {
    switch (name) {
      case "meter" ->
          body.put("meter_id", Json.of(id(Handle.of(Kind.METER, ((Json.Str) value).value()))));
      case "script" -> body.put(name, version(((Json.Str) value).value()).toApi());
      default -> body.put(name, value);
    }
  }

  /** Returns the version that a price's script is here, or null when it is not published yet. */
  Served.@Nullable Version published(String label) {
    String identity = wanted.script(label);
    return identity.contains("#")
        ? scripts.get(identity)
        : new Served.Version(Document.nameOf(label), Document.number(label));
  }

  private Served.Version version(String label) {
    Served.Version version = published(label);
    if (version == null) {
      throw new CliException("The script %s is not published yet: run again.".formatted(label));
    }
    return version;
  }

  /**
   * Returns the body that changes a thing.
   *
   * @param from when a price's new version begins, or null for now
   */
  Json.Obj alter(Change.Alter alter, @Nullable Instant from) {
    Map<String, Json> body = new LinkedHashMap<>();
    for (Change.Difference difference : alter.differences()) {
      String name = difference.field().name();
      Json after = alter.said().get(name);
      Json cleared = difference.field().cleared();
      if (after != null) {
        put(body, name, after);
      } else if (cleared != null) {
        body.put(name, cleared);
      }
    }
    if (alter.money() && from != null) {
      body.put("effective_from", Json.of(from.toString()));
    }
    return new Json.Obj(body);
  }
}
