package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.BilledItem;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.QuantitySpan;
import io.pricewright.rules.billing.ScriptedPrice;
import io.pricewright.rules.invoice.Document;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.subscription.ServicePeriod;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.row.InvoiceLineRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the row of a line, which says for ever what the line was made of. */
final class LineRow {
  private LineRow() {}

  static InvoiceLineRow of(SettleLines.Final one, int index) {
    ComputeLines.Computed computed = one.computed();
    Document.Line line = one.document().lines().get(index);
    DocumentLines.Line of = line.line();
    ReadSubscriptions.Line item =
        Objects.requireNonNull(computed.read().lines().get(of.key().lineItemNo()));
    Meter meter = computed.read().meters().get(of.key().lineItemNo());
    return new InvoiceLineRow(
        computed.due().draft().id(),
        index + 1,
        of.key().lineItemNo(),
        of.key().period(),
        of.key().kind(),
        of.service().from(),
        of.service().to(),
        item.price().id(),
        meter == null ? null : meter.id(),
        name(item, meter),
        quantity(computed.read(), of),
        of.asks().gross(),
        of.asks().discount(),
        of.asks().subtotal(),
        of.asks().net(),
        line.credits(),
        computed.due().draft().currency(),
        line.inAdvance(),
        derivation(computed, of),
        false);
  }

  /** Returns what people call a line. */
  static @Nullable String name(ReadSubscriptions.Line item, @Nullable Meter meter) {
    String named = item.price().displayName();
    return named != null || meter == null ? named : meter.name();
  }

  /**
   * Returns what was used in the service period; of a fixed price how many of it there are at its
   * end.
   */
  static BigDecimal quantity(BilledItems.Read read, DocumentLines.Line line) {
    if (line.key().kind() == AmountKind.USAGE) {
      return read.quantities()
          .getOrDefault(new Use.Key(line.key().lineItemNo(), line.key().period()), BigDecimal.ZERO);
    }
    return item(read, line) instanceof BilledItem.Fixed fixed
        ? fixed.quantity(fixed.span().keyed(line.key().period()).orElseThrow())
        : BigDecimal.ONE;
  }

  static BilledItem item(ComputeLines.Computed computed, DocumentLines.Line line) {
    return item(computed.read(), line);
  }

  private static BilledItem item(BilledItems.Read read, DocumentLines.Line line) {
    return read.items().stream()
        .filter(item -> item.no().equals(line.key().lineItemNo()))
        .findFirst()
        .orElseThrow();
  }

  private static Json.Obj derivation(ComputeLines.Computed computed, DocumentLines.Line line) {
    Json.Obj made =
        Json.Obj.EMPTY
            .with("due", text(line.due().net()))
            .with("asked_before", text(line.before().net()))
            .with("waived", text(waived(computed, line)))
            .with("rounding", text(line.asks().rounding()));
    BilledItem item = item(computed, line);
    if (!(item instanceof BilledItem.Fixed fixed)) {
      return made;
    }
    ServicePeriod period = item.span().keyed(line.key().period()).orElseThrow();
    if (fixed.price() instanceof ScriptedPrice price) {
      made =
          made.with("price_id", Json.of(price.version(period).id()))
              .with("script", Json.of(price.version(period).script().label()))
              .with("script_sha256", Json.of(price.version(period).script().sha256()));
    }
    List<Json> spans = fixed.facts().spans(period.whole()).stream().map(LineRow::span).toList();
    return made.with("period_start", Json.of(period.whole().from().toString()))
        .with("period_end", Json.of(period.whole().to().toString()))
        .with("spans", new Json.Arr(spans));
  }

  /** What voided documents asked of it, which is asked by nobody. */
  private static BigDecimal waived(ComputeLines.Computed computed, DocumentLines.Line line) {
    return computed.before().waived(line.key()).plus(line.absorbed()).net();
  }

  private static Json span(QuantitySpan span) {
    return Json.Obj.EMPTY
        .with("from", Json.of(span.span().from().toString()))
        .with("to", Json.of(span.span().to().toString()))
        .with("quantity", text(span.quantity()));
  }

  private static Json text(BigDecimal number) {
    return Json.of(Money.plain(number).toPlainString());
  }
}
