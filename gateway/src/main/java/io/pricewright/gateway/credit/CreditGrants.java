package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditTerms;
import io.pricewright.rules.wallet.ExpirationUnit;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CreditGrantRow;
import io.vertx.core.Future;
import java.util.Objects;

/** What the operations on credit grants share: which one, and its terms. */
final class CreditGrants {
  private CreditGrants() {}

  /** Finds a credit grant. Fails with {@code Problem.NotFound}. */
  static Future<CreditGrantRow> find(Tx tx, CreditGrantId id) {
    return CreditGrantRow.TABLE.find(tx, id).map(found -> Existing.of(found, "credit grant", id));
  }

  /** Returns what its credits are. */
  static CreditTerms terms(CreditGrantRow row) {
    return new CreditTerms(
        row.credits(),
        row.cadence() == Cadence.RECURRING ? Objects.requireNonNull(row.period()) : null,
        Objects.requireNonNullElse(row.periodCount(), 1),
        row.expirationType(),
        Objects.requireNonNullElse(row.expirationDuration(), 1),
        Objects.requireNonNullElse(row.expirationDurationUnit(), ExpirationUnit.DAY),
        row.rolloverCap(),
        row.endDate());
  }
}
