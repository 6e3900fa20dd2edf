package io.pricewright.gateway.cli.catalogue;

/**
 * What a thing is called in every environment.
 *
 * @param plan key of its plan; empty for what stands in no plan
 * @param key its own key
 */
record Handle(Kind kind, String plan, String key) {
  static Handle of(Kind kind, String key) {
    return new Handle(kind, "", key);
  }

  @Override
  public String toString() {
    return kind + " " + (plan.isEmpty() ? "" : plan + "/") + key;
  }
}
