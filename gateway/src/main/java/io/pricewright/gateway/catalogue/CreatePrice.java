package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds prices to plans; the plans' subscriptions of the currency follow. Fails with {@code
 * NotFound} (plan, meter), {@code InvalidOperation} (bounds, script, meter and limits do not go
 * together) and {@code AlreadyExists} (the lookup key is taken).
 */
final class CreatePrice {
  private final Ids ids;

  /**
   * What a plan asks.
   *
   * @param meter whose usage it prices; null exactly when it is FIXED
   * @param period how often it is asked; null: once
   * @param from from when usage of existing subscriptions counts; null: from what was not asked
   * @param adjust whether it may count usage that was asked for
   */
  record Command(
      PlanId plan,
      PriceType type,
      @Nullable MeterId meter,
      Currency currency,
      BillingModel model,
      @Nullable BillingPeriod period,
      int periodCount,
      InvoiceCadence cadence,
      PriceTexts texts,
      PricedBy by,
      @Nullable Instant from,
      boolean adjust) {}

  CreatePrice(Ids ids) {
    this.ids = ids;
  }

  /** Adds a price, and returns its first version. */
  Future<PriceRow> run(Tx tx, Command command, Instant now) {
    return Epochs.advance(tx).compose(epoch -> add(tx, command, "", now));
  }

  /** Adds prices, all of them or none, and returns them; refused at {@code /items} of the body. */
  Future<List<PriceRow>> all(Tx tx, List<Command> commands, Instant now) {
    Future<List<PriceRow>> made = Epochs.advance(tx).map(epoch -> new ArrayList<>());
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      String at = "/items/" + i;
      made = made.compose(rows -> add(tx, command, at, now).map(row -> with(rows, row)));
    }
    return made;
  }

  private static List<PriceRow> with(List<PriceRow> rows, PriceRow row) {
    rows.add(row);
    return rows;
  }

  private Future<PriceRow> add(Tx tx, Command command, String at, Instant now) {
    PriceRow row = command.texts().over(command.by().over(bare(command, now)));
    return Existing.referred(tx, PlanRow.TABLE, "plan", command.plan(), at + "/entity_id")
        .compose(plan -> meter(tx, command.meter(), at + "/meter_id"))
        .compose(meter -> PriceBounds.check(tx, row, command.by().script(), null))
        .compose(fits -> PriceRow.TABLE.add(tx, row))
        .compose(added -> Asked.refuse(tx, row, command.from(), command.adjust(), at, now))
        .compose(free -> follow(tx, row, command.from(), now));
  }

  private static Future<PriceRow> follow(Tx tx, PriceRow row, @Nullable Instant from, Instant now) {
    return AllowanceRule.checkPrice(tx, row)
        .compose(
            fine -> Tasks.add(tx, new Work.AttachPrice(row.entityId(), row.lineageId(), from), now))
        .map(row);
  }

  private static Future<Void> meter(Tx tx, @Nullable MeterId id, String at) {
    return id == null
        ? Future.succeededFuture()
        : Existing.referred(tx, MeterRow.TABLE, "meter", id, at).mapEmpty();
  }

  private PriceRow bare(Command command, Instant now) {
    PriceId id = new PriceId(ids.next("price", now));
    return new PriceRow(
        id,
        new LineageId(id.value()),
        1,
        null,
        PriceEntity.PLAN,
        command.plan(),
        command.type(),
        command.meter(),
        command.currency(),
        command.model(),
        command.period(),
        command.periodCount(),
        command.cadence(),
        command.by().script().id(),
        "{}",
        "{}",
        null,
        null,
        null,
        Json.Obj.EMPTY,
        null,
        Status.PUBLISHED,
        now,
        now);
  }
}
