package io.pricewright.rules.wallet;

import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets credit aside before the work, and frees it again. */
final class Reserving {
  private final Shelf shelf;

  Reserving(Shelf shelf) {
    this.shelf = shelf;
  }

  BigDecimal holdable(Wallet.Line line, Instant now) {
    return Shelf.sum(shelf.payers(line, now, now).stream().map(Grant::available).toList())
        .max(BigDecimal.ZERO);
  }

  @Nullable Hold hold(HoldId id, Wallet.Line line, BigDecimal amount, Instant now) {
    if (holdable(line, now).compareTo(amount) < 0) {
      return null;
    }
    List<Use.Draw> parts = new ArrayList<>();
    BigDecimal left = amount;
    for (Grant grant : shelf.payers(line, now, now)) {
      BigDecimal take = left.min(grant.available());
      if (take.signum() > 0) {
        shelf.put(grant.hold(take));
        parts.add(new Use.Draw(grant.id(), take, null));
        left = left.subtract(take);
      }
    }
    return new Hold(id, parts);
  }

  void free(Hold hold) {
    hold.parts()
        .forEach(part -> shelf.put(shelf.grant(part.grantId()).hold(part.amount().negate())));
  }

  void end(Hold hold) {
    hold.parts().forEach(part -> shelf.sweep(shelf.grant(part.grantId()), Account.CREDIT_BALANCE));
  }
}
