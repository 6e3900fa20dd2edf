package io.pricewright.rules.catalogue.genai;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one set of prices of the list into an entry of the script's {@code models}. */
record Entry(Place place) {
  private static final Map<String, String> NAMES =
      Map.of(
          "input_mtok", "input_price",
          "output_mtok", "output_price",
          "cache_read_mtok", "cached_input_price",
          "cache_write_mtok", "cache_write_price",
          "input_audio_mtok", "input_audio_price",
          "cache_audio_read_mtok", "cached_audio_price",
          "output_audio_mtok", "output_audio_price");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("(\\d{2}:\\d{2}):00Z");

  /** Returns the entry of prices that hold at all times. */
  Json always(@Nullable Json prices) {
    return Json.Obj.EMPTY.with("prices", prices(place.object(prices), place));
  }

  /** Returns the entry of prices that may hold from a date or in hours of the day. */
  Json dated(Json json) {
    Json.Obj entry = place.object(json);
    Place within = place.in("prices");
    Json.Obj made = Json.Obj.EMPTY;
    if (entry.get("constraint") instanceof Json.Obj constraint) {
      made = constraint(constraint, place.in("constraint"));
    }
    return made.with("prices", prices(within.object(entry.get("prices")), within));
  }

  private static Json.Obj constraint(Json.Obj constraint, Place at) {
    return switch (String.join(" ", constraint.fields().keySet().stream().sorted().toList())) {
      case "start_date" -> {
        String date = at.text(constraint, "start_date");
        if (!DATE.matcher(date).matches()) {
          throw at.in("start_date").wrong("is not a day such as 2026-03-13");
        }
        yield Json.Obj.EMPTY.with("from", Json.of(date));
      }
      case "end_time start_time" ->
          Json.Obj.EMPTY.with(
              "time",
              Json.Obj.EMPTY
                  .with("from", time(constraint, "start_time", at))
                  .with("to", time(constraint, "end_time", at)));
      default -> throw at.wrong("has fields other than start_date, or start_time and end_time");
    };
  }

  private static Json time(Json.Obj constraint, String field, Place at) {
    Matcher time = TIME.matcher(at.text(constraint, field));
    if (!time.matches()) {
      throw at.in(field).wrong("is not a full minute, UTC, such as 16:30:00Z");
    }
    return Json.of(time.group(1));
  }

  private static Json.Obj prices(Json.Obj prices, Place at) {
    Map<String, Json> made = new LinkedHashMap<>();
    prices
        .fields()
        .forEach(
            (name, value) -> {
              Place here = at.in(name);
              String ours = NAMES.get(name);
              if (ours != null) {
                made.put(ours, price(value, here));
              } else if (name.equals("requests_kcount")) {
                made.put("request_price", perThousand(value, here));
              } else {
                throw here.wrong("is a price that llm-tokens does not know");
              }
            });
    return new Json.Obj(made);
  }

  private static Json price(Json value, Place at) {
    if (!(value instanceof Json.Obj tiered)) {
      return at.decimal(value);
    }
    Place tiers = at.in("tiers");
    List<Json> steps = new ArrayList<>();
    for (Json item : tiers.array(tiered.get("tiers"))) {
      Json.Obj tier = tiers.object(item);
      steps.add(
          Json.Obj.EMPTY
              .with("tokens", tiers.decimal(tier.get("start")))
              .with("price", tiers.decimal(tier.get("price"))));
    }
    return Json.Obj.EMPTY
        .with("base", at.decimal(tiered.get("base")))
        .with("above", new Json.Arr(steps));
  }

  private static Json perThousand(Json value, Place at) {
    at.decimal(value);
    return value instanceof Json.Num number
        ? at.decimal(new Json.Num(number.value().movePointLeft(3)))
        : Json.nothing();
  }
}
