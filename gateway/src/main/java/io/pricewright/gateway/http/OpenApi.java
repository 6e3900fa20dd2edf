package io.pricewright.gateway.http;

import io.pricewright.rules.json.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the OpenAPI 3.1 document of a table of routes. */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Json.Obj PROBLEM =
      object(
          Shape.of(
              "Problem", "type, title, status:integer, detail, code, errors:array, request_id"),
          false);

  private OpenApi() {}

  /** Returns the route that serves the document of these routes and of itself. */
  static Route route(List<Route> routes) {
    Route bare =
        new Route(
            HttpMethod.GET,
            "/openapi.json",
            null,
            "This document.",
            200,
            List.of(),
            null,
            Shape.ANY,
            request -> Future.failedFuture("not served"));
    List<Route> all = new ArrayList<>(routes);
    all.add(bare);
    Answer answer = Answer.ok(document(all));
    return new Route(
        bare.method(),
        bare.path(),
        null,
        bare.summary(),
        200,
        List.of(),
        null,
        Shape.ANY,
        request -> Future.succeededFuture(answer));
  }

  static Json.Obj document(List<Route> routes) {
    Map<String, Map<String, Json>> paths = new LinkedHashMap<>();
    Map<String, Json> schemas = new LinkedHashMap<>();
    schemas.put("Problem", PROBLEM);
    for (Route route : routes) {
      paths
          .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, schemas));
    }
    Map<String, Json> items = new LinkedHashMap<>();
    paths.forEach((path, operations) -> items.put(path, new Json.Obj(operations)));
    return obj(
        "openapi", Json.of("3.1.0"),
        "info", obj("title", Json.of("Pricewright"), "version", Json.of("0.1.0")),
        "paths", new Json.Obj(items),
        "components",
            obj(
                "schemas",
                new Json.Obj(schemas),
                "securitySchemes",
                obj(
                    "key",
                    obj(
                        "type", Json.of("apiKey"),
                        "in", Json.of("header"),
                        "name", Json.of("x-api-key")),
                    "bearer",
                    obj("type", Json.of("http"), "scheme", Json.of("bearer")))));
  }

  private static Json operation(Route route, Map<String, Json> schemas) {
    Map<String, Json> operation = new LinkedHashMap<>();
    operation.put("summary", Json.of(route.summary()));
    operation.put("operationId", Json.of(operationId(route)));
    operation.put("security", security(route));
    operation.put("parameters", parameters(route));
    Shape request = route.request();
    if (request != null) {
      operation.put("requestBody", obj("content", content(schema(request, true, schemas), route)));
    }
    operation.put(
        "responses",
        obj(
            Integer.toString(route.status()),
            obj(
                "description", Json.of("Done."),
                "content", content(schema(route.response(), false, schemas), route)),
            "default",
            obj(
                "description", Json.of("A problem, RFC 9457."),
                "content", content(reference("Problem"), "application/problem+json"))));
    return new Json.Obj(operation);
  }

  private static String operationId(Route route) {
    return route.method().name().toLowerCase(Locale.ROOT)
        + route.path().replaceAll("[^A-Za-z0-9]+", "_");
  }

  private static Json security(Route route) {
    String scope = route.scope();
    if (scope == null) {
      return new Json.Arr(List.of());
    }
    Json scopes = new Json.Arr(List.of(Json.of(scope)));
    return new Json.Arr(List.of(obj("key", scopes), obj("bearer", scopes)));
  }

  private static Json parameters(Route route) {
    List<Json> parameters = new ArrayList<>();
    Matcher names = PARAMETER.matcher(route.path());
    while (names.find()) {
      parameters.add(parameter(names.group(1), "path", true));
    }
    route.query().forEach(name -> parameters.add(parameter(name, "query", false)));
    return new Json.Arr(parameters);
  }

  private static Json parameter(String name, String in, boolean required) {
    return obj(
        "name", Json.of(name),
        "in", Json.of(in),
        "required", Json.of(required),
        "schema", obj("type", Json.of("string")));
  }

  private static Json schema(Shape shape, boolean request, Map<String, Json> schemas) {
    if (shape.kind() == Shape.Kind.FREE) {
      return obj();
    }
    schemas.putIfAbsent(shape.name(), object(shape, request));
    Json one = reference(shape.name());
    Json many = obj("type", Json.of("array"), "items", one);
    return switch (shape.kind()) {
      case OBJECT, FREE -> one;
      case ARRAY -> many;
      case LIST ->
          obj(
              "type", Json.of("object"),
              "properties",
                  obj(
                      "items",
                      many,
                      "pagination",
                      object(
                          Shape.of("Pagination", "limit:integer, offset:integer, total:integer"),
                          false)));
    };
  }

  private static Json.Obj object(Shape shape, boolean request) {
    Map<String, Json> properties = new LinkedHashMap<>();
    List<Json> required = new ArrayList<>();
    shape
        .keys()
        .forEach(
            (key, type) -> {
              boolean star = type.endsWith("*");
              properties.put(key, property(star ? type.substring(0, type.length() - 1) : type));
              if (star || !request) {
                required.add(Json.of(key));
              }
            });
    return obj(
        "type", Json.of("object"),
        "properties", new Json.Obj(properties),
        "required", new Json.Arr(required));
  }

  private static Json property(String type) {
    String json = type.equals("decimal") || type.equals("time") ? "string" : type;
    Json types = new Json.Arr(List.of(Json.of(json), Json.of("null")));
    return type.equals("time")
        ? obj("type", types, "format", Json.of("date-time"))
        : obj("type", types);
  }

  private static Json content(Json schema, Route route) {
    Map<String, Json> types = new LinkedHashMap<>();
    types.put(Answer.JSON, obj("schema", schema));
    route.mediaTypes().forEach(type -> types.put(type, obj("schema", Json.Obj.EMPTY)));
    return new Json.Obj(types);
  }

  private static Json content(Json schema, String mediaType) {
    return obj(mediaType, obj("schema", schema));
  }

  private static Json reference(String name) {
    return obj("$ref", Json.of("#/components/schemas/" + name));
  }

  private static Json.Obj obj(Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], (Json) pairs[i + 1]);
    }
    return new Json.Obj(fields);
  }
}
