package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.CustomerDues.CUSTOMER_DUES;
import static io.pricewright.store.jooq.tables.InvoiceSettings.INVOICE_SETTINGS;
import static io.pricewright.store.jooq.tables.Subscriptions.SUBSCRIPTIONS;

import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.InvoiceSettingRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How the documents of an environment are made. */
public final class Settings {
  private static final Statement PUT =
      Sql.statement(
          dsl ->
              Sql.insert(
                      dsl,
                      INVOICE_SETTINGS,
                      INVOICE_SETTINGS.BILL_FROM,
                      INVOICE_SETTINGS.GRACE_US,
                      INVOICE_SETTINGS.HOLD_US,
                      INVOICE_SETTINGS.DUE_DAYS,
                      INVOICE_SETTINGS.NUMBER_PREFIX,
                      INVOICE_SETTINGS.UPDATED_AT)
                  .onConflict(INVOICE_SETTINGS.TENANT, INVOICE_SETTINGS.ENVIRONMENT)
                  .doUpdate()
                  .set(INVOICE_SETTINGS.BILL_FROM, DSL.excluded(INVOICE_SETTINGS.BILL_FROM))
                  .set(INVOICE_SETTINGS.GRACE_US, DSL.excluded(INVOICE_SETTINGS.GRACE_US))
                  .set(INVOICE_SETTINGS.HOLD_US, DSL.excluded(INVOICE_SETTINGS.HOLD_US))
                  .set(INVOICE_SETTINGS.DUE_DAYS, DSL.excluded(INVOICE_SETTINGS.DUE_DAYS))
                  .set(INVOICE_SETTINGS.NUMBER_PREFIX, DSL.excluded(INVOICE_SETTINGS.NUMBER_PREFIX))
                  .set(INVOICE_SETTINGS.UPDATED_AT, DSL.excluded(INVOICE_SETTINGS.UPDATED_AT)));

  /** Argument: the time. Whoever has a subscription is looked at. */
  private static final Statement LOOK =
      Sql.statement(
          dsl ->
              dsl.insertInto(
                      CUSTOMER_DUES,
                      List.of(
                          CUSTOMER_DUES.TENANT,
                          CUSTOMER_DUES.ENVIRONMENT,
                          CUSTOMER_DUES.CUSTOMER_NO,
                          CUSTOMER_DUES.DUE_AT))
                  .select(
                      dsl.selectDistinct(
                              SUBSCRIPTIONS.TENANT,
                              SUBSCRIPTIONS.ENVIRONMENT,
                              SUBSCRIPTIONS.CUSTOMER_NO,
                              Sql.arg(1, CUSTOMER_DUES.DUE_AT)
                                  .cast(CUSTOMER_DUES.DUE_AT.getDataType()))
                          .from(SUBSCRIPTIONS)
                          .where(Sql.in(SUBSCRIPTIONS)))
                  .onConflict(
                      CUSTOMER_DUES.TENANT, CUSTOMER_DUES.ENVIRONMENT, CUSTOMER_DUES.CUSTOMER_NO)
                  .doUpdate()
                  .set(
                      CUSTOMER_DUES.DUE_AT,
                      DSL.least(CUSTOMER_DUES.DUE_AT, DSL.excluded(CUSTOMER_DUES.DUE_AT))));

  private Settings() {}

  /** Reads them; the defaults where nothing is said. */
  public static Future<InvoiceSettings> read(Tx tx) {
    return InvoiceSettingRow.TABLE
        .list(tx, Where.all(), 1, 0)
        .map(rows -> rows.isEmpty() ? InvoiceSettings.DEFAULT : of(rows.getFirst()));
  }

  private static InvoiceSettings of(InvoiceSettingRow row) {
    return new InvoiceSettings(
        row.billFrom(),
        Duration.of(row.graceUs(), ChronoUnit.MICROS),
        Duration.of(row.holdUs(), ChronoUnit.MICROS),
        row.dueDays(),
        row.numberPrefix());
  }

  /** Writes them, and has the subscriptions of the environment looked at. */
  public static Future<Void> put(Tx tx, InvoiceSettings settings, Instant now) {
    List<@Nullable Instant> from = new ArrayList<>();
    from.add(settings.billFrom());
    return tx.run(
            PUT,
            from,
            List.of(settings.grace().toNanos() / 1_000),
            List.of(settings.hold().toNanos() / 1_000),
            List.of(settings.dueDays()),
            List.of(settings.prefix()),
            List.of(now))
        .compose(put -> tx.run(LOOK, now))
        .mapEmpty();
  }
}
