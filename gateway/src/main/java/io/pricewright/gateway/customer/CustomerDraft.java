package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Older;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says of a new customer. */
@Named("CreateCustomer")
@Older({
  "integration_entity_mapping",
  "onboarding_workflow_name",
  "skip_onboarding_workflow",
  "tax_rate_overrides",
  "parent_customer_external_id",
  "customer_timezone"
})
record CustomerDraft(
    @Longest(255) @Example("acme") @Says("Your own id of it; events name it.")
        ExternalId externalId,
    @Longest(255) @Says("The external id when left out.") @Nullable String name,
    @Inline ContactDraft contact,
    @Metadata Json.@Nullable Obj metadata) {
  static final Body<CustomerDraft> BODY = Body.of(CustomerDraft.class);

  /** Reads a new customer. Fails with {@code Problem.InvalidRequest}. */
  static CreateCustomer.Command read(Request request) {
    Given<CustomerDraft> given = request.read(BODY);
    ContactDraft.check(given.draft().contact(), given);
    CustomerDraft draft = given.done();
    return new CreateCustomer.Command(
        draft.externalId(),
        draft.name() == null ? draft.externalId().value() : draft.name(),
        draft.contact().email(),
        draft.contact().attributes(),
        draft.metadata() == null ? Json.Obj.EMPTY : draft.metadata());
  }
}
