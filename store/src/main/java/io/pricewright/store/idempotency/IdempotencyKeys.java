package io.pricewright.store.idempotency;

import static io.pricewright.store.jooq.tables.IdempotencyKeys.IDEMPOTENCY_KEYS;

import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.IdempotencyKeyRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/** The table of idempotency keys. */
public final class IdempotencyKeys {
  private static final Statement CLAIM =
      Sql.statement(
          dsl ->
              dsl.insertInto(IDEMPOTENCY_KEYS)
                  .set(IDEMPOTENCY_KEYS.TENANT, Sql.tenant())
                  .set(IDEMPOTENCY_KEYS.ENVIRONMENT, Sql.environment())
                  .set(IDEMPOTENCY_KEYS.KEY_HASH, Sql.arg(1, IDEMPOTENCY_KEYS.KEY_HASH))
                  .set(IDEMPOTENCY_KEYS.BODY_HASH, Sql.arg(2, IDEMPOTENCY_KEYS.BODY_HASH))
                  .set(IDEMPOTENCY_KEYS.CREATED_AT, Sql.arg(3, IDEMPOTENCY_KEYS.CREATED_AT))
                  .onConflictDoNothing());
  private static final Statement KEEP =
      Sql.statement(
          dsl ->
              dsl.update(IDEMPOTENCY_KEYS)
                  .set(IDEMPOTENCY_KEYS.STATUS, Sql.arg(2, IDEMPOTENCY_KEYS.STATUS))
                  .set(IDEMPOTENCY_KEYS.ANSWER, Sql.arg(3, IDEMPOTENCY_KEYS.ANSWER))
                  .where(Sql.in(IDEMPOTENCY_KEYS))
                  .and(IDEMPOTENCY_KEYS.KEY_HASH.eq(Sql.arg(1, IDEMPOTENCY_KEYS.KEY_HASH))));

  /** What a claim finds. */
  public sealed interface Claim {
    /** The key is new: do the work, then keep the answer. */
    record Fresh() implements Claim {}

    /** The work was done: here is its answer. */
    record Done(int status, String answer) implements Claim {}

    /** The key was used with another body. */
    record OtherBody() implements Claim {}

    /** Another transaction does the work right now. */
    record Running() implements Claim {}
  }

  private IdempotencyKeys() {}

  /**
   * Claims a key. Waits for another transaction that holds it until the lock timeout; after {@link
   * Claim.Running} the transaction is of no more use.
   */
  public static Future<Claim> claim(Tx tx, byte[] keyHash, byte[] bodyHash, Instant now) {
    return tx.run(CLAIM, keyHash, bodyHash, now)
        .compose(
            added ->
                added.rowCount() == 1
                    ? Future.<Claim>succeededFuture(new Claim.Fresh())
                    : IdempotencyKeyRow.TABLE
                        .find(tx, (Object) keyHash)
                        .map(found -> used(found.orElseThrow(), bodyHash)))
        .recover(
            failure ->
                Failures.lockTimeout(failure)
                    ? Future.succeededFuture(new Claim.Running())
                    : Future.failedFuture(failure));
  }

  private static Claim used(IdempotencyKeyRow row, byte[] bodyHash) {
    return Arrays.equals(row.bodyHash(), bodyHash)
        ? new Claim.Done(
            Objects.requireNonNull(row.status(), "a key without answer was committed"),
            Objects.requireNonNull(row.answer()))
        : new Claim.OtherBody();
  }

  /** Keeps the answer of a claimed key. */
  public static Future<Void> keep(Tx tx, byte[] keyHash, int status, String answer) {
    return tx.run(KEEP, keyHash, status, answer).mapEmpty();
  }
}
