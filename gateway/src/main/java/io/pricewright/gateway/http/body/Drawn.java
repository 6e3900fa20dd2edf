package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;

/** Objects whose schema was made elsewhere; their endpoints read and make the JSON. */
record Drawn(String name, Json.Obj drawn, Json shown) implements Component {
  @Override
  public Object read(Json value, Spot at) {
    return value;
  }

  @Override
  public Json write(Object value) {
    return (Json) value;
  }

  @Override
  public Json.Obj definition(Schemas in) {
    return drawn;
  }

  @Override
  public Json example(Examples in, String key) {
    return shown;
  }

  @Override
  public Object standIn() {
    return Json.Obj.EMPTY;
  }
}
