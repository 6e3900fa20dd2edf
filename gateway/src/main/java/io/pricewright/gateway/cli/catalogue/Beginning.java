package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When changed prices begin to hold.
 *
 * @param at for all of them; null for now, or each at its next period
 * @param nextPeriod whether each begins with its subscriptions' next period
 */
record Beginning(@Nullable Instant at, boolean nextPeriod) {
  private static final int PAGE = 1_000;

  static Beginning of(String text) {
    if (text.equals("now") || text.equals("next-period")) {
      return new Beginning(null, text.equals("next-period"));
    }
    try {
      return new Beginning(OffsetDateTime.parse(text).toInstant(), false);
    } catch (DateTimeParseException e) {
      throw new CliException(
          "--effective-from: '%s' is none of now, next-period and a time such as 2026-02-01T00:00:00Z."
              .formatted(text));
    }
  }

  /** Returns when each changed price begins; what is missing begins now. */
  Map<Handle, Instant> of(ServerOptions server, Served served, Differences differences)
      throws InterruptedException {
    Map<Handle, Instant> from = new LinkedHashMap<>();
    for (Change change : differences.changes()) {
      if (change instanceof Change.Alter alter && alter.money()) {
        Instant begin = nextPeriod ? next(server, served, alter.handle()) : at;
        if (begin != null) {
          from.put(alter.handle(), begin);
        }
      }
    }
    return from;
  }

  private static @Nullable Instant next(ServerOptions server, Served served, Handle price)
      throws InterruptedException {
    String plan = served.ids().getOrDefault(Handle.of(Kind.PLAN, price.plan()), "");
    String currency =
        served.document().items().getOrDefault(price, Json.Obj.EMPTY).string("currency");
    Set<Instant> ends = new TreeSet<>();
    int read = 0;
    List<Json.Obj> page;
    do {
      page =
          MeasureTouch.items(MeasureTouch.search(server, List.of(plan), currency, PAGE, read))
              .toList();
      page.forEach(s -> ends.add(Instant.parse(ServerOptions.text(s, "current_period_end"))));
      read += page.size();
    } while (page.size() == PAGE && ends.size() < 2 && read < Served.MOST);
    if (ends.size() > 1 || read >= Served.MOST) {
      throw new CliException(
          "Nothing was changed: the open periods of the %s end at different times. Name a time with --effective-from, or bring the change to each at its own: ./pricewright script rollout --mode next_period"
              .formatted(price));
    }
    return ends.isEmpty() ? null : ends.iterator().next();
  }
}
