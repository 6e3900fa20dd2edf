package io.pricewright.gateway.http.body;

import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.rules.json.Json;
import java.util.List;

/**
 * A key of a search's own.
 *
 * @param type what its values are
 * @param many whether a list of them may be sent for one
 * @param choices the only texts there are; empty: any
 * @param says what the document says of it; empty: nothing
 */
public record SearchKey(ColumnType type, boolean many, List<String> choices, String says) {
  private static final int MOST = 1_000;

  public SearchKey {
    choices = List.copyOf(choices);
  }

  Kind kind() {
    Kind one =
        switch (type) {
          case TEXT -> choices.isEmpty() ? new Texts(Texts.MOST, false) : new Words(choices);
          case TIME -> Forms.TIME;
          case NUMBER -> new Decimals(false, false);
          case FLAG -> new Bools();
        };
    return many ? new Lists(one, false, MOST, true, null) : one;
  }

  Json.Obj schema(Schemas in) {
    Json.Obj schema = Obj.orNull(kind().schema(in));
    return says.isEmpty() ? schema : schema.with("description", Json.of(says));
  }
}
