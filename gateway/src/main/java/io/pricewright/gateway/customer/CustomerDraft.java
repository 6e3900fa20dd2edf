package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says of a new customer. */
@Named("CreateCustomer")
@NotYet(
    keys = {"integration_entity_mapping", "onboarding_workflow_name"},
    says = "There are no integrations yet.")
@NotYet(keys = "tax_rate_overrides", says = "Taxes come with invoices.")
@Always(
    key = "skip_onboarding_workflow",
    values = {"true", "false"})
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
