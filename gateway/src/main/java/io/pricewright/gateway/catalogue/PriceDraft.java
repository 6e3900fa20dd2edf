package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Bounds;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Default;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a new price. */
@Named("CreatePrice")
@Always(key = "price_unit_type", values = "FIAT")
@Always(key = "billing_cadence", values = "RECURRING")
@Always(key = "trial_period", values = "0")
@NotYet(keys = "filter_values", says = "A meter has filters; give the price a meter with them.")
@NotYet(keys = "group_id", says = "There are no groups yet.")
@Example(
    """
    {"entity_id":"plan_01JD8X2M4T7Q9VBN3KRC5ZHW6E","meter_id":"meter_01JD8X2M4T7Q9VBN3KRC5ZHW6E",\
    "billing_model":"FLAT_FEE","billing_period":"MONTHLY","currency":"usd","amount":"0.002"}\
    """)
record PriceDraft(
    @Says("The plan.") PlanId entityId,
    @Default("PLAN") PriceEntity entityType,
    @Default("USAGE") PriceType type,
    BillingModel billingModel,
    @Says("ONETIME: a FIXED price that is asked once, as its line item begins.")
        PricePeriod billingPeriod,
    @Longest(10) @Refused(code = "not_a_choice", detail = "Send three letters, such as usd.")
        Currency currency,
    @Says("The meter of a USAGE price; a FIXED one has none.") @Nullable MeterId meterId,
    @Bounds(min = 1, max = 1200) @Default("1") int billingPeriodCount,
    @Says("ARREAR when left out; ONETIME is asked in advance.")
        @Nullable InvoiceCadence invoiceCadence,
    @Says(
            "From when usage of the plan's existing subscriptions counts; when left out, from the"
                + " open period, or now where periods are longer than a month.")
        @Nullable Instant from,
    @Says("To let it count in periods that are over.") @Default("false") boolean adjustClosed,
    @Inline PriceTextsDraft texts,
    @Inline TermsDraft terms)
    implements Checked {
  /** Most prices of a bulk request. */
  static final int MAX_BULK = 100;

  static final Body<PriceDraft> BODY = Body.of(PriceDraft.class);

  @Override
  public void check(Place place) {
    if ((type == PriceType.USAGE) == (meterId == null || meterId.value().isEmpty())) {
      place.refuse("meter_id", "required", "A USAGE price has a meter, a FIXED one has none.");
    }
    if (type == PriceType.USAGE && terms.minQuantity() != null) {
      place.refuse(
          "min_quantity", "not_supported", "Usage is measured; only a FIXED price has it.");
    }
    if (billingPeriod == PricePeriod.ONETIME) {
      checkOnce(place);
    }
    if (!place.wrong("billing_model")) {
      List<FieldError> errors = new ArrayList<>();
      terms.toRules().wanted(billingModel, errors);
      // What is wrong already is not missing too.
      errors.removeIf(error -> place.wrong(error.pointer().split("/", 3)[1]));
      place.refuseAll(errors);
    }
  }

  private void checkOnce(Place place) {
    if (type != PriceType.FIXED) {
      place.refuse("billing_period", "not_supported", "Only a FIXED price is asked once.");
    }
    if (invoiceCadence == InvoiceCadence.ARREAR) {
      place.refuse("invoice_cadence", "not_supported", "ONETIME is asked in ADVANCE.");
    }
    if (from != null) {
      place.refuse(
          "from", "not_supported", "Existing subscriptions have begun: they do not take ONETIME.");
    }
    if (billingPeriodCount != 1) {
      place.refuse("billing_period_count", "not_supported", "ONETIME has no periods to count.");
    }
  }

  private InvoiceCadence cadence() {
    if (billingPeriod == PricePeriod.ONETIME) {
      return InvoiceCadence.ADVANCE;
    }
    return invoiceCadence == null ? InvoiceCadence.ARREAR : invoiceCadence;
  }

  /** Reads a price, and finds its script. Fails with {@code Problem.InvalidRequest}. */
  static Future<CreatePrice.Command> read(Tx tx, Request request) {
    Given<PriceDraft> given = request.read(BODY);
    return given
        .draft()
        .look(tx)
        .map(
            found -> {
              given.refuseAll(found.errors());
              return given.done().toCommand(found.script());
            });
  }

  private PriceScripts.Wanted wanted() {
    List<FieldError> told = new ArrayList<>();
    PriceScripts.Wanted wanted = terms.toRules().wanted(billingModel, told);
    return told.isEmpty() ? wanted : PriceScripts.Wanted.NOTHING;
  }

  private Future<PriceScripts.Found> look(Tx tx) {
    return PriceScripts.look(tx, wanted());
  }

  private CreatePrice.Command toCommand(ScriptRow script) {
    return new CreatePrice.Command(
        entityId,
        type,
        meterId,
        currency,
        billingModel,
        billingPeriod.period(),
        billingPeriodCount,
        cadence(),
        texts.toRules(),
        PricedBy.of(wanted(), script, terms.toRules().over(PriceVersion.Bounds.NONE)),
        from,
        adjustClosed);
  }

  /** What a body says of new prices: all of them are made, or none. */
  @Named("CreatePrices")
  record Bulk(@AtMost(MAX_BULK) @Required("Send 1 to 100 prices.") List<PriceDraft> items) {
    static final Body<Bulk> BODY = Body.of(Bulk.class);

    /** Reads prices, and finds their scripts. Fails with {@code Problem.InvalidRequest}. */
    static Future<List<CreatePrice.Command>> read(Tx tx, Request request) {
      Given<Bulk> given = request.read(BODY);
      List<PriceDraft> items = given.draft().items();
      return Future.join(items.stream().map(item -> item.look(tx)).toList())
          .map(looked -> commands(given, items, looked.list()));
    }

    private static List<CreatePrice.Command> commands(
        Given<Bulk> given, List<PriceDraft> items, List<PriceScripts.Found> found) {
      for (int i = 0; i < items.size(); i++) {
        String at = "/items/" + i;
        given.refuseAll(
            found.get(i).errors().stream()
                .map(e -> new FieldError(at + e.pointer(), e.code(), e.detail()))
                .toList());
      }
      given.done();
      List<CreatePrice.Command> commands = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        commands.add(items.get(i).toCommand(found.get(i).script()));
      }
      return commands;
    }
  }
}
