package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotNegative;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.wallet.Alerts;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body says of the balances at which a wallet alerts. */
@Named("SetAlerts")
record AlertsDraft(
    @Default("true") boolean alertEnabled,
    @Example("{\"threshold\":\"10\"}") @Nullable Level critical,
    @Nullable Level warning,
    @Nullable Level info,
    @NotNegative @Says("How far past its threshold a level is left; 5 when it is left out.")
        @Nullable BigDecimal hysteresisPercent)
    implements Checked {
  private static final BigDecimal MOST_HYSTERESIS = new BigDecimal("1000");

  /** A balance at which to alert. */
  @Named("SetAlertLevel")
  record Level(
      @Required("Give the balance at which to alert.") BigDecimal threshold,
      @Default("below") Condition condition) {
    Alerts.Level read() {
      return new Alerts.Level(threshold, condition == Condition.ABOVE);
    }
  }

  /** On which side of the threshold the alert is. */
  enum Condition implements Coded {
    ABOVE,
    BELOW;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What alerts: wallets do. */
  enum Entity implements Coded {
    WALLET;

    @Override
    public String code() {
      return "wallet";
    }
  }

  /** New settings of a wallet. */
  @Named("CreateAlertSettings")
  @NotYet(
      keys = {"parent_entity_type", "parent_entity_id"},
      says = "Alerts are of wallets.")
  record Create(
      @Required("Give 'entity_type'.") Entity entityType,
      WalletId entityId,
      @Required("Say at which balances to alert.") AlertsDraft config) {
    static final Body<Create> BODY = Body.of(Create.class);

    /** Reads them. Fails with {@code Problem.InvalidRequest}. */
    static SetAlerts.Command read(Request request) {
      Create draft = request.read(BODY).done();
      return new SetAlerts.Command(draft.entityId(), draft.config().read(), false);
    }
  }

  /** Other settings of a wallet. */
  @Named("UpdateAlertSettings")
  record Update(@Required("Say at which balances to alert.") AlertsDraft config) {
    static final Body<Update> BODY = Body.of(Update.class);

    /** Reads them. Fails with {@code Problem.InvalidRequest}. */
    static SetAlerts.Command read(Request request, WalletId wallet) {
      return new SetAlerts.Command(wallet, request.read(BODY).done().config().read(), true);
    }
  }

  @Override
  public void check(Place place) {
    if (hysteresisPercent != null && hysteresisPercent.compareTo(MOST_HYSTERESIS) > 0) {
      place.refuse("hysteresis_percent", "out_of_range", "Send 0 to 1000.");
    }
  }

  /** Returns the settings. */
  Alerts read() {
    return new Alerts(
        alertEnabled,
        critical == null ? null : critical.read(),
        warning == null ? null : warning.read(),
        info == null ? null : info.read(),
        hysteresisPercent == null ? Alerts.HYSTERESIS : hysteresisPercent);
  }
}
