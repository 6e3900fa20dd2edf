package io.pricewright.gateway.background;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.due.CustomerDues;
import java.util.List;

/**
 * Customers whose dues one transaction does.
 *
 * @param members from one to {@link #MOST}
 * @param waiting whether it waits for gates that others have, instead of leaving those customers
 */
public record CustomerGroup(List<CustomerDues.Claimed> members, boolean waiting) {
  /** Most members. */
  public static final int MOST = 50;

  public CustomerGroup {
    members = List.copyOf(members);
  }

  List<CustomerNo> customers() {
    return members.stream().map(CustomerDues.Claimed::customerNo).toList();
  }

  /** What it is told from other groups by, in the log too. */
  Object key() {
    return members.size() == 1
        ? members.getFirst().customerNo()
        : "%d customers from %s".formatted(members.size(), members.getFirst().customerNo());
  }

  /** Failures in a row; of several members none. */
  int failures() {
    return members.size() == 1 ? members.getFirst().attempts() : 0;
  }

  /** Returns those members alone, or the rest of them. */
  CustomerGroup only(List<CustomerDues.Claimed> some) {
    return new CustomerGroup(some, waiting);
  }
}
