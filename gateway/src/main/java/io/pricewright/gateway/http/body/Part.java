package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record, as a key.
 *
 * @param ifAbsent what it is when absent; null: see kind
 * @param ask what to say when it is required and absent
 */
record Part(
    String key,
    Kind kind,
    MethodHandle accessor,
    boolean nullable,
    boolean leftOut,
    boolean inline,
    boolean emptyIsAbsent,
    @Nullable Json defaulted,
    @Nullable Object ifAbsent,
    String ask,
    @Nullable String says,
    @Nullable Json example) {
  static Part of(RecordComponent component, Map<TypeVariable<?>, Kind> bound) {
    Key named = component.getAnnotation(Key.class);
    String key = named == null ? Names.snake(component.getName()) : named.value();
    Kind kind = Kinds.of(component.getAnnotatedType(), component, bound);
    Json defaulted = literal(kind, component.getAnnotation(Default.class));
    Required required = component.getAnnotation(Required.class);
    Says says = component.getAnnotation(Says.class);
    Example example = component.getAnnotation(Example.class);
    return new Part(
        key,
        kind,
        accessor(component.getAccessor()),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        component.isAnnotationPresent(LeftOutWhenNull.class),
        component.isAnnotationPresent(Inline.class),
        component.isAnnotationPresent(EmptyIsAbsent.class),
        defaulted,
        defaulted == null ? kind.absent() : constant(kind, defaulted),
        required == null ? kind.ask(key) : required.value(),
        says == null ? null : says.value(),
        example == null ? null : kind.literal(example.value()));
  }

  private static @Nullable Json literal(Kind kind, @Nullable Default given) {
    return given == null ? null : kind.literal(given.value());
  }

  private static Object constant(Kind kind, Json value) {
    Errors errors = new Errors();
    Object constant = kind.read(value, new Spot(errors, ""));
    if (constant == null) {
      throw new IllegalStateException("no default can be " + value.text());
    }
    return constant;
  }

  private static MethodHandle accessor(Method method) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + method, e);
    }
  }

  /** Returns whether a request has to hold it. */
  boolean required() {
    return !nullable && ifAbsent == null;
  }

  /** Reads the key; a stand-in, or null where it may be null, when it cannot. */
  @Nullable Object read(Place place) {
    if (inline) {
      return ((ObjectKind) kind).fill(place);
    }
    Json json = place.object().get(key);
    if (json == null && nullable) {
      return null; // Most keys of most requests.
    }
    return read(json, place.spot().at(key));
  }

  @Nullable Object read(@Nullable Json json, Spot at) {
    boolean empty = emptyIsAbsent && json instanceof Json.Str text && text.value().isEmpty();
    if (json == null || empty) {
      return absent(at);
    }
    Object value = kind.read(json, at);
    if (value == null) {
      return nullable ? null : ifAbsent == null ? kind.standIn() : ifAbsent;
    }
    if (required() && kind.blank(value)) {
      at.wrong("required", ask);
    }
    return value;
  }

  private @Nullable Object absent(Spot at) {
    if (nullable || ifAbsent != null) {
      return nullable ? null : ifAbsent;
    }
    at.wrong("required", ask);
    return kind.standIn();
  }

  /** Writes the component of a record among fields. */
  void write(Object holder, Map<String, Json> fields) {
    Object value = get(holder);
    if (inline) {
      ((ObjectKind) kind).writeInto(java.util.Objects.requireNonNull(value, key), fields);
    } else if (value != null) {
      fields.put(key, kind.write(value));
    } else if (!leftOut) {
      fields.put(key, Json.nothing());
    }
  }

  private @Nullable Object get(Object holder) {
    try {
      return (Object) accessor.invokeExact(holder);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor failed", e);
    }
  }

  /** Returns the schema of the key, with what is said of it. */
  Json.Obj schema(Schemas in) {
    Json.Obj schema = nullable ? Obj.orNull(kind.schema(in)) : kind.schema(in);
    if (says != null) {
      schema = schema.with("description", Json.of(says));
    }
    return defaulted != null && in.input() ? schema.with("default", defaulted) : schema;
  }
}
