package io.pricewright.gateway.http.body;

import io.pricewright.rules.id.Coded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search, as it was sent and found to be one.
 *
 * @param values the values of its own keys: lists of texts, times, numbers and truth values
 * @param usual what every search may ask for
 * @param sort the order asked for, or null
 */
public record Sought(Map<String, Object> values, Usual usual, @Nullable SortBy sort) {
  public Sought {
    values = Map.copyOf(values);
  }

  /** What the values of a column, or of a key, are. */
  public enum ColumnType {
    TEXT,
    TIME,
    NUMBER,
    FLAG
  }

  /** How a filter compares. */
  public enum Test implements Coded {
    EQ,
    IN,
    NOT_IN,
    CONTAINS,
    NOT_CONTAINS,
    GT,
    GTE,
    LT,
    AFTER,
    BEFORE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a list of values is compared with. */
    public boolean many() {
      return this == IN || this == NOT_IN;
    }

    boolean fits(ColumnType type) {
      return switch (this) {
        case EQ, IN, NOT_IN -> true;
        case CONTAINS, NOT_CONTAINS -> type == ColumnType.TEXT;
        case GT, GTE, LT -> type == ColumnType.NUMBER || type == ColumnType.TIME;
        case AFTER, BEFORE -> type == ColumnType.TIME;
      };
    }
  }

  /** Which end of an order comes first. */
  public enum Direction implements Coded {
    ASC,
    DESC;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What every search may ask for.
   *
   * @param order which end comes first, when {@code sort} does not say
   * @param startTime made then or later
   * @param endTime made before
   * @param expand what to show as a whole, separated by commas
   */
  public record Usual(
      @AtMost(50) List<Filter> filters,
      @Nullable Direction order,
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      @Bounds(min = 1, max = 1_000) @Default("50") int limit,
      @Bounds(min = 0, max = 10_000_000) @Default("0") int offset,
      @Nullable String expand) {}

  /** A column by which rows are sorted. */
  public record SortBy(@NotBlank String field, @Nullable Direction direction) {}

  /**
   * A column, and what it is compared with.
   *
   * @param dataType what the value is; what the column has, if it is not said
   */
  public record Filter(
      String field, @Default("eq") Test operator, Value value, @Nullable DataType dataType) {}

  /** What the value of a filter is. */
  public enum DataType implements Coded {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    ARRAY;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The value of a filter: one of these. */
  public record Value(
      @Nullable String string,
      @Nullable BigDecimal number,
      @Key("boolean") @Nullable Boolean truth,
      @Nullable Instant date,
      @AtMost(1_000) @Nullable List<String> array) {}
}
