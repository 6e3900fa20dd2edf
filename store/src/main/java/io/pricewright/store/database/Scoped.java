package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The columns every table has, and makers of the others. */
public final class Scoped {
  public static final Field<Integer> TENANT = number("tenant");
  public static final Field<Integer> ENVIRONMENT = number("environment");
  public static final Field<String> ID = text("id");
  public static final Field<Instant> CREATED_AT = time("created_at");

  private Scoped() {}

  /** Returns the condition that a row belongs to a scope. */
  public static Condition in(Scope scope) {
    return TENANT.eq(scope.tenant()).and(ENVIRONMENT.eq(scope.environment()));
  }

  /** Names a table. */
  public static Table<Record> table(String name) {
    return DSL.table(DSL.name(name));
  }

  /** Names a text column. */
  public static Field<String> text(String name) {
    return DSL.field(named(name), SQLDataType.CLOB);
  }

  /** Names an integer column. */
  public static Field<Integer> number(String name) {
    return DSL.field(named(name), SQLDataType.INTEGER);
  }

  /** Names a time column. */
  public static Field<Instant> time(String name) {
    return DSL.field(named(name), SQLDataType.INSTANT);
  }

  /** Names a column of bytes. */
  public static Field<byte[]> bytes(String name) {
    return DSL.field(named(name), SQLDataType.BLOB);
  }

  private static Name named(String name) {
    return DSL.name(name);
  }
}
