package io.pricewright.gateway.access;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of a new API key.
 *
 * @param scopes what it may do; null is what the calling key may
 */
@Named("CreateApiKey")
@NotYet(keys = "service_account_id", says = "Keys are of the environment; there are no accounts.")
record KeyDraft(
    @Longest(200) @Example("Server") String name,
    @Default("private_key") Type type,
    @Says("When it ends; null is never.") @Nullable Instant expiresAt,
    @Says("What it may do; what the calling key may when left out.")
        @AtMost(50)
        @Example("[\"events:write\"]")
        @Nullable List<String> scopes) {
  static final Body<KeyDraft> BODY = Body.of(KeyDraft.class);

  /** The one kind of key there is. */
  enum Type implements Coded {
    PRIVATE_KEY;

    @Override
    public String code() {
      return "private_key";
    }
  }

  /** Reads a key that a caller may give. Fails with {@code Problem.InvalidRequest}. */
  static KeyDraft read(Request request, Instant now) {
    Given<KeyDraft> given = request.read(BODY);
    Instant expiresAt = given.draft().expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      given.refuse("expires_at", "out_of_range", "Send a time to come.");
    }
    for (String scope : given.draft().scopes(request.caller())) {
      if (!Scopes.ALL.contains(scope) || !request.caller().may(scope)) {
        given.refuse(
            "scopes", "not_a_choice", "The calling key cannot give '%s'.".formatted(scope));
      }
    }
    return given.done();
  }

  /** Returns what the key may do. */
  Set<String> scopes(Caller caller) {
    return scopes == null ? caller.scopes() : Set.copyOf(scopes);
  }
}
