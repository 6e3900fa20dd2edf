package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a route: made once of a record, it reads and describes them. Lists are
 * separated by commas.
 *
 * @param <T> the record
 */
public final class Query<T> {
  /** No parameters. */
  public static final Query<None> NONE = of(None.class);

  private final ObjectKind kind;
  private volatile @Nullable List<Part> parts;

  /** What it is when no parameter is sent; kept, as most requests send none. */
  private volatile @Nullable T unsent;

  /** No parameters. */
  public record None() {}

  private Query(ObjectKind kind) {
    this.kind = kind;
  }

  /** Makes the query of a record. */
  public static <T> Query<T> of(Class<T> type) {
    ObjectKind kind = ObjectKind.of(type);
    kind.keys();
    return new Query<>(kind);
  }

  /** Reads a request that has no parameters; fails with {@code Problem.InvalidRequest}. */
  public T readNone() {
    T known = unsent;
    if (known == null) {
      known = read(name -> List.of());
      unsent = known;
    }
    return known;
  }

  /**
   * Reads the parameters; fails with {@code Problem.InvalidRequest}.
   *
   * @param get returns the texts that were sent of a parameter
   */
  @SuppressWarnings("unchecked") // The kind was made of the class of T.
  public T read(Function<String, List<String>> get) {
    List<FieldError> wrong = new ArrayList<>();
    Map<String, Json> texts = new LinkedHashMap<>();
    for (Part part : parts()) {
      Json read = text(part, one(part, get.apply(part.key()), wrong), wrong);
      if (read != null) {
        texts.put(part.key(), read);
      }
    }
    refuse(wrong);
    Place place = new Place(new Json.Obj(texts), new Spot(new Errors(), "/query"));
    T value = (T) kind.fill(place);
    place.spot().errors().done();
    return value;
  }

  /**
   * Refuses parameters that the route does not know; fails with {@code Problem.InvalidRequest}.
   *
   * @param sent names that were sent
   * @param besides names that are known everywhere
   */
  public void refuseUnknown(Set<String> sent, Set<String> besides) {
    List<FieldError> wrong = new ArrayList<>();
    for (String name : sent) {
      if (!kind.keys().contains(name) && !besides.contains(name)) {
        wrong.add(
            error(
                name,
                "unknown_field",
                kind.keys().isEmpty()
                    ? "There is no such query parameter; none can be sent here."
                    : "There is no such query parameter; known are %s.".formatted(kind.keys())));
      }
    }
    refuse(wrong);
  }

  private static void refuse(List<FieldError> wrong) {
    if (!wrong.isEmpty()) {
      String first = wrong.getFirst().pointer().substring("/query/".length());
      throw new ProblemException(
          new Problem.InvalidRequest(
              wrong.size() == 1
                  ? "The query parameter '%s' cannot be used.".formatted(first)
                  : "%d query parameters cannot be used; errors says why.".formatted(wrong.size()),
              wrong));
    }
  }

  /** Returns the only text, or those of a list as one; null: none was sent. */
  private static @Nullable String one(Part part, List<String> texts, List<FieldError> wrong) {
    if (texts.size() > 1 && !(part.kind() instanceof Lists)) {
      wrong.add(error(part.key(), "too_many", "Give it once."));
    }
    return texts.isEmpty() ? null : String.join(",", texts);
  }

  /** Returns a parameter as JSON that its kind can read; null when it is absent or wrong. */
  private static @Nullable Json text(Part part, @Nullable String text, List<FieldError> wrong) {
    String key = part.key();
    if (text == null || (text.isEmpty() && part.required())) {
      if (part.required()) {
        wrong.add(error(key, "required", "Give the query parameter '%s'.".formatted(key)));
      }
      return null;
    }
    Json json = json(part.kind(), text);
    Errors errors = new Errors();
    part.read(json, new Spot(errors, "/query/" + key));
    if (errors.none()) {
      return json;
    }
    for (FieldError error : errors.found()) {
      wrong.add(
          part.kind() instanceof Integers whole
              ? error(key, "out_of_range", whole.asked())
              : error(key, error.code(), error.detail().replaceFirst("^Send ", "Give ")));
    }
    return null;
  }

  private static FieldError error(String name, String code, String detail) {
    return new FieldError("/query/" + name, code, detail);
  }

  private static Json json(Kind kind, String text) {
    return switch (kind) {
      case Bools bool when text.equals("true") || text.equals("false") ->
          Json.of(text.equals("true"));
      case Lists list -> Obj.words(List.of(text.split(",", -1)));
      default -> Json.of(text);
    };
  }

  private List<Part> parts() {
    List<Part> known = parts;
    if (known == null) {
      known = List.copyOf(parts(kind));
      parts = known;
    }
    return known;
  }

  private static List<Part> parts(ObjectKind kind) {
    List<Part> parts = new ArrayList<>();
    for (Part part : kind.parts()) {
      if (part.inline()) {
        parts.addAll(parts((ObjectKind) part.kind()));
      } else {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Returns the parameters as the document describes them. */
  public List<Json> parameters() {
    Schemas schemas = Schemas.ofQuery();
    List<Json> described = new ArrayList<>();
    for (Part part : parts(kind)) {
      Json.Obj schema = part.kind().schema(schemas);
      Json defaulted = part.defaulted();
      Json.Obj parameter =
          Obj.of(
              "name",
              part.key(),
              "in",
              "query",
              "required",
              part.required(),
              "schema",
              defaulted == null
                  ? schema
                  : schema.with(
                      "default",
                      part.kind().write(java.util.Objects.requireNonNull(part.ifAbsent()))));
      String says = part.says();
      described.add(says == null ? parameter : parameter.with("description", Json.of(says)));
    }
    return described;
  }
}
