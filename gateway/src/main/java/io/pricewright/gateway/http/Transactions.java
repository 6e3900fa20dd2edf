package io.pricewright.gateway.http;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.idempotency.IdempotencyKeys;
import io.pricewright.store.idempotency.IdempotencyKeys.Claim;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.function.Function;

/**
 * The one wrapper of operations: makes endpoints of work in one transaction of the caller's
 * environment, tried again when a fault passes. A creating endpoint minds what {@link Parameters}
 * say. With an Idempotency-Key it claims the key in that transaction and keeps its answer there:
 * the answer exists exactly when the work does. As a dry run it is the same work, and the
 * transaction is rolled back when the answer is known.
 */
public final class Transactions {
  private final Database database;
  private final EnvironmentClock clock;

  /** Work in a transaction. The instant is the environment's time when it began. */
  @FunctionalInterface
  public interface Work {
    /** Does the work and answers. */
    Future<Answer> run(Tx tx, Request request, Instant now);
  }

  /** Makes endpoints of a database. */
  public Transactions(Database database, EnvironmentClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns an endpoint that reads or changes, without idempotency keys. */
  public Endpoint of(Work work) {
    return request -> {
      Instant now = clock.now(request.scope());
      return read(request.scope(), tx -> work.run(tx, request, now));
    };
  }

  /** Returns whether a request is rehearsed: what it does is taken back when it has answered. */
  public static boolean rehearses(Request request) {
    return Parameters.of(request).dryRun();
  }

  /** Runs work of a larger endpoint in one transaction of its own. */
  public <T> Future<T> read(Scope scope, Function<Tx, Future<T>> work) {
    return Retry.transientFaults(() -> database.inScope(scope, work));
  }

  /**
   * Returns an endpoint that creates, and minds the header Idempotency-Key and the query parameter
   * {@code dry_run}. What follows a commit must not hang on its success: of a dry run there is
   * none.
   */
  public Endpoint creating(Work work) {
    return Endpoint.rehearsed(request -> operate(request, work));
  }

  /**
   * Returns one whose answer is a secret: it is kept sealed, and not rehearsed. Fails with {@link
   * Problem.IdempotencyConflict} when another caller used the key.
   */
  public Endpoint creatingSecret(Work work) {
    return Endpoint.keyed(
        request -> {
          SealedAnswer seal = SealedAnswer.of(request);
          Work sealed = (tx, same, now) -> work.run(tx, same, now).map(seal::close);
          return operate(Parameters.notRehearsed(request), sealed).map(seal::open);
        });
  }

  /** Returns an endpoint that changes what is there, and minds what a creating one minds. */
  public Endpoint changing(Work work) {
    return creating(work);
  }

  /**
   * Returns an endpoint that says what work comes to: it is done, and rolled back when its answer
   * is known. As nothing is written, it minds no idempotency keys.
   */
  public Endpoint rehearsing(Work work) {
    return request -> {
      Instant now = clock.now(request.scope());
      return Retry.transientFaults(
          () -> database.rehearse(request.scope(), tx -> work.run(tx, request, now)));
    };
  }

  private Future<Answer> operate(Request request, Work work) {
    Parameters parameters = Parameters.of(request);
    Instant now = clock.now(request.scope());
    String key = parameters.idempotencyKey();
    Function<Tx, Future<Answer>> operation =
        tx ->
            key == null
                ? work.run(tx, request, now)
                : once(tx, keyHash(request, key), request.asked().getBytes(), request, now, work);
    return parameters.dryRun()
        ? Retry.transientFaults(() -> database.rehearse(request.scope(), operation))
            .map(answer -> answer.with("Dry-Run", "true"))
        : read(request.scope(), operation);
  }

  /**
   * Does work once for a key that the body holds: the same request gets the first answer again,
   * another one under the key is refused.
   *
   * @param group what the key is unique among
   */
  public static Future<Answer> once(
      Tx tx, String group, String key, Request request, Instant now, Work work) {
    byte[] target = (request.target() + "\n").getBytes(StandardCharsets.UTF_8);
    return once(
        tx,
        sha256(("body\n" + group + "\n" + key).getBytes(StandardCharsets.UTF_8)),
        Buffer.buffer(target).appendBuffer(request.body()).getBytes(),
        request,
        now,
        work);
  }

  private static Future<Answer> once(
      Tx tx, byte[] key, byte[] body, Request request, Instant now, Work work) {
    return IdempotencyKeys.claim(tx, key, sha256(body), now)
        .compose(
            claim ->
                switch (claim) {
                  case Claim.Fresh ignored ->
                      work.run(tx, request, now).compose(answer -> keep(tx, key, answer));
                  case Claim.Done done ->
                      Future.succeededFuture(
                          new Answer(
                              done.status(),
                              Answer.JSON,
                              Buffer.buffer(done.answer()),
                              java.util.Map.of("Idempotency-Replayed", "true")));
                  case Claim.OtherBody ignored ->
                      conflict(
                          false,
                          "The idempotency key was used with another request. Use a new one.");
                  case Claim.Running ignored ->
                      conflict(
                          true, "The first request of this Idempotency-Key still runs. Try again.");
                });
  }

  private static Future<Answer> keep(Tx tx, byte[] key, Answer answer) {
    return IdempotencyKeys.keep(
            tx, key, answer.status(), answer.body().toString(StandardCharsets.UTF_8))
        .map(answer);
  }

  private static Future<Answer> conflict(boolean running, String detail) {
    return Future.failedFuture(
        new ProblemException(new Problem.IdempotencyConflict(running, detail)));
  }

  private static byte[] keyHash(Request request, String key) {
    return sha256((request.target() + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
