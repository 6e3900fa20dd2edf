package io.pricewright.rules.wallet;

import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Carries what is left of recurring credits over into the next period. What is carried keeps the
 * time from which it pays, so that usage that comes late finds it; the newest is carried first, so
 * that what was carried again and again does not stay for ever.
 */
final class Carrying {
  private static final Comparator<Grant> NEWEST =
      Comparator.comparing(
              Grant::effective, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .reversed()
          .thenComparing(Grant.ORDER);

  private final Shelf shelf;

  Carrying(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Does what {@link Purse#carry} says, but for the draws that follow. */
  List<Purse.Carried> carry(List<Grant> rests, BigDecimal room, Purse.Next next) {
    List<Purse.Carried> carried = new ArrayList<>();
    BigDecimal left = room;
    for (Grant rest : rests.stream().sorted(NEWEST).toList()) {
      Grant from = shelf.grant(rest.id());
      BigDecimal units = left.min(unitsFree(from));
      if (units.signum() > 0 && !shelf.closed(from.walletId())) {
        carried.add(move(from, units, next));
        left = left.subtract(units);
      }
    }
    return carried;
  }

  private Purse.Carried move(Grant from, BigDecimal units, Purse.Next next) {
    Grant into = next.of(from);
    BigDecimal amount =
        Grant.worth(into.credits().add(units), into.rate())
            .subtract(into.amount())
            .min(from.available());
    shelf.put(from.lose(amount));
    shelf.put(into.grow(units, amount));
    shelf.move(Account.wallet(from.id()), Account.wallet(into.id()), amount);
    return new Purse.Carried(shelf.grant(into.id()), units, amount);
  }

  private static BigDecimal unitsFree(Grant grant) {
    return grant.available().signum() <= 0
        ? BigDecimal.ZERO
        : Money.plain(grant.available().divide(grant.rate(), Money.SCALE, RoundingMode.DOWN));
  }
}
