package io.pricewright.store.database;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Conditions on the columns of a table; all of them hold. Immutable.
 *
 * @param <R> the rows
 */
public final class Where<R> {
  private final Condition condition;

  private Where(Condition condition) {
    this.condition = condition;
  }

  /** Returns the condition that every row fulfils. */
  public static <R> Where<R> all() {
    return new Where<>(DSL.noCondition());
  }

  /** Returns the condition that a column has a value. */
  public static <R, V> Where<R> is(Column<R, V> column, V value) {
    return Where.<R>all().and(column, value);
  }

  /** Adds all of other conditions. */
  public Where<R> and(Where<R> others) {
    return with(others.condition);
  }

  /** Adds that a column has a value. */
  public <V> Where<R> and(Column<R, V> column, V value) {
    return with(column.field().eq(value));
  }

  /** Adds that a column has one of some values; none of none. */
  public <V> Where<R> andAny(Column<R, V> column, Collection<V> values) {
    return with(
        column
            .field()
            .eq(
                DSL.any(
                    DSL.val(
                        array(column.field().getType(), values),
                        column.field().getDataType().getArrayDataType()))));
  }

  // Of the column's own type: jOOQ converts arrays of other types, and knows no words of choices.
  @SuppressWarnings("unchecked") // an array of a class is one of its values
  private static <V> V[] array(Class<V> type, Collection<V> values) {
    return values.toArray(size -> (V[]) Array.newInstance(type, size));
  }

  /**
   * Adds that a column of texts, ids or words is, as text, one of some; one of numbers is told by
   * its digits.
   */
  public Where<R> andTexts(Column<R, ?> column, Collection<String> texts) {
    Field<?> field = column.field();
    return with(
        field.getDataType().getConverter().fromType() == Long.class
            ? field
                .coerce(Long.class)
                .eq(DSL.any(texts.stream().map(Long::valueOf).toArray(Long[]::new)))
            : field.coerce(String.class).eq(DSL.any(texts.toArray(String[]::new))));
  }

  /** Adds that a column is null. */
  public Where<R> andNull(Column<R, ?> column) {
    return with(column.field().isNull());
  }

  /** Adds that a column is not null. */
  public Where<R> andNotNull(Column<R, ?> column) {
    return with(column.field().isNotNull());
  }

  /** Adds that a column has at least a value. */
  public <V> Where<R> andFrom(Column<R, V> column, V least) {
    return with(column.field().ge(least));
  }

  /** Adds that a column has at most a value. */
  public <V> Where<R> andUntil(Column<R, V> column, V most) {
    return with(column.field().le(most));
  }

  /** Adds that a column has more than a value, or none. */
  public <V> Where<R> andAfterOrNull(Column<R, V> column, V least) {
    return with(column.field().isNull().or(column.field().gt(least)));
  }

  /** Adds that a column has less than a value. */
  public <V> Where<R> andBefore(Column<R, V> column, V end) {
    return with(column.field().lt(end));
  }

  /** Adds that a column compares with values so. */
  Where<R> andCompared(Column<R, ?> column, Operator operator, List<Object> values) {
    Field<?> field = column.field();
    Object first = values.getFirst();
    return switch (operator) {
      case IN -> with(isOneOf(field, values));
      case NOT_IN -> with(field.isNull().or(DSL.not(isOneOf(field, values))));
      case CONTAINS -> with(holds(field, first));
      case NOT_CONTAINS -> with(field.isNull().or(DSL.not(holds(field, first))));
      case GREATER -> with(comparable(field).gt(value(field, first)));
      case AT_LEAST -> with(comparable(field).ge(value(field, first)));
      case LESS -> with(comparable(field).lt(value(field, first)));
    };
  }

  private static Condition isOneOf(Field<?> field, List<Object> values) {
    return values.getFirst() instanceof String
        ? field.coerce(String.class).eq(DSL.any(values.toArray(String[]::new)))
        : comparable(field).in(values.stream().map(one -> value(field, one)).toList());
  }

  private static Condition holds(Field<?> field, Object text) {
    return DSL.position(DSL.lower(field.coerce(String.class)), DSL.lower(DSL.val(text.toString())))
        .gt(0);
  }

  @SuppressWarnings("unchecked") // whatever its type, it is compared with a value of it
  private static Field<Object> comparable(Field<?> field) {
    return (Field<Object>) field;
  }

  private static Field<Object> value(Field<?> field, Object value) {
    return comparable(DSL.val(value, field));
  }

  private Where<R> with(Condition more) {
    return new Where<>(condition.and(more));
  }

  Condition condition() {
    return condition;
  }
}
