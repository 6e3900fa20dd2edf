package io.pricewright.rules.json;

import java.util.LinkedHashMap;

/** Fields whose maker gives them away to the object he makes of them, which need not copy them. */
final class GivenAway extends LinkedHashMap<String, Json> {
  private static final long serialVersionUID = 1L;
}
