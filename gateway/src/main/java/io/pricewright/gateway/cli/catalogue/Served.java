package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.Modules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of an environment.
 *
 * @param document what it says
 * @param ids the things' ids there; a price's is its newest version's
 * @param scripts the published versions by what they do
 * @param held what cannot be archived, since something that is archived needs it
 * @param digest of all that was read
 */
record Served(
    Document document,
    Map<Handle, String> ids,
    Map<String, Version> scripts,
    Set<Handle> held,
    String digest) {
  private static final int PAGE = 1_000;

  /** Most things of a kind. */
  static final int MOST = 10_000;

  /** A published version of a script. */
  record Version(String name, long number) {
    Json.Obj toApi() {
      return Json.Obj.EMPTY.with("name", Json.of(name)).with("version", Json.of(number));
    }
  }

  /** Reads the catalogue of the environment a key belongs to. */
  static Served read(ServerOptions server) throws InterruptedException {
    Reading reading = new Reading();
    reading.scripts(server.scripts(null));
    reading.meters(all(server, "/v1/meters"));
    reading.features(all(server, "/v1/features"));
    reading.plans(all(server, "/v1/plans"));
    reading.prices(all(server, "/v1/prices"));
    reading.rights(all(server, "/v1/entitlements"));
    return reading.done();
  }

  private static List<Json.Obj> all(ServerOptions server, String path) throws InterruptedException {
    List<Json.Obj> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      Json.Obj page = server.get("%s?limit=%d&offset=%d".formatted(path, PAGE, all.size()));
      List<Json> items = page.get("items") instanceof Json.Arr found ? found.items() : List.of();
      items.forEach(item -> all.add((Json.Obj) item));
      more = items.size() == PAGE;
      if (all.size() > MOST) {
        throw new CliException(
            "%s has more than %d entries, which is more than a file holds.".formatted(path, MOST));
      }
    }
    return all;
  }

  /** What was read so far. */
  private static final class Reading {
    private final Map<Handle, Json.Obj> items = new LinkedHashMap<>();
    private final Map<Handle, String> ids = new HashMap<>();
    private final Map<String, Handle> byId = new HashMap<>();
    private final Map<String, Version> scripts = new HashMap<>();
    private final Set<Handle> held = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private final StringBuilder read = new StringBuilder();

    private void put(Handle handle, Json.Obj said, Json.Obj of) {
      String id = ServerOptions.text(of, "id");
      read.append(id).append(of.text());
      byId.put(id, handle);
      if (ids.putIfAbsent(handle, id) != null) {
        wrong.add(
            "%s and %s are both the %s: %s."
                .formatted(ids.get(handle), id, handle, apart(handle.kind())));
      }
      items.put(handle, said);
    }

    private static String apart(Kind kind) {
      return kind == Kind.METER
          ? "archive one that no price uses, POST /v1/meters/{id}/disable"
          : "give each a lookup_key of its own, PUT /v1/%ss/{id}".formatted(kind);
    }

    private static String key(Json.Obj of, String otherwise) {
      String key = of.string("lookup_key");
      return key == null || key.isEmpty() ? otherwise : key;
    }

    /** Returns the key of what an id names; null, and a complaint, when it is archived. */
    private @Nullable Json named(Json.Obj of, String field, Handle user) {
      String id = of.string(field);
      Handle named = id == null ? null : byId.get(id);
      if (id != null && named == null) {
        wrong.add("The %s uses %s, which is archived: archive it too.".formatted(user, id));
      }
      return named == null ? null : Json.of(named.key());
    }

    void scripts(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        boolean shipped =
            of.get("gate") instanceof Json.Obj gate && "shipped".equals(gate.string("status"));
        if (!shipped) {
          Version version = version(of);
          Handle handle = Handle.of(Kind.SCRIPT, version.name() + "@" + version.number());
          String source = Modules.author(ServerOptions.text(of, "source"));
          Json.Obj said = Kind.SCRIPT.normal(of.with("source", Json.of(source)));
          put(handle, said, of);
          scripts.put(Document.identity(handle.key(), said), version);
        }
      }
    }

    private static Version version(Json.Obj of) {
      return new Version(
          ServerOptions.text(of, "name"), Long.parseLong(ServerOptions.text(of, "version")));
    }

    void meters(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        put(Handle.of(Kind.METER, ServerOptions.text(of, "name")), of, of);
      }
    }

    void features(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        Handle handle = Handle.of(Kind.FEATURE, key(of, ServerOptions.text(of, "name")));
        put(handle, with(of, "meter", named(of, "meter_id", handle)), of);
      }
    }

    private static Json.Obj with(Json.Obj of, String name, @Nullable Json value) {
      return of.with(name, value == null ? Json.nothing() : value);
    }

    void plans(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        put(Handle.of(Kind.PLAN, key(of, ServerOptions.text(of, "name"))), of, of);
      }
    }

    void prices(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        Handle plan = byId.get(ServerOptions.text(of, "entity_id"));
        boolean assigned =
            PriceVersion.ASSIGNED.toString().equals(ServerOptions.text(of, "effective_from"));
        if (plan != null && !assigned && of.get("end_date") == null) {
          price(plan, of);
        } else {
          // An older version, or a rollout's: its meter counts for it.
          Handle meter = byId.get(ServerOptions.text(of, "meter_id"));
          if (meter != null) {
            held.add(meter);
          }
        }
      }
    }

    private void price(Handle plan, Json.Obj of) {
      String meter = of.string("meter_id");
      Handle meterOf = meter == null ? null : byId.get(meter);
      String derived =
          "%s-%s-%s-%s"
              .formatted(
                  plan.key(),
                  meterOf == null ? "fixed" : meterOf.key(),
                  ServerOptions.text(of, "currency"),
                  ServerOptions.text(of, "billing_period").toLowerCase(Locale.ROOT));
      Handle handle = new Handle(Kind.PRICE, plan.key(), key(of, derived));
      boolean script = ServerOptions.text(of, "billing_model").equals("SCRIPT");
      Json.Obj said = with(of, "meter", named(of, "meter_id", handle));
      said =
          with(said, "script", script && of.get("script") instanceof Json.Obj s ? label(s) : null);
      put(handle, script ? said : with(said, "params", null), of);
    }

    private static Json label(Json.Obj script) {
      return Json.of(
          ServerOptions.text(script, "name") + "@" + ServerOptions.text(script, "version"));
    }

    void rights(List<Json.Obj> found) {
      for (Json.Obj of : found.reversed()) {
        Handle plan = byId.get(ServerOptions.text(of, "entity_id"));
        Handle feature = byId.get(ServerOptions.text(of, "feature_id"));
        if (feature != null && plan != null && plan.kind() == Kind.PLAN) {
          put(new Handle(Kind.ENTITLEMENT, plan.key(), feature.key()), of, of);
        } else if (feature != null) {
          held.add(feature);
        }
      }
    }

    Served done() {
      if (!wrong.isEmpty()) {
        throw new CliException(String.join(System.lineSeparator(), wrong));
      }
      return new Served(new Document(items), ids, scripts, held, Document.sha256(read.toString()));
    }
  }
}
