package io.pricewright.gateway.credit;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditGrantRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes what may change of a credit grant, or ends it. What was granted stays.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidRequest} (it would end before it begins).
 */
final class ChangeCreditGrant {
  private ChangeCreditGrant() {}

  /**
   * What is to be said of it; of what is null, nothing changes.
   *
   * @param grant of which credit grant
   * @param name for people
   * @param end no credits come from then on
   * @param metadata the tenant's own
   */
  record Command(
      CreditGrantId grant,
      @Nullable String name,
      @Nullable Instant end,
      Json.@Nullable Obj metadata) {}

  /** Changes it, and returns its row. */
  static Future<CreditGrantRow> run(Tx tx, Command command, Instant now) {
    return CreditGrants.find(tx, command.grant())
        .compose(
            old -> {
              Instant end = command.end();
              Instant start = Objects.requireNonNullElse(old.startDate(), old.createdAt());
              if (end != null && !end.isAfter(start)) {
                throw Refusals.refused(
                    "/end_date", "out_of_range", "Send a time after start_date.");
              }
              return put(
                  tx,
                  old.withName(Objects.requireNonNullElse(command.name(), old.name()))
                      .withEndDate(end == null ? old.endDate() : end)
                      .withMetadata(Objects.requireNonNullElse(command.metadata(), old.metadata())),
                  now);
            });
  }

  /** Ends it, and returns its row. */
  static Future<CreditGrantRow> end(Tx tx, CreditGrantId id, Instant now) {
    return CreditGrants.find(tx, id).compose(row -> put(tx, row.withStatus(Status.ARCHIVED), now));
  }

  private static Future<CreditGrantRow> put(Tx tx, CreditGrantRow row, Instant now) {
    CreditGrantRow changed = row.withUpdatedAt(now);
    return CreditGrantRow.TABLE.put(tx, changed).map(changed);
  }
}
