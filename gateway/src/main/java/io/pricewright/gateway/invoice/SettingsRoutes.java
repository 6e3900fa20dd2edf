package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.Settings;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of how documents are made. */
final class SettingsRoutes {
  private static final Body<Shown> SETTINGS = Body.of(Shown.class);

  private SettingsRoutes() {}

  /** How documents are made. */
  @Named("InvoiceConfigResponse")
  record Shown(
      boolean enabled,
      @Says("What is due until then is asked elsewhere; null: no invoice is made.")
          @Nullable Instant billFrom,
      @Example("3600") long finalizationDelaySeconds,
      @Example("259200") long holdLimitSeconds,
      @Example("14") int dueDateDays,
      @Example("INV") String prefix) {
    static Shown of(InvoiceSettings settings) {
      return new Shown(
          settings.enabled(),
          settings.billFrom(),
          settings.grace().toSeconds(),
          settings.hold().toSeconds(),
          settings.dueDays(),
          settings.prefix());
    }
  }

  static List<Route> routes(Transactions in) {
    return List.of(
        Route.get(
            "/v1/settings/invoice_config",
            Scopes.BILLING_READ,
            "Reads how invoices are made.",
            SETTINGS,
            in.of(SettingsRoutes::read)),
        Route.put(
                "/v1/settings/invoice_config",
                Scopes.BILLING_WRITE,
                "Sets how invoices are made.",
                SettingsDraft.BODY,
                SETTINGS,
                in.changing(SettingsRoutes::put))
            .says("It holds for documents that are made from now on."));
  }

  private static Future<Answer> read(Tx tx, Request request, Instant now) {
    return Settings.read(tx).map(SettingsRoutes::answer);
  }

  private static Future<Answer> put(Tx tx, Request request, Instant now) {
    return Settings.read(tx)
        .map(old -> SettingsDraft.read(request, old, now))
        .compose(settings -> Settings.put(tx, settings, now).map(put -> answer(settings)));
  }

  private static Answer answer(InvoiceSettings settings) {
    return Answer.ok(SETTINGS, Shown.of(settings));
  }
}
