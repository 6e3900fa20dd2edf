package io.pricewright.gateway.customer;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Always;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.NotBlank;
import io.pricewright.gateway.http.body.NotYet;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** What a body says anew of a customer; what is left out stays. */
@Named("UpdateCustomer")
@NotYet(
    keys = {"integration_entity_mapping", "onboarding_workflow_name"},
    says = "There are no integrations yet.")
@NotYet(keys = "tax_rate_overrides", says = "Taxes come with invoices.")
@Always(
    key = "skip_onboarding_workflow",
    values = {"true", "false"})
record CustomerChangeDraft(
    @Longest(255) @NotBlank @Says("The former one stays as an alias.") @Nullable String externalId,
    @Longest(255) @NotBlank @Nullable String name,
    @Inline ContactDraft contact,
    @Metadata Json.@Nullable Obj metadata) {
  static final Body<CustomerChangeDraft> BODY = Body.of(CustomerChangeDraft.class);

  /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
  static ChangeCustomer.Command read(Request request) {
    Given<CustomerChangeDraft> given = request.read(BODY);
    ContactDraft.check(given.draft().contact(), given);
    CustomerChangeDraft draft = given.done();
    return new ChangeCustomer.Command(
        Id.ofNullable(draft.externalId(), ExternalId::new),
        draft.name(),
        draft.contact().email(),
        draft.contact().attributes(),
        draft.metadata());
  }
}
