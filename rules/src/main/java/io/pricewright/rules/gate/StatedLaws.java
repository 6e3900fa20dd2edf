package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads what is kept of a published script: which laws it states, with nothing found against. */
public final class StatedLaws {
  private StatedLaws() {}

  /**
   * Returns whether a version says that more usage never costs less. One that nothing was tried of
   * says nothing.
   *
   * @param gate what the gate said of it
   * @param manifest its laws and samples, or null
   */
  public static boolean monotone(Json.Obj gate, Json.@Nullable Obj manifest) {
    String status = gate.string("status");
    if ("passed".equals(status)) {
      return gate.get("laws") instanceof Json.Obj laws
          && laws.get(Manifest.MONOTONE) instanceof Json.Obj law
          && "holds".equals(law.string("status"));
    }
    if (!"shipped".equals(status) || manifest == null) {
      return false;
    }
    Json stated =
        manifest.get("laws") instanceof Json.Obj laws ? laws.get(Manifest.MONOTONE) : null;
    return stated == null || (stated instanceof Json.Bool on && on.value());
  }
}
