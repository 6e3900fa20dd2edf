package io.pricewright.gateway.invoice;

import io.pricewright.gateway.customer.NamedCustomer;
import io.pricewright.gateway.subscription.BillingGoesOn;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.invoice.BillingReason;
import io.pricewright.rules.invoice.GivenDocument;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.invoice.PaymentStatus;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.GivenInvoiceRow;
import io.pricewright.store.row.GivenLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an invoice of given lines, of no subscription, behind its customer's gate: a draft, or
 * final at once. A key that was used gives the invoice of then.
 *
 * <p>Fails with {@code NotFound} at the customer's field, {@code NotBilledYet} (the customer is
 * held) and {@code AlreadyExists} (the key was used for another invoice).
 */
final class CreateOneOff {

  private final Ids ids;
  private final FinalizeOneOff finalize;

  /**
   * A line.
   *
   * @param name what people call it
   * @param amount exact, of all of it; zero or more, below {@link Money#LIMIT}
   * @param period when what it is for is served
   */
  record Line(
      @Nullable String name,
      BigDecimal quantity,
      BigDecimal amount,
      @Nullable Interval period,
      Json.Obj metadata) {}

  /**
   * What to make.
   *
   * @param customer who is asked, or null when the external id says it
   * @param externalId who is asked, by the tenant's own id
   * @param lines at least one
   * @param due until when it is to be paid; null: as the settings say
   * @param key the caller's own against making it twice, or null
   * @param finalized whether it is final at once
   */
  record Command(
      @Nullable CustomerId customer,
      @Nullable ExternalId externalId,
      Currency currency,
      List<Line> lines,
      @Nullable String description,
      @Nullable Instant due,
      @Nullable Interval period,
      Json.Obj metadata,
      @Nullable String key,
      boolean finalized) {
    /** Returns a hash of all that is asked but for its key, by which a repeated one is judged. */
    String sha256(CustomerNo customerNo) {
      List<Object> parts = new ArrayList<>();
      parts.add(customerNo.value());
      parts.add(currency.code());
      for (Line line : lines) {
        parts.add(Json.of(line.name()).text());
        parts.add(line.quantity().toPlainString());
        parts.add(line.amount().toPlainString());
        parts.add(String.valueOf(line.period()));
        parts.add(line.metadata().text());
      }
      parts.add(Json.of(description).text());
      parts.add(String.valueOf(due));
      parts.add(String.valueOf(period));
      parts.add(metadata.text());
      parts.add(finalized);
      return ScriptText.sha256(String.join("\n", parts.stream().map(String::valueOf).toList()));
    }
  }

  CreateOneOff(Ids ids, FinalizeOneOff finalize) {
    this.ids = ids;
    this.finalize = finalize;
  }

  Future<InvoiceRow> run(Tx tx, Command command, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> NamedCustomer.find(tx, command.customer(), command.externalId()))
        .compose(
            customer ->
                Gates.take(tx, customer.customerNo())
                    .compose(gate -> made(tx, command, customer.customerNo()))
                    .compose(
                        made ->
                            made.isPresent()
                                ? Future.succeededFuture(made.get())
                                : make(tx, command, customer.customerNo(), now)));
  }

  private static Future<Optional<InvoiceRow>> made(Tx tx, Command command, CustomerNo customer) {
    if (command.key() == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return GivenInvoiceRow.TABLE
        .list(tx, Where.is(GivenInvoiceRow.IDEMPOTENCY_KEY, command.key()), 1, 0)
        .compose(
            rows -> {
              if (rows.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              GivenInvoiceRow row = rows.getFirst();
              if (!row.contentSha256().equals(command.sha256(customer))) {
                throw new ProblemException(
                    new Problem.AlreadyExists(
                        "The idempotency_key was used for another invoice, '%s'. Use a new one."
                            .formatted(row.invoiceId().value())));
              }
              return InvoiceRow.TABLE.find(tx, row.invoiceId());
            });
  }

  private Future<InvoiceRow> make(Tx tx, Command command, CustomerNo customer, Instant now) {
    InvoiceRow draft = draft(command, customer, now);
    return BillingGoesOn.notHeld(tx, customer)
        .compose(goesOn -> InvoiceRow.TABLE.add(tx, draft))
        .compose(added -> GivenInvoiceRow.TABLE.add(tx, given(command, draft.id(), customer)))
        .compose(added -> GivenLineRow.TABLE.addAll(tx, lines(command, draft.id())))
        .compose(added -> Settings.read(tx))
        .compose(
            settings ->
                command.finalized()
                    ? finalize.run(tx, draft, settings, now)
                    : Future.succeededFuture(draft));
  }

  private InvoiceRow draft(Command command, CustomerNo customer, Instant now) {
    BigDecimal zero = BigDecimal.ZERO;
    return new InvoiceRow(
        new InvoiceId(ids.next("inv", now)),
        customer,
        null,
        InvoiceType.ONE_OFF,
        BillingReason.MANUAL,
        InvoiceStatus.DRAFT,
        PaymentStatus.PENDING,
        "given",
        null,
        now,
        now,
        null,
        null,
        command.currency(),
        null,
        zero,
        zero,
        zero,
        zero,
        zero,
        command.due(),
        null,
        null,
        null,
        command.metadata(),
        now,
        now);
  }

  private static GivenInvoiceRow given(Command command, InvoiceId id, CustomerNo customer) {
    Interval period = command.period();
    return new GivenInvoiceRow(
        id,
        command.description(),
        period == null ? null : period.from(),
        period == null ? null : period.to(),
        command.key(),
        command.sha256(customer));
  }

  private static List<GivenLineRow> lines(Command command, InvoiceId id) {
    List<GivenLineRow> rows = new ArrayList<>();
    for (Line line : command.lines()) {
      Interval period = line.period();
      rows.add(
          new GivenLineRow(
              id,
              rows.size() + 1,
              line.name(),
              line.quantity(),
              line.amount(),
              GivenDocument.Line.of(line.amount(), command.currency()).net(),
              period == null ? null : period.from(),
              period == null ? null : period.to(),
              line.metadata()));
    }
    return rows;
  }
}
