package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonSkimmer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request or an answer holds: made once of a record, it reads, writes and describes it.
 *
 * <pre>{@code
 * static final Body<Hold> HOLD = Body.of(Hold.class);
 * }</pre>
 *
 * @param <T> the record
 */
public final class Body<T> implements Described {
  /** Any JSON. */
  public static final Body<Json> ANY = new Body<>(new Free(false));

  private final Kind kind;
  private volatile @Nullable Map<String, Integer> mostItems;

  private Body(Kind kind) {
    this.kind = kind;
  }

  /** Makes the body of a record, or of a sealed interface of records. */
  public static <T> Body<T> of(Class<T> type) {
    Component component = Kinds.component(type);
    if (component instanceof ObjectKind object) {
      object.keys(); // A record that cannot be a body fails here, not in a request.
    }
    return new Body<>(component);
  }

  /** Makes the body of a bare array of records. */
  public static <T> Body<List<T>> listOf(Class<T> item) {
    return new Body<>(new Lists(Kinds.component(item), false, Kinds.MOST_ITEMS, false, null));
  }

  /**
   * Makes the body of a search.
   *
   * @param keys keys of its own
   * @param columns columns that filters may name, and what they have
   * @param sorts columns that rows may be sorted by
   * @param expands what can be shown as a whole
   */
  public static Body<Sought> search(
      String name,
      Map<String, SearchKey> keys,
      Map<String, Sought.ColumnType> columns,
      List<String> sorts,
      List<String> expands) {
    return new Body<>(new SearchKind(name, keys, columns, sorts, expands));
  }

  /** Returns the body of a part of a list of these: items, and pagination. */
  public Body<Paged<T>> paged() {
    String name = kind instanceof Component component ? component.name() : "Any";
    return new Body<>(ObjectKind.of(Paged.class, name + "Page", kind));
  }

  /** Returns the body of one that was removed: its keys, and a message. */
  public Body<Removed<T>> removed() {
    String name = kind instanceof Component component ? component.name() : "Any";
    return new Body<>(ObjectKind.of(Removed.class, "Removed" + name, kind));
  }

  /** Returns the body of a bare array of these. */
  public Body<List<T>> listed() {
    return new Body<>(new Lists(kind, false, Kinds.MOST_ITEMS, false, null));
  }

  /** Writes a value: every key is there, null when it has no value. */
  public Json json(T value) {
    return kind.write(java.util.Objects.requireNonNull(value));
  }

  /** Reads a body; what is wrong with it is told by {@link Given#done}. */
  @SuppressWarnings("unchecked") // The kind was made of the class of T.
  public Given<T> read(Json body) {
    Errors errors = new Errors();
    Spot root = new Spot(errors, "");
    Place place = new Place(body instanceof Json.Obj object ? object : Json.Obj.EMPTY, root);
    if (!(body instanceof Json.Obj) && kind instanceof Component) {
      root.wrong("wrong_type", "Send a JSON object.");
    }
    Object value =
        kind instanceof ObjectKind object ? object.read(place) : kind.read(place.object(), root);
    return new Given<>((T) (value == null ? kind.standIn() : value), place);
  }

  /** Returns an example of a request's body. */
  public Json requestExample() {
    return kind.example(new Examples(true), "");
  }

  /** Returns an example of an answer. */
  public Json answerExample() {
    return kind.example(new Examples(false), "");
  }

  /**
   * Returns how many items its lists may have, by their keys: those of the body's own keys, and
   * under {@link JsonSkimmer#ROOT} of the list that stands for an object.
   */
  public Map<String, Integer> mostItems() {
    Map<String, Integer> known = mostItems;
    if (known == null) {
      known = most(kind);
      mostItems = known;
    }
    return known;
  }

  private static Map<String, Integer> most(Kind kind) {
    if (kind instanceof Lists list) {
      return Map.of(JsonSkimmer.ROOT, list.most());
    }
    if (!(kind instanceof ObjectKind object)) {
      return Map.of();
    }
    Map<String, Integer> most = new HashMap<>(Map.of(JsonSkimmer.ROOT, Kinds.MOST_ITEMS));
    object.lists().forEach((key, list) -> most.put(key, list.most()));
    return Map.copyOf(most);
  }

  /** Returns whether it is a part of a list. */
  public boolean isPaged() {
    return kind instanceof ObjectKind object && object.type() == Paged.class;
  }

  @Override
  public Body<?> body() {
    return this;
  }

  Kind kind() {
    return kind;
  }
}
