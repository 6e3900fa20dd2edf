package io.pricewright.rules.id;

import java.util.Objects;

/**
 * A budget's id: {@code budget_...}.
 *
 * @param value the text
 */
public record BudgetId(String value) implements Id {
  public BudgetId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
