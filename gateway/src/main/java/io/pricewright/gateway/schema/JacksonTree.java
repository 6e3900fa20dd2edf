package io.pricewright.gateway.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;

/** The same JSON as the validator's library has it; numbers keep every digit. */
final class JacksonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JacksonTree() {}

  static JsonNode of(Json json) {
    return switch (json) {
      case Json.Null ignored -> NullNode.getInstance();
      case Json.Bool bool -> BooleanNode.valueOf(bool.value());
      case Json.Str text -> TextNode.valueOf(text.value());
      case Json.Num number -> number(number.value());
      case Json.Arr array -> {
        ArrayNode node = NODES.arrayNode(array.items().size());
        array.items().forEach(item -> node.add(of(item)));
        yield node;
      }
      case Json.Obj object -> {
        ObjectNode node = NODES.objectNode();
        object.fields().forEach((name, value) -> node.set(name, of(value)));
        yield node;
      }
    };
  }

  /** JSON Schema calls 1.0 an integer; the node type tells the validator. */
  private static JsonNode number(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? BigIntegerNode.valueOf(value.toBigIntegerExact())
        : DecimalNode.valueOf(value);
  }
}
