package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The pool of connections under the application's role. Every piece of work is one transaction in
 * one scope, bounded by lock, statement and idle timeouts.
 *
 * <p>Text: settings of a session are functions of PostgreSQL and touch no table.
 */
public final class Database {
  private static final String ENTER =
      "select set_config('app.tenant', $1, true), set_config('app.environment', $2, true),"
          + " set_config('lock_timeout', '2s', true), set_config('statement_timeout', '5s', true),"
          + " set_config('idle_in_transaction_session_timeout', '10s', true)";

  /** As {@link #ENTER}, for reads that may take a while and hold nobody up. */
  private static final String ENTER_SNAPSHOT =
      "select set_config('app.tenant', $1, true), set_config('app.environment', $2, true),"
          + " set_config('lock_timeout', '2s', true), set_config('statement_timeout', '120s',"
          + " true), set_config('idle_in_transaction_session_timeout', '60s', true)";

  private static final String SNAPSHOT =
      "set transaction isolation level repeatable read read only";

  private final Pool pool;
  private volatile Consumer<Duration> waited = took -> {};
  private volatile Committed committed = (scope, customers, catalogue) -> {};

  /** Hears of every transaction that moved something, as soon as it may be committed. */
  @FunctionalInterface
  public interface Committed {
    /**
     * Hears of one, before its caller does. Must not block.
     *
     * @param customers whose gates it took
     * @param catalogue whether it moved the epoch
     */
    void heard(Scope scope, Collection<Long> customers, boolean catalogue);
  }

  /** Has one listener hear of this node's commits. */
  public void onCommit(Committed listener) {
    committed = listener;
  }

  /** Has one listener hear how long each transaction waited for its connection. */
  public void onConnection(Consumer<Duration> listener) {
    waited = listener;
  }

  private Future<SqlConnection> connection() {
    long began = System.nanoTime();
    return pool.getConnection()
        .onSuccess(had -> waited.accept(Duration.ofNanos(System.nanoTime() - began)));
  }

  private Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * Opens a pool.
   *
   * @param size most connections, at least 1
   */
  public static Database open(Vertx vertx, PgConnectOptions address, int size) {
    PgConnectOptions options =
        new PgConnectOptions(address)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(512)
            .setPipeliningLimit(64);
    PoolOptions limits =
        new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(2_000).setConnectionTimeout(10);
    return new Database(PgBuilder.pool().with(limits).connectingTo(options).using(vertx).build());
  }

  /**
   * Runs work in one transaction of a scope; commits when it succeeds, rolls back when it fails.
   */
  public <T> Future<T> inScope(Scope scope, Function<Tx, Future<T>> work) {
    return within(scope, false, work);
  }

  /** Runs work in one transaction of a scope, and rolls it back also when it succeeds. */
  public <T> Future<T> rehearse(Scope scope, Function<Tx, Future<T>> work) {
    return within(scope, true, work);
  }

  private <T> Future<T> within(Scope scope, boolean rehearsal, Function<Tx, Future<T>> work) {
    return connection()
        .compose(
            connection -> {
              Tx tx = new Tx(connection, scope, rehearsal);
              return transact(connection, connection.begin(), ENTER, tx, work)
                  .eventually(connection::close);
            });
  }

  /**
   * Runs reads in one transaction of a scope that sees the database as it was when it began, takes
   * no lock and can write nothing. A statement may take 30 s, and between two of them 60 s may
   * pass.
   */
  public <T> Future<T> inSnapshot(Scope scope, Function<Tx, Future<T>> reads) {
    return connection()
        .compose(
            connection -> {
              Future<Transaction> begun = connection.begin();
              Future<Transaction> still =
                  connection.query(SNAPSHOT).execute().compose(set -> begun);
              Tx tx = new Tx(connection, scope, false);
              return transact(connection, still, ENTER_SNAPSHOT, tx, reads)
                  .eventually(connection::close);
            });
  }

  /**
   * Runs work in one transaction that belongs to no scope: it sees only tables without row level
   * security, which are those of keys, tenants and topic offsets.
   */
  public <T> Future<T> unscoped(Function<Tx, Future<T>> work) {
    return inScope(new Scope(Integer.MAX_VALUE, Integer.MAX_VALUE), work);
  }

  private <T> Future<T> transact(
      SqlConnection connection,
      Future<Transaction> begun,
      String enter,
      Tx tx,
      Function<Tx, Future<T>> work) {
    Scope scope = tx.scope();
    Future<?> entered =
        connection
            .preparedQuery(enter)
            .execute(
                Tuple.of(Integer.toString(scope.tenant()), Integer.toString(scope.environment())));
    return Future.join(begun, entered)
        .compose(both -> guarded(work, tx).transform(done -> end(begun.result(), tx, done)));
  }

  private <T> Future<T> end(Transaction begun, Tx tx, AsyncResult<T> done) {
    if (done.failed()) {
      return begun.rollback().transform(rolled -> Future.<T>failedFuture(done.cause()));
    }
    return tx.rehearsal()
        ? begun.rollback().map(done.result())
        : begun.commit().onComplete(ended -> tell(tx)).map(done.result());
  }

  /** A commit that failed may have happened all the same. */
  private void tell(Tx tx) {
    if (!tx.moved().isEmpty() || tx.catalogueMoved()) {
      committed.heard(tx.scope(), tx.moved(), tx.catalogueMoved());
    }
  }

  private static <T> Future<T> guarded(Function<Tx, Future<T>> work, Tx tx) {
    try {
      return work.apply(tx);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return pool.query("select 1").execute().mapEmpty();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return pool.close();
  }
}
