package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.MadeAnswer;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.row.CustomerRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of customers. */
public final class CustomerAnswers {
  /** A customer. */
  public static final Body<Shown> CUSTOMER = Body.of(Shown.class);

  private CustomerAnswers() {}

  /** A customer as its tenant sees it. */
  @Named("Customer")
  public record Shown(
      CustomerId id,
      @Says("The present external id; former ones find it too.") ExternalId externalId,
      String name,
      @Nullable String email,
      @Nullable String addressLine1,
      @Nullable String addressLine2,
      @Nullable String addressCity,
      @Nullable String addressState,
      @Nullable String addressPostalCode,
      @Nullable String addressCountry,
      @Nullable String contact,
      @Example("Europe/Berlin") @Nullable String timezone,
      @Says("The customer above it.") @Nullable String parentCustomerId,
      Json.@Nullable Obj parentCustomer,
      @Nullable List<Json> integrations,
      @Metadata Json.Obj metadata,
      @Inline MadeAnswer made) {
    /** Returns a customer as the caller sees it. */
    public static Shown of(CustomerRow row, Caller caller) {
      Json.Obj kept = row.attributes();
      return new Shown(
          row.id(),
          row.externalId(),
          row.name(),
          row.email(),
          kept.string("address_line1"),
          kept.string("address_line2"),
          kept.string("address_city"),
          kept.string("address_state"),
          kept.string("address_postal_code"),
          kept.string("address_country"),
          kept.string("contact"),
          kept.string("timezone"),
          kept.string(ContactDraft.PARENT),
          null,
          null,
          row.metadata(),
          MadeAnswer.of(row.status(), row.createdAt(), row.updatedAt(), caller));
    }
  }
}
