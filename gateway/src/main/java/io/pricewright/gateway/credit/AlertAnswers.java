package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.AlertLogId;
import io.pricewright.rules.id.AlertedId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.AlertEntity;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered of alerts. */
final class AlertAnswers {
  static final Body<Settings> SETTINGS = Body.of(Settings.class);
  static final Body<Line> LINE = Body.of(Line.class);

  private AlertAnswers() {}

  /** The settings of a wallet. */
  @Named("AlertSettings")
  record Settings(
      @Says("`alert_` and the wallet's id.") String id,
      AlertEntity entityType,
      WalletId entityId,
      @Nullable String parentEntityType,
      @Nullable String parentEntityId,
      boolean enabled,
      WalletAnswers.Levels config,
      @Inline MadeAnswer made) {
    /** Shows the settings of a wallet that alerts. */
    static Settings of(WalletRow row, Caller caller) {
      Alerts alerts = Objects.requireNonNull(row.alertSettings());
      return new Settings(
          SetAlerts.PREFIX + row.id(),
          AlertEntity.WALLET,
          row.id(),
          null,
          null,
          alerts.enabled(),
          WalletAnswers.Levels.shown(alerts),
          MadeAnswer.of(Status.PUBLISHED, row.createdAt(), row.updatedAt(), caller));
    }
  }

  /** A line of the log. */
  @Named("AlertLog")
  record Line(
      AlertLogId id,
      AlertType alertType,
      Alerts.State alertStatus,
      @Says("What was set, and the value that passed it.") Json.Obj alertInfo,
      AlertEntity entityType,
      AlertedId entityId,
      @Nullable String parentEntityType,
      @Nullable String parentEntityId,
      CustomerId customerId,
      Json.@Nullable Obj customer,
      Json.@Nullable Obj wallet,
      Json.@Nullable Obj feature,
      @Inline MadeAnswer made) {
    static Line of(AlertLogRow row, CustomerId customer, Caller caller) {
      return new Line(
          row.id(),
          row.alertType(),
          row.alertStatus(),
          row.info(),
          row.entityType(),
          row.entityId(),
          null,
          null,
          customer,
          null,
          null,
          null,
          MadeAnswer.of(Status.PUBLISHED, row.createdAt(), row.createdAt(), caller));
    }
  }

  /** Shows lines in their order. */
  static Future<List<Line>> show(Tx tx, List<AlertLogRow> rows, Caller caller) {
    return Owners.show(
        tx, rows, AlertLogRow::customerNo, (row, customer) -> Line.of(row, customer, caller));
  }
}
