package io.pricewright.gateway.credit;

import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.wallet.Hold;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.wallet.CreditBook;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Ends a hold without work. Fails with {@code NotFound} and {@code InvalidOperation} (it holds no
 * more).
 */
final class ReleaseHold {
  private final Credits credits;

  ReleaseHold(Credits credits) {
    this.credits = credits;
  }

  /** Releases, and returns the hold. */
  Future<HoldRow> run(Tx tx, HoldId id, Instant now) {
    return Holds.find(tx, id)
        .compose(row -> credits.open(tx, row.customerNo()))
        .compose(book -> Holds.live(tx, id, now).compose(row -> release(tx, book, row, now)));
  }

  private Future<HoldRow> release(Tx tx, CreditBook book, HoldRow row, Instant now) {
    Purse purse = book.purse(row.currency());
    Hold hold = Holds.parts(row);
    purse.free(hold);
    purse.end(hold);
    return Holds.end(tx, row, HoldStatus.RELEASED, null, now)
        .compose(ended -> credits.write(tx, book, now).map(ended));
  }
}
