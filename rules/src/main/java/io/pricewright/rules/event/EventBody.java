package io.pricewright.rules.event;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of what a client sent, by which a resend is told from a conflict: keys sorted,
 * numbers by value, strings as they are, the timestamp as an instant; an absent timestamp is part
 * of it.
 */
final class EventBody {
  private EventBody() {}

  static EventKey hash(EventDraft draft) {
    StringBuilder out = new StringBuilder(256);
    field(draft.name(), out);
    field(draft.externalCustomerId(), out);
    field(draft.timestamp() == null ? null : draft.timestamp().toString(), out);
    field(draft.source(), out);
    canonical(draft.properties(), out);
    return EventKey.of(out.toString());
  }

  private static void field(@Nullable String text, StringBuilder out) {
    if (text == null) {
      out.append('-');
    } else {
      out.append('s').append(text.length()).append(':').append(text);
    }
  }

  private static void canonical(Json value, StringBuilder out) {
    switch (value) {
      case Json.Null ignored -> out.append('z');
      case Json.Bool bool -> out.append(bool.value() ? 't' : 'f');
      case Json.Num number -> field(Money.plain(number.value()).toPlainString(), out.append('n'));
      case Json.Str text -> field(text.value(), out);
      case Json.Arr array -> {
        out.append('a').append(array.items().size()).append(':');
        array.items().forEach(item -> canonical(item, out));
      }
      case Json.Obj object -> {
        out.append('o').append(object.fields().size()).append(':');
        new TreeMap<>(object.fields())
            .forEach(
                (name, inner) -> {
                  field(name, out);
                  canonical(inner, out);
                });
      }
    }
  }
}
