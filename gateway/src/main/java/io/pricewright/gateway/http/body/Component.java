package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;

/** A kind whose schema has a name and is referred to. */
interface Component extends Kind {
  /** Returns the name. */
  String name();

  /** Returns the schema that is kept under the name. */
  Json.Obj definition(Schemas in);

  @Override
  default Json.Obj schema(Schemas in) {
    return in.reference(this);
  }
}
