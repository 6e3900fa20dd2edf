package io.pricewright.gateway.access;

import static io.pricewright.gateway.access.KeyAnswers.CREATED;
import static io.pricewright.gateway.access.KeyAnswers.SECRET;

import io.pricewright.gateway.access.KeyAnswers.Secret;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.access.ApiKey;
import io.pricewright.store.access.ApiKeys;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** The routes of API keys. A key can give no scope it lacks. */
public final class ManageKeys {
  private static final Query<Revoking> REVOKING = Query.of(Revoking.class);

  private final FindCaller callers;
  private final Ids ids;
  private final SecureRandom random = new SecureRandom();

  /** Manages the keys a node knows callers by. */
  public ManageKeys(FindCaller callers, Ids ids) {
    this.callers = callers;
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions transactions) {
    return List.of(
        Route.list(
                "/v1/secrets/api/keys",
                Scopes.KEYS_READ,
                "Lists the environment's API keys, without the keys themselves.",
                SECRET,
                transactions.of(ManageKeys::list))
            .named("listApiKeys"),
        Route.post(
                "/v1/secrets/api/keys",
                Scopes.KEYS_WRITE,
                "Creates an API key. The answer is the only place that shows it.",
                201,
                KeyDraft.BODY,
                CREATED,
                transactions.creatingSecret(this::create))
            .named("createApiKey"),
        Route.gone(
                "/v1/secrets/api/keys/{id}",
                Scopes.KEYS_WRITE,
                "Revokes an API key. Other nodes follow within 5 s.",
                revoking(transactions))
            .asking(REVOKING)
            .named("revokeApiKey"));
  }

  /** Forgets after the commit: who read the key until then is forgotten as well. */
  private Endpoint revoking(Transactions transactions) {
    Endpoint revoke = transactions.of(ManageKeys::revoke);
    return request ->
        revoke
            .handle(request)
            .onSuccess(revoked -> callers.forget(new ApiKeyId(request.path("id"))));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return Future.join(ApiKeys.list(tx, page.limit(), page.offset()), ApiKeys.count(tx))
        .map(
            both -> {
              List<ApiKey> keys = both.resultAt(0);
              long total = both.<Long>resultAt(1);
              return Answer.page(
                  SECRET,
                  keys.stream().map(key -> Secret.of(key, request.caller())).toList(),
                  page,
                  total);
            });
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Caller caller = request.caller();
    KeyDraft draft = KeyDraft.read(request, now);
    String text = KeyText.make(caller.production(), random);
    ApiKey key =
        new ApiKey(
            new ApiKeyId(ids.next("key", now)),
            tx.scope(),
            draft.name(),
            KeyText.shown(text),
            draft.scopes(caller),
            now,
            draft.expiresAt(),
            null);
    return ApiKeys.add(tx, key, KeyText.hash(text))
        .map(
            added -> Answer.created(CREATED, new KeyAnswers.Created(text, Secret.of(key, caller))));
  }

  private static Future<Answer> revoke(Tx tx, Request request, Instant now) {
    ApiKeyId id = new ApiKeyId(request.path("id"));
    boolean forced = request.read(REVOKING).force();
    return ApiKeys.holding(tx, Caller.EVERYTHING, now)
        .compose(
            masters -> {
              if (masters.equals(List.of(id)) && !forced) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "'%s' is the last key of this environment that may do everything. Make another one first, or send force=true."
                            .formatted(id)));
              }
              return ApiKeys.revoke(tx, id, now);
            })
        .map(
            revoked -> {
              if (!revoked) {
                throw new ProblemException(
                    new Problem.NotFound("There is no API key '%s'.".formatted(id)));
              }
              return Answer.gone();
            });
  }

  /** How a key is taken back. */
  record Revoking(
      @Default("false") @Says("Also the last key that may do everything.") boolean force) {}
}
