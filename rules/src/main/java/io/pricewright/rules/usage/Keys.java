package io.pricewright.rules.usage;

import io.pricewright.rules.event.EventKey;
import java.util.HexFormat;

/** Writes keys as hexadecimal text. */
final class Keys {
  private Keys() {}

  static String text(EventKey key) {
    return HexFormat.of().formatHex(key.bytes());
  }

  static EventKey parse(String text) {
    return EventKey.fromBytes(HexFormat.of().parseHex(text));
  }
}
