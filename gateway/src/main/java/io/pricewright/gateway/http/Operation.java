package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Schemas;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the document says of one route. */
final class Operation {
  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)?/?\\{(\\w+)}");

  private final Route route;
  private final Schemas schemas;

  Operation(Route route, Schemas schemas) {
    this.route = route;
    this.schemas = schemas;
  }

  Json json() {
    Map<String, Json> operation = new LinkedHashMap<>();
    operation.put("operationId", Json.of(OperationIds.of(route)));
    operation.put("tags", new Json.Arr(List.of(Json.of(Tags.of(route)))));
    operation.put("summary", Json.of(route.about().summary()));
    operation.put("description", Json.of(description()));
    operation.put("security", security());
    List<Json> parameters = parameters();
    if (!parameters.isEmpty()) {
      operation.put("parameters", new Json.Arr(parameters));
    }
    Body<?> request = route.request();
    if (request != null) {
      Json schema = schemas.request(request);
      operation.put(
          "requestBody",
          obj(
              "required", Json.of(!schemas.mayBeAbsent(schema)),
              "content", content(schema, request.requestExample())));
    }
    operation.put("responses", responses());
    return new Json.Obj(operation);
  }

  private String description() {
    String description = route.about().description();
    String scope = route.scope();
    String needs =
        scope == null ? "Needs no key." : "The key needs the scope `%s`.".formatted(scope);
    return description == null ? needs : description + "\n\n" + needs;
  }

  private Json security() {
    String scope = route.scope();
    if (scope == null) {
      return new Json.Arr(List.of());
    }
    Json scopes = new Json.Arr(List.of(Json.of(scope)));
    return new Json.Arr(List.of(obj("key", scopes), obj("bearer", scopes)));
  }

  private List<Json> parameters() {
    List<Json> parameters = new ArrayList<>();
    Matcher names = PARAMETER.matcher(route.path());
    while (names.find()) {
      parameters.add(
          obj(
              "name", Json.of(names.group(2)),
              "in", Json.of("path"),
              "required", Json.of(true),
              "schema", obj("type", Json.of("string"))));
    }
    parameters.addAll(route.query().parameters());
    if (route.endpoint().mindsKeys()) {
      parameters.add(
          obj(
              "name", Json.of("Idempotency-Key"),
              "in", Json.of("header"),
              "required", Json.of(false),
              "description",
                  Json.of(
                      "Makes the request once: the same key with the same body gets the first"
                          + " answer again."),
              "schema",
                  obj(
                      "type", Json.of("string"),
                      "minLength", Json.of(1),
                      "maxLength", Json.of(255))));
    }
    if (route.endpoint().mindsDryRuns()) {
      parameters.add(
          obj(
              "name", Json.of(Parameters.DRY_RUN),
              "in", Json.of("query"),
              "required", Json.of(false),
              "description",
                  Json.of(
                      "Answers as if it were done, and does nothing: ids in the answer are"
                          + " nobody's."),
              "schema", obj("type", Json.of("boolean"), "default", Json.of(false))));
    }
    return parameters;
  }

  private Json responses() {
    Map<String, Json> responses = new LinkedHashMap<>();
    responses.put(
        Integer.toString(route.status()),
        route.status() == 204
            ? obj("description", Json.of("Done."))
            : obj(
                "description",
                Json.of(route.status() == 201 ? "Made." : "Done."),
                "content",
                content(schemas.answer(route.response()), route.response().answerExample())));
    ProblemKinds.of(route)
        .forEach(
            (status, problems) ->
                responses.put(
                    Integer.toString(status),
                    problem(
                        problems.stream()
                            .map(problem -> "`" + problem.code() + "`")
                            .collect(Collectors.joining(", ", "", ".")),
                        problems)));
    responses.put("default", problem("Any other problem.", List.of()));
    return new Json.Obj(responses);
  }

  private Json problem(String description, List<Problem> problems) {
    Json schema = schemas.answer(ProblemBody.BODY);
    Map<String, Json> examples = new LinkedHashMap<>();
    problems.forEach(
        problem ->
            examples.put(
                problem.code(), obj("$ref", Json.of("#/components/examples/" + problem.code()))));
    return obj(
        "description",
        Json.of(description),
        "content",
        obj(
            ProblemAnswers.MEDIA_TYPE,
            examples.isEmpty()
                ? obj("schema", schema)
                : obj("schema", schema, "examples", new Json.Obj(examples))));
  }

  private Json content(Json schema, Json example) {
    Map<String, Json> types = new LinkedHashMap<>();
    types.put(Answer.JSON, obj("schema", schema, "example", example));
    route
        .mediaTypes()
        .forEach(type -> types.put(type, obj("schema", obj("type", Json.of("string")))));
    return new Json.Obj(types);
  }

  static Json.Obj obj(Object... pairs) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put((String) pairs[i], (Json) pairs[i + 1]);
    }
    return new Json.Obj(fields);
  }
}
