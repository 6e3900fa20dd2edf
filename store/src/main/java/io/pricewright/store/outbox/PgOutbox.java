package io.pricewright.store.outbox;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The outbox in its table. */
public final class PgOutbox implements Outbox {
  private static final Pattern TYPE = Pattern.compile("[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*");
  private static final int MAX_TYPE = 100;
  private static final int MAX_ERROR = 500;
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;

  /** Makes the outbox of a database. */
  public PgOutbox(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> add(Tx tx, String type, String payloadJson, Instant at) {
    if (type.length() > MAX_TYPE || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "a notification's type is at most %d characters of dot-separated words, not '%s'"
              .formatted(MAX_TYPE, type));
    }
    if (payloadJson.length() > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "the payload of a %s notification has %d characters, %d are allowed; send an id instead"
              .formatted(type, payloadJson.length(), MAX_PAYLOAD));
    }
    Scope scope = tx.scope();
    return tx.run(
            OutboxSql.ADD,
            Tuple.of(
                scope.tenant(),
                scope.environment(),
                UUID.randomUUID(),
                type,
                payloadJson,
                Tx.at(at)))
        .mapEmpty();
  }

  @Override
  public Future<List<Scope>> dueScopes(Instant now, int most) {
    int bounded = Math.min(most, MAX_CLAIM);
    return database.unscoped(
        tx -> tx.run(OutboxSql.DUE_SCOPES, Tuple.of(Tx.at(now), bounded)).map(PgOutbox::scopes));
  }

  @Override
  public Future<List<Notification>> claim(Scope scope, Instant now, Duration lease, int most) {
    if (most < 1 || most > MAX_CLAIM) {
      throw new IllegalArgumentException("a claim takes 1 to %d rows".formatted(MAX_CLAIM));
    }
    Tuple parameters =
        Tuple.of(scope.tenant(), scope.environment(), Tx.at(now), most, Tx.at(now.plus(lease)));
    return database.inScope(
        scope, tx -> tx.run(OutboxSql.CLAIM, parameters).map(rows -> claimed(scope, rows)));
  }

  @Override
  public Future<Integer> settle(Scope scope, List<Settlement> settlements) {
    return database.inScope(
        scope,
        tx -> {
          List<Future<Integer>> done = new ArrayList<>(settlements.size());
          settlements.forEach(one -> done.add(settle(tx, one)));
          return Future.join(done).map(all -> done.stream().mapToInt(Future::result).sum());
        });
  }

  private static Future<Integer> settle(Tx tx, Settlement settlement) {
    Notification claim = settlement.notification();
    Scope scope = tx.scope();
    Tuple parameters = Tuple.of(scope.tenant(), scope.environment(), claim.id(), claim.attempt());
    Future<RowSet<Row>> done =
        switch (settlement) {
          case Settlement.Delivered ignored -> tx.run(OutboxSql.DELETE, parameters);
          case Settlement.Retry retry ->
              reschedule(tx, parameters, claim.attempt(), retry.at(), retry.error());
          case Settlement.Exhausted exhausted ->
              reschedule(tx, parameters, claim.attempt(), NEVER, exhausted.error());
          case Settlement.Released released ->
              reschedule(tx, parameters, claim.attempt() - 1, released.at(), null);
        };
    return done.map(RowSet::rowCount);
  }

  private static Future<RowSet<Row>> reschedule(
      Tx tx, Tuple parameters, int attempts, Instant at, @Nullable String error) {
    String kept =
        error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    return tx.run(
        OutboxSql.RESCHEDULE, parameters.addInteger(attempts).addValue(Tx.at(at)).addString(kept));
  }

  private static List<Scope> scopes(RowSet<Row> rows) {
    List<Scope> scopes = new ArrayList<>(rows.size());
    rows.forEach(row -> scopes.add(new Scope(row.getInteger(0), row.getInteger(1))));
    return List.copyOf(scopes);
  }

  private static List<Notification> claimed(Scope scope, RowSet<Row> rows) {
    List<Notification> claimed = new ArrayList<>(rows.size());
    rows.forEach(
        row ->
            claimed.add(
                new Notification(
                    scope,
                    row.getUUID(0),
                    row.getString(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getInteger(4))));
    return List.copyOf(claimed);
  }
}
