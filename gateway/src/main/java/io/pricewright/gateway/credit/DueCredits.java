package io.pricewright.gateway.credit;

import io.pricewright.gateway.background.Claim;
import io.pricewright.gateway.background.Due;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.background.Pace;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.wallet.DueCustomers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Credits that are due, a transaction a customer. A claim is no lease: what is due is read anew
 * behind the customer's gate, so each thing happens once, whatever other nodes do, and after an
 * outage all of it happens in the order of time.
 */
public final class DueCredits implements DueWork<CustomerNo> {
  private static final Pace PACE =
      new Pace(Duration.ofMillis(500), 100, 2, Duration.ofSeconds(30), Duration.ofSeconds(15));

  private final Database database;
  private final EnvironmentClock clock;
  private final DueSteps steps;

  /** Works with these parts. */
  public DueCredits(Database database, EnvironmentClock clock, DueSteps steps) {
    this.database = database;
    this.clock = clock;
    this.steps = steps;
  }

  @Override
  public String name() {
    return "credits";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    // What other nodes set forward is learned first: by those clocks the claims are due.
    DueCustomers.clocksAhead(database).await().forEach(clock::ahead);
    return DueCustomers.scopes(database, at, DueSteps.GRACE, most).await().stream()
        .map(due -> Due.of(due, at))
        .toList();
  }

  @Override
  public List<Claim<CustomerNo>> claim(Scope scope, int most) {
    Instant now = clock.now(scope);
    return Retry.transientFaults(
            () ->
                database.inScope(
                    scope, tx -> DueCustomers.customers(tx, now, DueSteps.GRACE, most)))
        .await()
        .stream()
        .map(no -> new Claim<>(scope, no.value(), 0, no))
        .toList();
  }

  @Override
  public Optional<Claim<CustomerNo>> step(Claim<CustomerNo> claim) {
    Scope scope = claim.scope();
    boolean more =
        Retry.transientFaults(
                () ->
                    database.inScope(
                        scope, tx -> steps.customer(tx, claim.what(), clock.now(scope))))
            .await();
    return more ? Optional.of(claim) : Optional.empty();
  }
}
