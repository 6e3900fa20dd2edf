package io.pricewright.gateway.access;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Endpoint;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.access.ApiKey;
import io.pricewright.store.access.ApiKeys;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The routes of API keys. A key can give no scope it lacks. */
public final class ManageKeys {
  private static final Shape SECRET =
      Shape.of(
          "Secret",
          "id, name, type, provider, display_id, scopes:array, permissions:array, expires_at:time,"
              + " last_used_at:time, status, tenant_id, environment_id, created_at:time,"
              + " updated_at:time, created_by, updated_by");
  private static final Shape CREATE =
      Shape.of(
          "CreateApiKey", "name*:string, type, expires_at:time, scopes:array, service_account_id");
  private static final Shape CREATED = Shape.of("CreatedApiKey", "api_key, secret:object");
  private static final Shape REVOKED = Shape.of("Success", "message");

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
            transactions.of(ManageKeys::list)),
        new Route(
            HttpMethod.POST,
            "/v1/secrets/api/keys",
            Scopes.KEYS_WRITE,
            "Creates an API key. The answer is the only place that shows it.",
            201,
            List.of(),
            CREATE,
            CREATED,
            transactions.of(this::create)),
        Route.delete(
            "/v1/secrets/api/keys/{id}",
            Scopes.KEYS_WRITE,
            "Revokes an API key. Other nodes follow within 5 s.",
            REVOKED,
            revoking(transactions)));
  }

  /** Forgets after the commit: who read the key until then is forgotten as well. */
  private Endpoint revoking(Transactions transactions) {
    Endpoint revoke = transactions.of(ManageKeys::revoke);
    return request ->
        revoke.handle(request).onSuccess(revoked -> callers.forget(request.path("id")));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    Page page = request.page();
    return Future.join(ApiKeys.list(tx, page.limit(), page.offset()), ApiKeys.count(tx))
        .map(
            both -> {
              List<ApiKey> keys = both.resultAt(0);
              long total = both.<Long>resultAt(1);
              return Answer.ok(
                  Shape.page(
                      keys.stream().map(key -> secret(key, request.caller())).toList(),
                      page,
                      total));
            });
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Caller caller = request.caller();
    Fields fields = request.fields().ignore("service_account_id");
    String name = fields.requiredText("name", 200);
    fields.oneOf("type", "private_key", "private_key");
    Instant expiresAt = fields.instant("expires_at");
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      fields.refuse("expires_at", "out_of_range", "Send a time to come.");
    }
    Set<String> scopes =
        Set.copyOf(fields.has("scopes") ? fields.texts("scopes", 50) : caller.scopes());
    for (String scope : scopes) {
      if (!Scopes.ALL.contains(scope) || !caller.may(scope)) {
        fields.refuse(
            "scopes", "not_a_choice", "The calling key cannot give '%s'.".formatted(scope));
      }
    }
    fields.done();
    String text = KeyText.make(caller.production(), random);
    ApiKey key =
        new ApiKey(
            ids.next("key", now),
            tx.scope(),
            name,
            KeyText.shown(text),
            scopes,
            now,
            expiresAt,
            null);
    return ApiKeys.add(tx, key, KeyText.hash(text))
        .map(
            added ->
                Answer.created(
                    CREATED.fill().set("api_key", text).set("secret", secret(key, caller)).json()));
  }

  private static Future<Answer> revoke(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return ApiKeys.revoke(tx, id, now)
        .map(
            revoked -> {
              if (!revoked) {
                throw new ProblemException(
                    new Problem.NotFound("There is no API key '%s'.".formatted(id)));
              }
              return Answer.ok(REVOKED.fill().set("message", "The API key is revoked.").json());
            });
  }

  private static Json.Obj secret(ApiKey key, Caller caller) {
    Json scopes = new Json.Arr(key.scopes().stream().sorted().<Json>map(Json::of).toList());
    return SECRET
        .fill()
        .set("id", key.id())
        .set("name", key.name())
        .set("type", "private_key")
        .set("provider", "flexprice")
        .set("display_id", key.shown())
        .set("scopes", scopes)
        .set("permissions", scopes)
        .set("expires_at", key.expiresAt())
        .set("status", "published")
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", key.createdAt())
        .set("updated_at", key.createdAt())
        .json();
  }
}
