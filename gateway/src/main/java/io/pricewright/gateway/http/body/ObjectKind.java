package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Objects that are records. A record is looked at once, when it is first used. */
final class ObjectKind implements Component {
  private static final ClassValue<ObjectKind> OF =
      new ClassValue<>() {
        @Override
        protected ObjectKind computeValue(Class<?> type) {
          return new ObjectKind(type, Names.of(type), Map.of());
        }
      };

  private final Class<?> type;
  private final String name;
  private final Map<TypeVariable<?>, Kind> bound;
  private final Foreign foreign;
  private final @Nullable Tag tag;
  private final MethodHandle constructor;
  private volatile @Nullable List<Part> parts;
  private volatile @Nullable Set<String> keys;
  private volatile @Nullable Set<String> known;

  /** The key and value by which a record of a sealed interface is known. */
  record Tag(String key, String value) {}

  private ObjectKind(Class<?> type, String name, Map<TypeVariable<?>, Kind> bound) {
    this.type = type;
    this.name = name;
    this.bound = bound;
    this.foreign = Foreign.of(type);
    this.tag = tag(type);
    this.constructor = constructor(type);
  }

  static ObjectKind of(Class<?> type) {
    return OF.get(type);
  }

  /** Returns the kind of a generic record with one parameter, under a name of its own. */
  static ObjectKind of(Class<?> type, String name, Kind argument) {
    return new ObjectKind(type, name, Map.of(type.getTypeParameters()[0], argument));
  }

  private static @Nullable Tag tag(Class<?> type) {
    Choice choice = type.getAnnotation(Choice.class);
    for (Class<?> above : type.getInterfaces()) {
      ChosenBy by = above.getAnnotation(ChosenBy.class);
      if (by != null && choice != null) {
        return new Tag(by.value(), choice.value());
      }
    }
    return null;
  }

  private static MethodHandle constructor(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  List<Part> parts() {
    List<Part> known = parts;
    if (known == null) {
      known =
          Arrays.stream(type.getRecordComponents())
              .map(component -> Part.of(component, bound))
              .toList();
      parts = known;
    }
    return known;
  }

  /** Returns all keys a request may hold, those of inlined records among them. */
  Set<String> keys() {
    Set<String> known = keys;
    if (known == null) {
      known = new TreeSet<>(foreign.keys());
      for (Part part : parts()) {
        if (part.inline()) {
          known.addAll(((ObjectKind) part.kind()).keys());
        } else {
          known.add(part.key());
        }
      }
      if (tag != null) {
        known.add(tag.key());
      }
      keys = known;
    }
    return known;
  }

  /** Returns the same keys, not sorted: every key of every object is looked up among them. */
  private Set<String> known() {
    Set<String> made = known;
    if (made == null) {
      made = Set.copyOf(keys());
      known = made;
    }
    return made;
  }

  /** Returns the lists among its own keys, those of inlined records among them. */
  Map<String, Lists> lists() {
    Map<String, Lists> lists = new LinkedHashMap<>();
    for (Part part : parts()) {
      if (part.inline()) {
        lists.putAll(((ObjectKind) part.kind()).lists());
      } else if (part.kind() instanceof Lists list) {
        lists.put(part.key(), list);
      }
    }
    return lists;
  }

  @Nullable Tag tag() {
    return tag;
  }

  Class<?> type() {
    return type;
  }

  @Override
  public String name() {
    return name;
  }

  // ---- reading and writing ----

  @Override
  public @Nullable Object read(Json value, Spot at) {
    return value instanceof Json.Obj object
        ? read(new Place(object, at))
        : at.wrong("wrong_type", "Send an object.");
  }

  Object read(Place place) {
    Set<String> mine = known();
    for (String key : place.object().fields().keySet()) {
      if (!mine.contains(key)) {
        place.spot().errors().unknown(place.spot().at(key).pointer());
      }
    }
    return fill(place);
  }

  /** Makes the record of a place, whose other keys are another's. */
  Object fill(Place place) {
    List<Part> all = parts();
    @Nullable Object[] values = new @Nullable Object[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i).read(place);
    }
    foreign.check(place);
    Object made = make(values, place);
    if (made instanceof Checked checked) {
      checked.check(place);
    }
    return made;
  }

  private Object make(@Nullable Object[] values, Place place) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (IllegalArgumentException e) {
      place.spot().errors().done(); // Stand-ins may break what the record asks of its components.
      throw e;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor failed", e);
    }
  }

  @Override
  public Json write(Object value) {
    return Json.Obj.filled(fields -> writeInto(value, fields));
  }

  void writeInto(Object value, Map<String, Json> fields) {
    if (tag != null) {
      fields.put(tag.key(), Json.of(tag.value()));
    }
    for (Part part : parts()) {
      part.write(value, fields);
    }
  }

  @Override
  public Object standIn() {
    Errors nobodys = new Errors();
    return fill(new Place(Json.Obj.EMPTY, new Spot(nobodys, "")));
  }

  // ---- describing ----

  @Override
  public Json.Obj definition(Schemas in) {
    Map<String, Json> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    describe(in, properties, required);
    Json.Obj schema = Obj.of("type", "object", "properties", new Json.Obj(properties));
    if (!required.isEmpty()) {
      schema = schema.with("required", Obj.words(required));
    }
    if (in.input()) {
      schema = schema.with("additionalProperties", Json.of(false));
    }
    Says says = type.getAnnotation(Says.class);
    return says == null ? schema : schema.with("description", Json.of(says.value()));
  }

  private void describe(Schemas in, Map<String, Json> properties, List<String> required) {
    if (in.input()) {
      foreign.describe(properties);
    }
    if (tag != null) {
      properties.put(tag.key(), Obj.of("type", "string", "const", tag.value()));
      required.add(tag.key());
    }
    for (Part part : parts()) {
      if (part.inline()) {
        ((ObjectKind) part.kind()).describe(in, properties, required);
      } else {
        properties.put(part.key(), part.schema(in));
        if (in.input() ? part.required() : !part.leftOut()) {
          required.add(part.key());
        }
      }
    }
  }

  @Override
  public Json example(Examples in, String key) {
    Example given = type.getAnnotation(Example.class);
    if (given != null) {
      return JsonReader.parse(given.value());
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    in.enter(this);
    exampleInto(in, fields);
    in.leave();
    return new Json.Obj(fields);
  }

  private void exampleInto(Examples in, Map<String, Json> fields) {
    if (tag != null) {
      fields.put(tag.key(), Json.of(tag.value()));
    }
    for (Part part : parts()) {
      Json own = part.example();
      if (part.inline()) {
        ((ObjectKind) part.kind()).exampleInto(in, fields);
      } else if (own != null) {
        fields.put(part.key(), own);
      } else if (in.endless(part.kind())) {
        Object none = part.nullable() ? null : part.kind().absent();
        fields.put(part.key(), none == null ? Json.nothing() : part.kind().write(none));
      } else if (!in.input() || part.required()) {
        fields.put(part.key(), part.kind().example(in, part.key()));
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectKind kind
        && kind.type == type
        && kind.name.equals(name)
        && kind.bound.equals(bound);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, name);
  }

  @Override
  public String toString() {
    return name + " of " + type.getName();
  }
}
