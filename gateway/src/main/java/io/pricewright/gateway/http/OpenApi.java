package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Schemas;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the OpenAPI 3.1 document of a table of routes. */
final class OpenApi {
  private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/([\\w.-]+)");

  private static final String DESCRIPTION =
      """
      A usage-billing server: events go in, and the answer holds their price.

      Amounts are decimal strings, times are RFC 3339 in UTC, ids are texts that are looked up as \
      they are. Every key of an answer is there, null when it has no value. A request with a key \
      that is not known is refused. Everything that goes wrong is a `Problem` with a stable \
      `code`; one that can be tried again says so with `Retry-After`.\
      """;

  private final List<Route> routes;
  private final Schemas schemas;

  private OpenApi(List<Route> routes) {
    this.routes = routes;
    this.schemas = Schemas.of(routes.stream().<Body<?>>map(Route::response).toList());
  }

  /** Returns the route that serves the document of these routes and of itself. */
  static Route route(List<Route> routes) {
    List<Route> all = new ArrayList<>(routes);
    all.add(serving(request -> Future.failedFuture("not served")));
    return serving(new Served(List.copyOf(all)));
  }

  /** Makes the document when it is first asked for, beside the event loop: a start needs none. */
  private static final class Served implements Endpoint {
    private final List<Route> routes;
    private @Nullable Future<Answer> made;

    Served(List<Route> routes) {
      this.routes = routes;
    }

    @Override
    public Future<Answer> handle(Request request) {
      Future<Answer> known = made;
      if (known == null) {
        known = Vertx.currentContext().executeBlocking(() -> Answer.ok(document(routes)), false);
        made = known;
      }
      return known;
    }
  }

  private static Route serving(Endpoint endpoint) {
    return new Route(
            HttpMethod.GET, "/openapi.json", null, "This document.", 200, null, Body.ANY, endpoint)
        .named("getOpenApi");
  }

  static Json.Obj document(List<Route> routes) {
    return new OpenApi(routes).document();
  }

  private Json.Obj document() {
    Map<String, Map<String, Json>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
          .put(
              route.method().name().toLowerCase(Locale.ROOT), new Operation(route, schemas).json());
    }
    Map<String, Json> items = new LinkedHashMap<>();
    paths.forEach((path, operations) -> items.put(path, new Json.Obj(operations)));
    schemas.answer(ProblemBody.BODY);
    return Operation.obj(
        "openapi", Json.of("3.1.0"),
        "info", info(),
        "servers",
            new Json.Arr(
                List.of(
                    Operation.obj("url", Json.of("/"), "description", Json.of("This server.")))),
        "tags", tags(),
        "paths", new Json.Obj(items),
        "components",
            Operation.obj(
                "schemas", new Json.Obj(referred(new Json.Obj(items))),
                "examples", examples(),
                "securitySchemes", security()));
  }

  private static Json info() {
    return Operation.obj(
        "title", Json.of("Pricewright"),
        "version", Json.of("0.1.0"),
        "summary", Json.of("Usage billing."),
        "description", Json.of(DESCRIPTION),
        "license",
            Operation.obj("name", Json.of("Apache 2.0"), "identifier", Json.of("Apache-2.0")));
  }

  private Json tags() {
    List<String> used = routes.stream().map(Tags::of).distinct().toList();
    return new Json.Arr(
        Tags.ALL.stream()
            .filter(tag -> used.contains(tag.name()))
            .<Json>map(
                tag ->
                    Operation.obj(
                        "name", Json.of(tag.name()), "description", Json.of(tag.description())))
            .toList());
  }

  /**
   * Returns the schemas that are referred to: not those that a search narrows for each route of its
   * own.
   */
  private Map<String, Json> referred(Json.Obj paths) {
    Map<String, Json> all = definitions();
    Map<String, Json> referred = new LinkedHashMap<>();
    Deque<Json> unread = new ArrayDeque<>(List.of(paths));
    while (!unread.isEmpty()) {
      Matcher references = REFERENCE.matcher(unread.pop().text());
      while (references.find()) {
        String name = references.group(1);
        Json definition = all.get(name);
        if (definition != null && referred.putIfAbsent(name, definition) == null) {
          unread.push(definition);
        }
      }
    }
    all.keySet().retainAll(referred.keySet());
    return all;
  }

  /** Returns the schemas; that of a problem lists all codes there are. */
  private Map<String, Json> definitions() {
    Map<String, Json> all = new LinkedHashMap<>(schemas.definitions());
    if (all.get("Problem") instanceof Json.Obj problem
        && problem.get("properties") instanceof Json.Obj properties
        && properties.get("code") instanceof Json.Obj code) {
      List<Json> codes =
          Stream.concat(
                  ProblemKinds.ALL.stream().map(Problem::code), ProblemAnswers.OUTSIDE.stream())
              .distinct()
              .map(Json::of)
              .toList();
      Json closed = code.with("enum", new Json.Arr(codes));
      all.put("Problem", problem.with("properties", properties.with("code", closed)));
    }
    return all;
  }

  /** Returns an example of each problem that a route names. */
  private Json examples() {
    Set<Problem> named = new HashSet<>();
    routes.forEach(route -> ProblemKinds.of(route).values().forEach(named::addAll));
    Map<String, Json> examples = new LinkedHashMap<>();
    ProblemKinds.ALL.stream()
        .filter(named::contains)
        .forEach(problem -> examples.put(problem.code(), example(problem)));
    return new Json.Obj(examples);
  }

  private static Json example(Problem problem) {
    Answer answer = ProblemAnswers.of(problem, "01JD8X2M4T7Q9VBN3KRC5ZHW6E");
    return Operation.obj(
        "summary",
        Json.of(problem.code()),
        "value",
        io.pricewright.rules.json.JsonReader.read(answer.body().getBytes()));
  }

  private static Json security() {
    return Operation.obj(
        "key",
        Operation.obj(
            "type", Json.of("apiKey"),
            "in", Json.of("header"),
            "name", Json.of("x-api-key"),
            "description", Json.of("An API key, pw_...")),
        "bearer",
        Operation.obj(
            "type", Json.of("http"),
            "scheme", Json.of("bearer"),
            "description", Json.of("The same key as a bearer token.")));
  }
}
