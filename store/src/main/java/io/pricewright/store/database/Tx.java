package io.pricewright.store.database;

import io.pricewright.rules.id.CustomerNo;
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
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, its scope named to row level security. Statements may be issued without
 * awaiting the one before: the client sends them in order.
 */
public final class Tx {
  private final SqlConnection connection;
  private final Scope scope;
  private final List<Long> moved = new ArrayList<>();
  private boolean catalogueMoved;

  private final boolean rehearsal;

  Tx(SqlConnection connection, Scope scope, boolean rehearsal) {
    this.connection = connection;
    this.scope = scope;
    this.rehearsal = rehearsal;
  }

  /**
   * Returns whether it will be rolled back whatever it does. What is read in it must not be kept:
   * its numbers will be given again.
   */
  public boolean rehearsal() {
    return rehearsal;
  }

  /** Returns whose rows this transaction sees. */
  public Scope scope() {
    return scope;
  }

  /** Says that answers on these customers differ once this transaction is committed. */
  public void moves(Collection<CustomerNo> customers) {
    customers.forEach(customer -> moved.add(customer.value()));
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

  /** Runs a statement with its arguments, in their order; an array's is a collection. */
  public Future<RowSet<Row>> run(Statement statement, @Nullable Object... arguments) {
    return run(statement.sql(), statement.bound(scope, arguments));
  }

  /** Renders and runs a query with the values bound in it. */
  public Future<RowSet<Row>> run(Query query) {
    return run(Statement.of(query));
  }

  /** Returns an instant as the driver's type. */
  public static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
