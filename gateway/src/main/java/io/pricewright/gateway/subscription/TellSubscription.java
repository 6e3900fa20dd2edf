package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.id.ApiKeyId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.tenancy.EnvironmentType;
import io.pricewright.store.access.Tenants;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells of a subscription with the whole of it, as it is read by its route; of its line items so
 * many as a notification holds.
 */
public final class TellSubscription {
  private static final int MOST_LINES = 100;
  private static final int MOST_CHARACTERS = 150_000;

  private static final ApiKeyId NOBODY = new ApiKeyId("");
  private static final Json.Arr NONE = new Json.Arr(List.of());

  private final Notices notices;

  /** Tells through these notices. */
  public TellSubscription(Notices notices) {
    this.notices = notices;
  }

  /** Tells, if there is whom to tell, once the transaction has committed. */
  public Future<Void> tell(Tx tx, NotificationType type, SubscriptionRow row, Instant now) {
    return notices.equals(Notices.SILENT)
        ? Future.succeededFuture()
        : Tenants.find(tx)
            .compose(
                named ->
                    ReadSubscriptions.whole(tx, List.of(row))
                        .map(
                            whole -> shown(whole.getFirst(), nobody(tx, named.orElseThrow()), now)))
            .compose(
                shown ->
                    notices.tell(
                        tx, new Notification.SubscriptionChanged(type, row.id(), shown), now));
  }

  /** Answers name the environment by who calls. */
  private static Caller nobody(Tx tx, Tenants.Named named) {
    return new Caller(
        NOBODY,
        tx.scope(),
        named.tenantId(),
        named.environmentId(),
        named.type() == EnvironmentType.PRODUCTION,
        Set.of());
  }

  private static Json.Obj shown(ReadSubscriptions.Whole whole, Caller caller, Instant now) {
    Json.Obj all =
        (Json.Obj)
            SubscriptionAnswers.SUBSCRIPTION.json(SubscriptionAnswers.Shown.of(whole, caller, now));
    List<Json> lines = new ArrayList<>();
    int characters = 0;
    boolean more = false;
    for (Json line : ((Json.Arr) all.fields().getOrDefault("line_items", NONE)).items()) {
      characters += line.text().length();
      more |= lines.size() == MOST_LINES || characters > MOST_CHARACTERS;
      if (!more) {
        lines.add(line);
      }
    }
    return all.with("line_items", new Json.Arr(lines)).with("has_more", Json.of(more));
  }
}
