package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.AllowanceRule;
import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.gateway.catalogue.PriceScripts;
import io.pricewright.gateway.customer.NamedCustomer;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.TermsChange;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.BillingCycle;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.rules.subscription.Term;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.LineItems;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes a customer to a plan, behind the customer's gate: the subscription takes the published
 * prices of the plan, its currency and its period, and those named besides; its schedules of
 * credits begin, and durable tasks rate what was stored before it. Runs on the event loop; schemas
 * of parameters are asked aside.
 *
 * <p>Fails with {@code NotFound} (customer, plan), {@code InvalidOperation} (the plan cannot be
 * sold in the currency or by the period; a limit does not go with a price), {@code AlreadyExists}
 * (a subscription of the plan runs) and {@code InvalidRequest} (an override that its price cannot
 * take; it begins so long ago that too many invoices would be made).
 */
final class CreateSubscription {
  private static final int MOST = 1_000;

  private final Ids ids;
  private final TellSubscription tell;

  /**
   * What to make.
   *
   * @param customer who subscribes, or null when the external id says it
   * @param externalId who subscribes, by the tenant's own id
   * @param anchor a boundary between periods, or null
   * @param end when it ends by itself, or null
   * @param trialEnd until when all of it is free, after its start; or null
   * @param zone where days and months are counted
   * @param overrides prices that it pays otherwise
   * @param besides prices that it takes besides its plan's
   * @param proration what a first period costs that it serves in part
   * @param again whether it may be the second that runs of its plan
   */
  record Command(
      @Nullable CustomerId customer,
      @Nullable ExternalId externalId,
      PlanId plan,
      Currency currency,
      BillingPeriod period,
      int periodCount,
      BillingCycle cycle,
      @Nullable Instant anchor,
      Instant start,
      @Nullable Instant end,
      @Nullable Instant trialEnd,
      ZoneId zone,
      @Nullable String lookupKey,
      Json.Obj metadata,
      List<PriceOverride> overrides,
      List<PriceBesides> besides,
      Proration proration,
      boolean again) {
    Term term() {
      return new Term(period, periodCount);
    }

    /** What is paid for is counted from the end of a trial, unless somebody says from when. */
    Instant firstBoundary() {
      Instant since = trialEnd == null ? start : trialEnd;
      return cycle.anchor(cycle == BillingCycle.CALENDAR ? start : since, period, zone, anchor);
    }
  }

