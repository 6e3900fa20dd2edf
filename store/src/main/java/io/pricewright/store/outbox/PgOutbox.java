package io.pricewright.store.outbox;

import static io.pricewright.store.jooq.tables.Outbox.OUTBOX;

import io.pricewright.rules.id.NotificationId;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.OutboxRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The outbox in its table. */
public final class PgOutbox implements Outbox {
  private static final int MAX_ERROR = 500;
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  // now, end of the lease, how many
  private static final CommonTableExpression<Record1<NotificationId>> DUE =
      DSL.name("due")
          .as(
              DSL.select(OUTBOX.ID)
                  .from(OUTBOX)
                  .where(Sql.in(OUTBOX))
                  .and(OUTBOX.NEXT_ATTEMPT_AT.le(Sql.arg(1, OUTBOX.NEXT_ATTEMPT_AT)))
                  .orderBy(OUTBOX.NEXT_ATTEMPT_AT, OUTBOX.ID)
                  .limit(Sql.arg(3, SQLDataType.INTEGER))
                  .forUpdate()
                  .skipLocked());
  private static final Statement CLAIM =
      Sql.statement(
          dsl ->
              dsl.with(DUE)
                  .update(OUTBOX)
                  .set(OUTBOX.ATTEMPTS, OUTBOX.ATTEMPTS.plus(DSL.inline(1)))
                  .set(OUTBOX.NEXT_ATTEMPT_AT, Sql.arg(2, OUTBOX.NEXT_ATTEMPT_AT))
                  .from(DUE)
                  .where(Sql.in(OUTBOX))
                  .and(OUTBOX.ID.eq(DUE.field(OUTBOX.ID)))
                  .returning(OutboxRow.TABLE.fields()));

  // Of the claim with this number of attempts; later ones are others'.
  private static final Condition CLAIMED =
      Sql.in(OUTBOX)
          .and(OUTBOX.ID.eq(Sql.arg(1, OUTBOX.ID)))
          .and(OUTBOX.ATTEMPTS.eq(Sql.arg(2, OUTBOX.ATTEMPTS)));
  private static final Statement DELIVERED =
      Sql.statement(dsl -> dsl.deleteFrom(OUTBOX).where(CLAIMED));
  private static final Statement RESCHEDULE =
      Sql.statement(
          dsl ->
              dsl.update(OUTBOX)
                  .set(OUTBOX.ATTEMPTS, Sql.arg(3, OUTBOX.ATTEMPTS))
                  .set(OUTBOX.NEXT_ATTEMPT_AT, Sql.arg(4, OUTBOX.NEXT_ATTEMPT_AT))
                  .set(
                      OUTBOX.LAST_ERROR,
                      DSL.coalesce(Sql.arg(5, OUTBOX.LAST_ERROR), OUTBOX.LAST_ERROR))
                  .where(CLAIMED));
  private static final Statement SCOPES =
      DueScope.statement(
          "outbox_scopes({0}, {1})",
          Sql.arg(1, OUTBOX.NEXT_ATTEMPT_AT), Sql.arg(2, SQLDataType.INTEGER));

  private final Database database;

  /** Makes the outbox of a database. */
  public PgOutbox(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> add(Tx tx, Notification notification, Instant at) {
    return OutboxRow.TABLE.add(tx, row(notification, at));
  }

  @Override
  public Future<Void> addAll(Tx tx, List<Notification> notifications, Instant at) {
    return OutboxRow.TABLE.addAll(tx, notifications.stream().map(one -> row(one, at)).toList());
  }

  private static OutboxRow row(Notification notification, Instant at) {
    String payload = notification.data().text();
    if (payload.length() > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "the payload of a %s notification has %d characters, %d are allowed; send an id instead"
              .formatted(notification.type().code(), payload.length(), MAX_PAYLOAD));
    }
    NotificationId id = new NotificationId(UUID.randomUUID());
    return new OutboxRow(id, notification.type(), payload, at, 0, at, null);
  }

  @Override
  public Future<List<DueScope>> dueScopes(Instant now, int most) {
    return DueScope.find(database, SCOPES, now, Math.min(most, MAX_CLAIM));
  }

  @Override
  public Future<List<ClaimedNotification>> claim(
      Scope scope, Instant now, Duration lease, int most) {
    if (most < 1 || most > MAX_CLAIM) {
      throw new IllegalArgumentException("a claim takes 1 to %d rows".formatted(MAX_CLAIM));
    }
    return database.inScope(
        scope,
        tx -> {
          Future<RowSet<Row>> due = tx.run(CLAIM, now, now.plus(lease), most);
          Future<Optional<Tenants.Named>> owner = Tenants.find(tx);
          return Future.join(due, owner)
              .map(both -> claimed(scope, owner.result().orElseThrow(), due.result()));
        });
  }

  private static List<ClaimedNotification> claimed(
      Scope scope, Tenants.Named owner, RowSet<Row> rows) {
    return OutboxRow.TABLE.all(rows).stream()
        .map(
            row ->
                new ClaimedNotification(
                    scope,
                    owner.tenantId(),
                    owner.environmentId(),
                    row.id(),
                    row.type(),
                    row.payload(),
                    row.createdAt(),
                    row.attempts()))
        .toList();
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
    ClaimedNotification claim = settlement.notification();
    Future<RowSet<Row>> done =
        switch (settlement) {
          case Settlement.Delivered ignored -> tx.run(DELIVERED, claim.id(), claim.attempt());
          case Settlement.Retry retry ->
              reschedule(tx, claim, claim.attempt(), retry.at(), retry.error());
          case Settlement.Exhausted exhausted ->
              reschedule(tx, claim, claim.attempt(), NEVER, exhausted.error());
          case Settlement.Released released ->
              reschedule(tx, claim, claim.attempt() - 1, released.at(), null);
        };
    return done.map(RowSet::rowCount);
  }

  private static Future<RowSet<Row>> reschedule(
      Tx tx, ClaimedNotification claim, int attempts, Instant at, @Nullable String error) {
    String kept =
        error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    return tx.run(RESCHEDULE, claim.id(), claim.attempt(), attempts, at, kept);
  }
}
