package io.pricewright.gateway.access;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.access.ApiKey;
import io.pricewright.store.access.ApiKeys;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes API keys that may do everything, for who has the database itself. */
public final class IssueKey {
  private final Ids ids;
  private final SecureRandom random = new SecureRandom();

  /** Makes keys with such ids. */
  public IssueKey(Ids ids) {
    this.ids = ids;
  }

  /**
   * A key that is not stored yet.
   *
   * @param text the key itself
   */
  record Issued(String text, ApiKey key) {
    Future<Void> add(Tx tx) {
      return ApiKeys.add(tx, key, KeyText.hash(text));
    }
  }

  /** An environment of a database, with its numbers. */
  public record Place(Scope scope, Tenants.Named names) {}

  Issued issue(Scope scope, EnvironmentType type, String name, Instant now) {
    String text = KeyText.make(type == EnvironmentType.PRODUCTION, random);
    return new Issued(
        text,
        new ApiKey(
            new ApiKeyId(ids.next("key", now)),
            scope,
            name,
            KeyText.shown(text),
            Set.of(Caller.EVERYTHING),
            now,
            null,
            null));
  }

  /** Returns the environments of a database, the oldest first. */
  public Future<List<Place>> places(Database database) {
    return database
        .unscoped(ApiKeys::scopes)
        .compose(
            scopes -> {
              List<Place> places = new ArrayList<>();
              Future<?> turn = Future.succeededFuture();
              for (Scope scope : scopes) {
                turn =
                    turn.compose(before -> database.inScope(scope, Tenants::find))
                        .onSuccess(
                            found -> found.ifPresent(named -> places.add(new Place(scope, named))));
              }
              return turn.map(done -> List.copyOf(places));
            });
  }

  /** Makes a key in an environment, and returns it. */
  public Future<String> make(Database database, Place place, String name, Instant now) {
    Issued issued = issue(place.scope(), place.names().type(), name, now);
    return database.inScope(place.scope(), issued::add).map(added -> issued.text());
  }
}
