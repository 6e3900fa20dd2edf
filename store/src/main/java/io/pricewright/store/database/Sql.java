package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.ParamType;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Builds SQL with jOOQ on the generated tables, in the form the reactive client wants.
 *
 * <p>A statement that runs often is a {@link Statement} constant: its parameters are {@link #arg}s,
 * and the scope of {@link #in(Table)} is filled in when it runs.
 */
public final class Sql {
  /** Builds statements; it has no connection. */
  public static final DSLContext DSL_CONTEXT =
      DSL.using(
          SQLDialect.POSTGRES,
          new Settings()
              .withParamType(ParamType.NAMED)
              .withRenderNamedParamPrefix("$")
              .withRenderQuotedNames(RenderQuotedNames.NEVER)
              .withRenderNameCase(RenderNameCase.LOWER)
              .withRenderSchema(false));

  static final String TENANT = "tenant";
  static final String ENVIRONMENT = "environment";
  static final String ARGUMENT = "a";

  private static final Field<String> TEXTS = DSL.field(DSL.name("texts"), SQLDataType.CLOB);

  private Sql() {}

  /**
   * Returns the n-th argument of a statement, from 1, of a column's type. Where the value may be
   * null and nothing else tells its type, say {@code DSL.cast}.
   */
  public static <T> Param<T> arg(int n, Field<T> column) {
    return DSL.param(ARGUMENT + n, column.getDataType());
  }

  /** Returns the n-th argument of a statement, from 1, of a type. */
  public static <T> Param<T> arg(int n, DataType<T> type) {
    return DSL.param(ARGUMENT + n, type);
  }

  /** Returns the n-th argument of a statement, from 1: a collection of a column's values. */
  public static <T> Param<T[]> args(int n, Field<T> column) {
    return DSL.param(ARGUMENT + n, column.getDataType().getArrayDataType());
  }

  /** Returns the condition that a column has one of the values of the n-th argument. */
  public static <T> Condition among(int n, Field<T> column) {
    return column.eq(DSL.any(args(n, column)));
  }

  /** Returns the condition that a table's rows belong to the scope of the transaction. */
  public static Condition in(Table<?> table) {
    return tenant(table).eq(tenant()).and(environment(table).eq(environment()));
  }

  /** Returns the condition that a table's rows belong to a scope. */
  public static Condition in(Table<?> table, Scope scope) {
    return tenant(table).eq(scope.tenant()).and(environment(table).eq(scope.environment()));
  }

  /** Returns the condition that rows of two tables belong to the same scope. */
  public static Condition same(Table<?> one, Table<?> other) {
    return tenant(one).eq(tenant(other)).and(environment(one).eq(environment(other)));
  }

  /** Returns the tenant of the transaction, as a parameter of a {@link Statement}. */
  public static Param<Integer> tenant() {
    return DSL.param(TENANT, Integer.class);
  }

  /** Returns the environment of the transaction, as a parameter of a {@link Statement}. */
  public static Param<Integer> environment() {
    return DSL.param(ENVIRONMENT, Integer.class);
  }

  private static Field<Integer> tenant(Table<?> table) {
    return Objects.requireNonNull(table.field(TENANT, Integer.class), "tenant");
  }

  private static Field<Integer> environment(Table<?> table) {
    return Objects.requireNonNull(table.field(ENVIRONMENT, Integer.class), "environment");
  }

  /**
   * Returns a table of rows that are sent as arrays, one for each column, beginning with the n-th
   * argument; the columns have the names and types of the given ones. jOOQ knows no {@code unnest}
   * of several arrays, and the client cannot send a null among decimals: where there may be one,
   * they go as texts.
   */
  public static Table<Record> rows(String name, int n, Field<?>... columns) {
    List<Field<?>> arrays = new ArrayList<>();
    for (Field<?> column : columns) {
      boolean texts = column.getType() == BigDecimal.class && column.getDataType().nullable();
      arrays.add(
          texts
              ? args(n + arrays.size(), TEXTS).cast(column.getDataType().getArrayDataType())
              : args(n + arrays.size(), column));
    }
    String marks =
        java.util.stream.IntStream.range(0, columns.length)
            .mapToObj(i -> "{" + i + "}")
            .collect(Collectors.joining(", "));
    String[] names = new String[columns.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = columns[i].getName();
    }
    return DSL.table("unnest(" + marks + ")", arrays.toArray()).as(name, names);
  }

  /** Returns a column of a table of {@link #rows}. */
  public static <T> Field<T> of(Table<?> rows, Field<T> column) {
    return DSL.field(DSL.name(rows.getName(), column.getName()), column.getDataType());
  }

  /**
   * Returns an insert of rows into the scope of the transaction: the arguments, from the first, are
   * arrays, one for each column.
   */
  public static InsertOnDuplicateStep<Record> insert(
      DSLContext sql, Table<Record> table, Field<?>... columns) {
    Table<Record> added = rows("added", 1, columns);
    List<Field<?>> into = new ArrayList<>(List.of(tenant(table), environment(table)));
    List<Field<?>> values = new ArrayList<>(List.of(tenant(), environment()));
    for (Field<?> column : columns) {
      into.add(column);
      values.add(of(added, column));
    }
    return sql.insertInto(table, into).select(sql.select(values).from(added));
  }

  /** Builds a statement once. */
  public static Statement statement(Function<DSLContext, Query> build) {
    return Statement.of(build.apply(DSL_CONTEXT));
  }
}
