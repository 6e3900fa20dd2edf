package io.pricewright.gateway.http.body;

import io.pricewright.rules.id.Id;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the kind of a type, with what annotations add to it. */
final class Kinds {
  /** Most items of a list that says nothing else. */
  static final int MOST_ITEMS = 1_000;

  private Kinds() {}

  static Kind of(
      AnnotatedType annotated, AnnotatedElement marks, Map<TypeVariable<?>, Kind> bound) {
    Type type = annotated.getType();
    if (type instanceof TypeVariable<?> variable) {
      Kind kind = bound.get(variable);
      if (kind == null) {
        throw new IllegalStateException(variable + " stands for nothing");
      }
      return kind;
    }
    Class<?> raw = raw(type);
    if (raw == List.class) {
      return list(argument(annotated, 0), marks, bound);
    }
    if (raw == Map.class) {
      AnnotatedType values = argument(annotated, 1);
      return values.getType() == String.class
          ? new MetadataKind(false)
          : new Maps(of(values, marks, bound));
    }
    return plain(raw, marks);
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> throw new IllegalStateException("a body cannot hold " + type);
    };
  }

  private static AnnotatedType argument(AnnotatedType annotated, int i) {
    return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[i];
  }

  private static Kind list(
      AnnotatedType item, AnnotatedElement marks, Map<TypeVariable<?>, Kind> bound) {
    AtMost most = marks.getAnnotation(AtMost.class);
    Required required = marks.getAnnotation(Required.class);
    return new Lists(
        of(item, marks, bound),
        item.isAnnotationPresent(Nullable.class),
        most == null ? MOST_ITEMS : most.value(),
        marks.isAnnotationPresent(OneOrMany.class),
        required == null ? null : required.value());
  }

  private static Kind plain(Class<?> type, AnnotatedElement marks) {
    if (type == String.class) {
      Longest longest = marks.getAnnotation(Longest.class);
      return new Texts(
          longest == null ? Texts.MOST : longest.value(),
          marks.isAnnotationPresent(NotBlank.class));
    }
    if (type == BigDecimal.class) {
      return new Decimals(
          marks.isAnnotationPresent(NotNegative.class),
          marks.isAnnotationPresent(AsNumber.class),
          marks.isAnnotationPresent(KeepsZeros.class),
          marks.isAnnotationPresent(UnitPrice.class) ? UnitPrice.MOST : Money.SCALE);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Bools();
    }
    if (type == int.class || type == Integer.class) {
      return integers(true, marks.getAnnotation(Bounds.class));
    }
    if (type == long.class || type == Long.class) {
      return integers(false, marks.getAnnotation(Bounds.class));
    }
    if (type.isEnum()) {
      return Choices.of(type, marks.getAnnotation(Refused.class));
    }
    if (type == Json.Obj.class && marks.isAnnotationPresent(Metadata.class)) {
      return new MetadataKind(true);
    }
    ShapedLike shaped = marks.getAnnotation(ShapedLike.class);
    if (shaped != null) {
      return new Kept(component(shaped.value()));
    }
    if (type == Json.class || type == Json.Obj.class) {
      return new Free(type == Json.Obj.class);
    }
    return form(type, marks);
  }

  private static Kind integers(boolean small, @Nullable Bounds bounds) {
    long least = small ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long greatest = small ? Integer.MAX_VALUE : Long.MAX_VALUE;
    if (bounds == null) {
      return new Integers(small, least, greatest);
    }
    long min = Math.max(least, bounds.min());
    long max = Math.min(greatest, bounds.max());
    return new Integers(small, min, max);
  }

  private static Kind form(Class<?> type, AnnotatedElement marks) {
    Parsed form = null;
    if (type == Instant.class) {
      form = Forms.TIME;
    } else if (type == Duration.class) {
      form = Forms.DURATION;
    } else if (type == ZoneId.class) {
      form = Forms.ZONE;
    } else if (type == Currency.class) {
      form = Forms.CURRENCY;
    } else if (Id.class.isAssignableFrom(type)) {
      form = Forms.id(type);
    }
    if (form != null) {
      return form.refusedAs(marks.getAnnotation(Refused.class))
          .atMost(marks.getAnnotation(Longest.class));
    }
    return component(type);
  }

  /** Returns the kind of a record or sealed interface. */
  static Component component(Class<?> type) {
    if (type.isRecord()) {
      return ObjectKind.of(type);
    }
    if (type.isSealed()) {
      return UnionKind.of(type);
    }
    throw new IllegalStateException("a body cannot hold " + type);
  }
}
