package io.pricewright.gateway.invoice;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.SubscriptionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body says of a change of a running subscription. */
@Named("ExecuteSubscriptionModifyRequest")
@NotYet(
    keys = {
      "addon_params",
      "checkout",
      "coupon_params",
      "grouped_invoicing_params",
      "inheritance_params",
      "tax_params",
      "trial_end_params"
    },
    says = "Only quantities change so far: send quantity_change_params.")
record ModifyDraft(
    @Required("Give quantity_change.") @Says("Others are not there yet.") Modification type,
    @Required("Give the line items and their quantities.") Quantities quantityChangeParams) {
  static final Body<ModifyDraft> BODY = Body.of(ModifyDraft.class);

  /** What of a subscription changes. */
  enum Modification implements Coded {
    QUANTITY_CHANGE,
    INHERITANCE,
    GROUPED_INVOICING,
    TRIAL_END,
    COUPON,
    TAX,
    ADDON;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** New quantities. */
  @Named("SubModifyQuantityChangeRequest")
  record Quantities(List<Item> lineItems) implements Checked {
    @Override
    public void check(Place place) {
      if (lineItems.isEmpty() && !place.wrong("line_items")) {
        place.refuse("line_items", "required", "Give at least one line item.");
      }
    }
  }

  /** A new quantity. */
  @Named("LineItemQuantityChange")
  record Item(
      @Says("A line item of the subscription with a FIXED price that recurs.") LineItemId id,
      @Required("Give the new quantity.") @Says("More than 0; at least the price's min_quantity.")
          BigDecimal quantity,
      @Says(
              "From when on: not before the open period, not after its end; now when left out. With"
                  + " proration_behavior none it counts from the next period.")
          @Nullable Instant effectiveDate)
      implements Checked {
    @Override
    public void check(Place place) {
      if (quantity.signum() <= 0 && place.has("quantity") && !place.wrong("quantity")) {
        place.refuse("quantity", "out_of_range", "Send more than 0.");
      }
    }
  }

  /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
  static ChangeQuantities.Command read(Request request) {
    Given<ModifyDraft> given = request.read(BODY);
    Modification type = given.draft().type();
    if (given.has("type") && type != Modification.QUANTITY_CHANGE) {
      given.refuse(
          "type",
          "not_supported",
          "A change of this type is not there yet: send quantity_change, or cancel and subscribe"
              + " anew.");
    }
    ModifyDraft draft = given.done();
    return new ChangeQuantities.Command(
        new SubscriptionId(request.path("id")),
        draft.quantityChangeParams().lineItems().stream()
            .map(
                item ->
                    new ChangeQuantities.Wanted(item.id(), item.quantity(), item.effectiveDate()))
            .toList());
  }
}
