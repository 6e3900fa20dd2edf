package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Param;
import org.jooq.Query;

/**
 * An open transaction, its scope named to row level security. Statements may be issued without
 * awaiting the one before: the client sends them in order.
 */
public final class Tx {
  private final SqlConnection connection;
  private final Scope scope;
  private final List<Long> moved = new ArrayList<>();
  private boolean catalogueMoved;

  Tx(SqlConnection connection, Scope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  /** Returns whose rows this transaction sees. */
  public Scope scope() {
    return scope;
  }

  /** Says that answers on these customers differ once this transaction is committed. */
  public void moves(Collection<Long> customers) {
    moved.addAll(customers);
  }

  /** Says that answers on everybody may differ once this transaction is committed. */
  public void movesCatalogue() {
    catalogueMoved = true;
  }

  List<Long> moved() {
    return moved;
  }

  boolean catalogueMoved() {
    return catalogueMoved;
  }

  /** Runs SQL that was rendered before, prepared and cached by the connection. */
  public Future<RowSet<Row>> run(String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }

  /** Renders and runs a query with the values bound in it. */
  public Future<RowSet<Row>> run(Query query) {
    List<Param<?>> bound = query.getParams().values().stream().filter(p -> !p.isInline()).toList();
    Tuple tuple = Tuple.tuple();
    bound.forEach(param -> tuple.addValue(toDriver(param.getValue())));
    return connection.preparedQuery(Sql.DSL_CONTEXT.renderNamedParams(query)).execute(tuple);
  }

  private static @org.jspecify.annotations.Nullable Object toDriver(
      @org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> at(instant);
      case byte[] bytes -> io.vertx.core.buffer.Buffer.buffer(bytes);
      default -> value;
    };
  }

  /** Returns an instant as the driver's type. */
  public static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
