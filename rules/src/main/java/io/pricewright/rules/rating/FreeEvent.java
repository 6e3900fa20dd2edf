package io.pricewright.rules.rating;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One of the earliest events of a cell, which cost nothing.
 *
 * @param at when it occurred
 * @param event its key
 * @param amount what it would cost
 */
record FreeEvent(Instant at, EventKey event, BigDecimal amount) {
  /** The order in which events are free: by time, then by key. */
  static final Comparator<FreeEvent> EARLIEST =
      Comparator.comparing(FreeEvent::at).thenComparing(FreeEvent::event);

  Json toJson() {
    return Json.Obj.EMPTY
        .with("t", Json.of(at.toString()))
        .with("e", Json.of(HexFormat.of().formatHex(event.bytes())))
        .with("a", Json.of(Money.plain(amount).toPlainString()));
  }

  static FreeEvent read(Json json) {
    Json.Obj object = (Json.Obj) json;
    return new FreeEvent(
        Instant.parse(Objects.requireNonNull(object.string("t"))),
        EventKey.fromBytes(HexFormat.of().parseHex(Objects.requireNonNull(object.string("e")))),
        new BigDecimal(Objects.requireNonNull(object.string("a"))));
  }
}
