package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says at which balances a wallet alerts, behind its customer's gate, and alerts if it is there.
 *
 * <p>Fails with {@code NotFound} (wallet, settings), {@code AlreadyExists} (it has settings, and
 * new ones are to be made) and {@code InvalidOperation} (it is closed).
 */
final class SetAlerts {
  /** What the id of a wallet's settings begins with; the wallet's follows. */
  static final String PREFIX = "alert_";

  private final Credits credits;

  /**
   * What is to be set.
   *
   * @param wallet of which wallet
   * @param settings what; null ends its alerts
   * @param existing whether there have to be settings before, or may be none
   */
  record Command(WalletId wallet, @Nullable Alerts settings, boolean existing) {}

  SetAlerts(Credits credits) {
    this.credits = credits;
  }

  /** Sets them, and returns the wallet. */
  Future<WalletRow> run(Tx tx, Command command, Instant now) {
    return WalletRow.TABLE
        .find(tx, command.wallet())
        .compose(
            found -> {
              if (found.isEmpty() && !command.existing()) {
                throw Existing.missing("wallet", command.wallet(), "/entity_id", "is not there");
              }
              return credits.openLive(tx, command.wallet());
            })
        .compose(
            opened -> {
              WalletRow row = changed(opened.wallet(), command).withUpdatedAt(now);
              opened.book().wallets().put(row.id(), row);
              return WalletRow.TABLE
                  .put(tx, row)
                  .compose(put -> credits.write(tx, opened.book(), now))
                  .map(written -> Objects.requireNonNull(opened.book().wallets().get(row.id())));
            });
  }

  private static WalletRow changed(WalletRow old, Command command) {
    if (command.existing()) {
      set(old);
    } else if (old.alertSettings() != null) {
      throw new ProblemException(
          new Problem.AlreadyExists(
              "The wallet has alert settings. Change them at /v1/alerts/setting/%s%s."
                  .formatted(PREFIX, old.id())));
    }
    WalletRow row = old.withAlertSettings(command.settings());
    return command.settings() == null
        ? row.withAlertState(Alerts.State.OK).withCreditAlertState(Alerts.State.OK)
        : row;
  }

  /** Finds a wallet that alerts. Fails with {@code Problem.NotFound}. */
  static Future<WalletRow> existing(Tx tx, WalletId wallet) {
    return WalletRow.TABLE
        .find(tx, wallet)
        .map(found -> set(Existing.of(found, "alert setting", wallet)));
  }

  /** Returns a wallet that alerts. Fails with {@code Problem.NotFound}. */
  static WalletRow set(WalletRow row) {
    if (row.alertSettings() == null) {
      throw missing();
    }
    return row;
  }

  /** Says that there are no settings of an id. */
  static ProblemException missing() {
    return Refusals.unknown("There is no alert setting of that id.");
  }
}
