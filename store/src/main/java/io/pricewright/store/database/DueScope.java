package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * An environment in which something is due, as functions of the migration find it: they see all
 * environments, and tell nothing but this.
 *
 * @param scope whose
 * @param since when the oldest of it became due, by the clock it became due by; null where nothing
 *     waits but what is looked at again and again
 */
public record DueScope(Scope scope, @Nullable Instant since) {
  private static final Field<Instant> DUE_AT = DSL.field("due_at", SQLDataType.INSTANT);

  /**
   * Builds the question to such a function.
   *
   * @param call such as {@code outbox_scopes({0}, {1})}
   * @param arguments made by {@link Sql#arg}
   */
  public static Statement statement(String call, Field<?>... arguments) {
    return Sql.statement(
        dsl ->
            dsl.select(
                    DSL.field(Sql.TENANT, SQLDataType.INTEGER),
                    DSL.field(Sql.ENVIRONMENT, SQLDataType.INTEGER),
                    DUE_AT)
                .from(DSL.table(call, (Object[]) arguments)));
  }

  /** Asks it, outside any scope; the longest due come first. */
  public static Future<List<DueScope>> find(
      Database database, Statement statement, Object... arguments) {
    return database.unscoped(
        tx ->
            tx.run(statement, arguments)
                .map(
                    rows ->
                        Rows.all(
                            rows,
                            row ->
                                new DueScope(
                                    new Scope(row.getInteger(0), row.getInteger(1)),
                                    Rows.instantOrNull(row, DUE_AT.getName())))));
  }
}