  /**
   * A price that a subscription takes besides its plan's.
   *
   * @param quantity how many of a fixed price; null: one, or the least that it allows
   * @param from from when usage counts; null: from the subscription's start
   * @param to until when; null: until its end
   */
  record PriceBesides(
      PriceId price, @Nullable BigDecimal quantity, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * A price that is paid otherwise.
   *
   * @param model the price's, when it was said
   * @param change terms of a price of another model than SCRIPT
   * @param params parameters of a SCRIPT price
   * @param quantity how many of a fixed price; null: one, or the least that it allows
   */
  record PriceOverride(
      PriceId price,
      @Nullable BillingModel model,
      TermsChange change,
      Json.@Nullable Obj params,
      @Nullable BigDecimal quantity) {
    /** Returns whether the price is paid as it is, and only how many of it is said. */
    boolean ofQuantityAlone() {
      return quantity != null && model == null && params == null && change.isEmpty();
    }
  }

  CreateSubscription(Ids ids, Notices notices) {
    this.ids = ids;
    this.tell = new TellSubscription(notices);
  }

  /** Subscribes, and returns the subscription. */
  Future<SubscriptionRow> run(Tx tx, Command command, Instant now) {
    return Epochs.share(tx)
        .compose(epoch -> NamedCustomer.find(tx, command.customer(), command.externalId()))
        .compose(customer -> Gates.take(tx, customer.customerNo()))
        .compose(
            gate ->
                BillingGoesOn.notHeld(tx, gate.customerNo())
                    .compose(goesOn -> add(tx, command, gate, now)));
  }

  private Future<SubscriptionRow> add(Tx tx, Command command, Gate gate, Instant now) {
    SubscriptionRow row = row(command, gate.customerNo(), now);
    return Existing.referred(tx, PlanRow.TABLE, "plan", row.planId(), "/plan_id")
        .compose(
            plan ->
                SoldPrices.of(
                    tx, row.planId(), row.currency(), command.term(), command.besides().size()))
        .compose(
            prices -> command.again() ? Future.succeededFuture(prices) : first(tx, row).map(prices))
        .compose(prices -> lines(tx, command, row, prices, now))
        .compose(lines -> PastInvoices.check(tx, row, lines, now).map(lines))
        .compose(
            lines ->
                SubscriptionRow.TABLE
                    .add(tx, row)
                    .compose(added -> SubscriptionLineItemRow.TABLE.addAll(tx, lines)))
        .compose(added -> follow(tx, row, gate, now))
        .map(row);
  }

  /** A request that is sent twice by mistake would be charged twice for each event. */
  private static Future<Void> first(Tx tx, SubscriptionRow row) {
    return SubscriptionRow.TABLE
        .list(
            tx,
            Where.is(SubscriptionRow.CUSTOMER_NO, row.customerNo())
                .and(SubscriptionRow.PLAN_ID, row.planId()),
            MOST,
            0)
        .map(
            others -> {
              others.stream()
                  .filter(other -> runsBeside(other, row))
                  .findFirst()
                  .ifPresent(
                      other -> {
                        throw new ProblemException(
                            new Problem.AlreadyExists(
                                ("The customer's subscription '%s' of the plan runs. To have both,"
                                        + " and pay for each event twice, send allow_second: true, or"
                                        + " another lookup_key.")
                                    .formatted(other.id().value())));
                      });
              return null;
            });
  }

  private static boolean runsBeside(SubscriptionRow other, SubscriptionRow row) {
    boolean named = row.lookupKey() != null && !row.lookupKey().equals(other.lookupKey());
    Instant end = row.endDate();
    return !named
        && other.subscriptionStatus().runs(other.endDate(), row.startDate())
        && (end == null || other.startDate().isBefore(end));
  }

  private SubscriptionRow row(Command command, CustomerNo customerNo, Instant now) {
    return new SubscriptionRow(
        new SubscriptionId(ids.next("subs", now)),
        customerNo,
        command.plan(),
        command.currency(),
        command.period(),
        command.periodCount(),
        command.cycle(),
        command.firstBoundary(),
        command.zone(),
        command.start(),
        command.end(),
        command.trialEnd(),
        command.trialEnd() == null ? SubscriptionStatus.ACTIVE : SubscriptionStatus.TRIALING,
        null,
        null,
        command.proration(),
        null,
        command.lookupKey(),
        command.metadata(),
        now,
        now);
  }

  private Future<List<SubscriptionLineItemRow>> lines(
      Tx tx, Command command, SubscriptionRow row, List<PriceRow> prices, Instant now) {
    SoldLines lines = new SoldLines(ids, row, now);
    return lines
        .besides(tx, command.besides(), prices)
        .compose(
            all ->
                AllowanceRule.checkSubscription(tx, row.planId(), all)
                    .compose(agreed -> SoldLines.scripts(tx, command.overrides(), all))
                    .compose(
                        scripts ->
                            PriceScripts.aside(() -> lines.of(all, command.overrides(), scripts))));
  }

  /** What comes with it: credits, a notification, and the usage stored before it. */
  private Future<Void> follow(Tx tx, SubscriptionRow row, Gate gate, Instant now) {
    return Gates.bumpVersion(tx, row.customerNo())
        .compose(bumped -> DueCustomers.enrol(tx, row.id(), row.customerNo(), now))
        .compose(enrolled -> EndSubscription.at(tx, row, now))
        .compose(ends -> EndSubscription.trialOf(tx, row, now))
        .compose(ends -> CustomerDues.earlier(tx, row.customerNo(), row.startDate()))
        .compose(due -> tell.tell(tx, NotificationType.SUBSCRIPTION_CREATED, row, now))
        .compose(done -> LineItems.numbers(tx, row.id()))
        .compose(
            numbers ->
                Future.join(
                    numbers.stream()
                        .map(no -> new Work.RateStored(row.customerNo(), no, gate.seq()))
                        .map(work -> Tasks.add(tx, work, now))
                        .toList()))
        .mapEmpty();
  }
}
