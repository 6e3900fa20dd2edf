package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Answers on one customer, kept in Redis. Each request reads the customer's stamp from the
 * database; a kept answer is used only when its stamp is the same and the time lies in the span it
 * holds for. So it is never wrong, and Redis saves the work, not the check.
 */
final class CachedAnswers {
  private final Transactions in;
  private final RedisCache cache;

  /**
   * An answer.
   *
   * @param body the answer
   * @param holds when it is true, as long as nothing is changed
   */
  record Made(Json.Obj body, Interval holds) {}

  /** Makes an answer on a customer. */
  @FunctionalInterface
  interface Making {
    Future<Made> make(Tx tx, Stamp.Of customer);
  }

  /**
   * A question.
   *
   * @param kind names the answer in the cache
   * @param customer id, or external id
   * @param external which of them
   * @param now the environment's time
   * @param depends which of the numbers the answer depends on
   * @param making how it is made
   */
  record Question(
      String kind,
      String customer,
      boolean external,
      Instant now,
      UnaryOperator<Stamp> depends,
      Making making) {}

  CachedAnswers(Transactions in, RedisCache cache) {
    this.in = in;
    this.cache = cache;
  }

  /** Answers; fails with {@link Problem.NotFound} when there is no such customer. */
  Future<Json.Obj> answer(Scope scope, Question question) {
    return in.read(scope, tx -> stamp(tx, question))
        .compose(
            known ->
                cache
                    .get(key(scope, question, known))
                    .compose(
                        kept -> {
                          Optional<Json.Obj> body = kept.flatMap(e -> fresh(e, known, question));
                          return body.isPresent()
                              ? Future.succeededFuture(body.get())
                              : make(scope, question);
                        }));
  }

  /** The stamp is read first: what is made after it is at least as new as the stamp says. */
  private Future<Json.Obj> make(Scope scope, Question question) {
    return in.read(
            scope,
            tx ->
                stamp(tx, question)
                    .compose(
                        known ->
                            question.making().make(tx, known).map(made -> new Kept(known, made))))
        .onSuccess(kept -> keep(scope, question, kept))
        .map(kept -> kept.made().body());
  }

  private record Kept(Stamp.Of customer, Made made) {}

  private void keep(Scope scope, Question question, Kept kept) {
    Json.Obj entry =
        Json.Obj.EMPTY
            .with("from", Json.of(kept.made().holds().from().toString()))
            .with("to", Json.of(kept.made().holds().to().toString()))
            .with("body", kept.made().body());
    Stamp stamp = question.depends().apply(kept.customer().stamp());
    cache.put(key(scope, question, kept.customer()), stamp, entry.text());
  }

  private static Future<Stamp.Of> stamp(Tx tx, Question question) {
    return Stamp.read(tx, question.customer(), question.external())
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(new Problem.NotFound("There is no such customer."))));
  }

  private static Optional<Json.Obj> fresh(
      RedisCache.Entry kept, Stamp.Of known, Question question) {
    if (!kept.stamp().equals(question.depends().apply(known.stamp()))) {
      return Optional.empty();
    }
    Json.Obj entry = JsonReader.parseObject(kept.value());
    Interval holds = new Interval(instant(entry, "from"), instant(entry, "to"));
    return holds.contains(question.now()) && entry.get("body") instanceof Json.Obj body
        ? Optional.of(body)
        : Optional.empty();
  }

  private static Instant instant(Json.Obj entry, String name) {
    return Instant.parse(Objects.requireNonNull(entry.string(name), name));
  }

  private static String key(Scope scope, Question question, Stamp.Of customer) {
    return scope.tenant() + ":" + scope.environment() + ":" + customer.no() + ":" + question.kind();
  }
}
