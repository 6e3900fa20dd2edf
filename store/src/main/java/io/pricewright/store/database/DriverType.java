package io.pricewright.store.database;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How values of a column cross the border between our types and those of the reactive client: first
 * by the column's converter, then to what the client takes.
 */
final class DriverType {
  private final Converter<Object, Object> converter;
  private final Class<?> database;
  private final Class<?> driver;
  private final @Nullable DriverType element;

  @SuppressWarnings("unchecked") // a converter goes with its own column's values only
  private DriverType(Converter<?, ?> converter, Class<?> driver, @Nullable DriverType element) {
    this.converter = (Converter<Object, Object>) converter;
    this.database = converter.fromType();
    this.driver = driver;
    this.element = element;
  }

  static DriverType of(DataType<?> type) {
    DataType<?> component = type.getArrayComponentDataType();
    if (component != null) {
      DriverType element = of(component);
      return new DriverType(
          type.getConverter(), Array.newInstance(element.driver, 0).getClass(), element);
    }
    return new DriverType(type.getConverter(), driver(type.getConverter().fromType()), null);
  }

  private static Class<?> driver(Class<?> database) {
    if (database == Instant.class || database == OffsetDateTime.class) {
      return OffsetDateTime.class;
    }
    return database == byte[].class ? Buffer.class : database;
  }

  /** Returns an array of the client's class. */
  Object[] array(int length) {
    return (Object[]) Array.newInstance(driver, length);
  }

  /** Returns a value, or a collection of values for an array, as the client takes it. */
  @Nullable Object toDriver(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (element != null) {
      Collection<?> values =
          value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
      Object[] all = element.array(values.size());
      int i = 0;
      for (Object one : values) {
        all[i++] = element.toDriver(one);
      }
      return all;
    }
    return value instanceof BigDecimal decimal && driver == String.class
        ? decimal.toPlainString()
        : plain(converter.to(value));
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case byte[] bytes -> Buffer.buffer(bytes);
      default -> value;
    };
  }

  /** Reads a value of a row. */
  @Nullable Object read(Row row, int at) {
    Object raw = raw(row, at);
    return raw == null ? null : converter.from(raw);
  }

  private @Nullable Object raw(Row row, int at) {
    if (element != null) {
      return row.getArrayOfStrings(at);
    }
    if (driver == String.class) {
      return row.getString(at);
    }
    if (driver == OffsetDateTime.class) {
      OffsetDateTime time = row.getOffsetDateTime(at);
      return time == null || database == OffsetDateTime.class ? time : time.toInstant();
    }
    if (driver == Buffer.class) {
      Buffer bytes = row.getBuffer(at);
      return bytes == null ? null : bytes.getBytes();
    }
    return number(row, at);
  }

  private @Nullable Object number(Row row, int at) {
    if (driver == Long.class) {
      return row.getLong(at);
    }
    if (driver == Integer.class) {
      return row.getInteger(at);
    }
    if (driver == Short.class) {
      return row.getShort(at);
    }
    if (driver == BigDecimal.class) {
      return row.getBigDecimal(at);
    }
    if (driver == Boolean.class) {
      return row.getBoolean(at);
    }
    if (driver == UUID.class) {
      return row.getUUID(at);
    }
    throw new IllegalStateException(
        "columns of " + Objects.requireNonNull(driver) + " are not read");
  }
}
