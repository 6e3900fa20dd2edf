package io.pricewright.gateway.cli.prices;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two price lists.
 *
 * @param lines a line for each model that is new, differs or is gone
 * @param added models that are new
 * @param changed models that differ
 * @param gone models that are not listed any more
 */
record PriceListChange(List<String> lines, int added, int changed, int gone) {
  static PriceListChange of(Json.Obj before, Json.Obj now) {
    Map<String, Json> old = models(before);
    Map<String, Json> all = models(now);
    List<String> lines = new ArrayList<>();
    int added = 0;
    int changed = 0;
    int gone = 0;
    for (Map.Entry<String, Json> model : all.entrySet()) {
      Json was = old.get(model.getKey());
      if (was == null) {
        added++;
        if (!old.isEmpty()) {
          lines.add("+ " + model.getKey() + ": " + String.join(", ", leaves(model.getValue())));
        }
      } else if (!was.text().equals(model.getValue().text())) {
        changed++;
        lines.add("~ " + model.getKey() + ": " + difference(was, model.getValue()));
      }
    }
    for (String name : old.keySet()) {
      if (!all.containsKey(name)) {
        gone++;
        lines.add("- " + name);
      }
    }
    return new PriceListChange(lines, added, changed, gone);
  }

  private static Map<String, Json> models(Json.Obj params) {
    return params.get("models") instanceof Json.Obj models ? models.fields() : Map.of();
  }

  private static String difference(Json was, Json now) {
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> after = new LinkedHashMap<>();
    walk("", was, before);
    walk("", now, after);
    List<String> parts = new ArrayList<>();
    after.forEach(
        (place, value) -> {
          String old = before.get(place);
          if (!value.equals(old)) {
            parts.add("%s %s -> %s".formatted(place, old == null ? "none" : old, value));
          }
        });
    before.forEach(
        (place, value) -> {
          if (!after.containsKey(place)) {
            parts.add("%s %s -> none".formatted(place, value));
          }
        });
    return String.join(", ", parts);
  }

  private static List<String> leaves(Json value) {
    Map<String, String> leaves = new LinkedHashMap<>();
    walk("", value, leaves);
    return leaves.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  /** Names each number by its price: the entries of a model and their prices are left out. */
  private static void walk(String place, Json value, Map<String, String> leaves) {
    switch (value) {
      case Json.Obj object ->
          object
              .fields()
              .forEach(
                  (name, inner) ->
                      walk(
                          name.equals("prices")
                              ? place
                              : place.isEmpty() ? name : place + "." + name,
                          inner,
                          leaves));
      case Json.Arr array -> {
        for (int i = 0; i < array.items().size(); i++) {
          boolean only = array.items().size() == 1 && place.isEmpty();
          String at = place.isEmpty() ? "entry " + (i + 1) : place + "." + i;
          walk(only ? "" : at, array.items().get(i), leaves);
        }
      }
      case Json.Str text -> leaves.put(place, text.value());
      default -> leaves.put(place, value.text());
    }
  }
}
