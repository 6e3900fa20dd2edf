package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Catalogues by chance. What is said for good follows from the key, so that any two go together.
 */
final class RandomCatalogue {
  private static final String[] TEXTS = {
    "plain",
    "",
    "yes",
    "null",
    "0.10",
    "1e3",
    "a: b # c",
    "- x",
    "tab\there",
    "two\nlines\n",
    "  begins with blanks\nand goes on",
    "ends with a blank \nhere",
    "é ü 漢 \u2028 😀",
    "\"quoted\\",
    "keeps\n\n\n",
    "\r\n",
    "0x10",
    "2026-01-01",
    "~",
    "[a, b]",
    "{a: b}",
    "&x",
    "*x",
    "!t",
    "%d",
    "@",
    "line\n\n  deeper\n",
    "\u0000",
    "'",
    "?",
    ":",
    "x:",
    "1_000",
    "true"
  };

  private final Random random;
  private final Map<Handle, Json.Obj> items = new LinkedHashMap<>();

  RandomCatalogue(long seed) {
    random = new Random(seed);
  }

  private String text() {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    return random.nextInt(3) == 0 ? text + TEXTS[random.nextInt(TEXTS.length)] : text;
  }

  private Json.Obj json(String text) {
    return JsonReader.parseObject(text.replace('\'', '"'));
  }

  private String decimal() {
    return random.nextInt(100) + "." + random.nextInt(1_000_000_000);
  }

  Document next() {
    some(Kind.SCRIPT, "script", 4).forEach(this::script);
    List<String> meters = some(Kind.METER, "meter one", 4);
    for (String key : meters) {
      items.put(Handle.of(Kind.METER, key), meter(key));
    }
    List<String> features = new ArrayList<>();
    for (String key : some(Kind.FEATURE, "feature", 4)) {
      feature(key, meters, features);
    }
    for (String plan : some(Kind.PLAN, "plan", 3)) {
      items.put(Handle.of(Kind.PLAN, plan), texts(json("{}").with("name", Json.of("P" + text()))));
      for (String key : some(Kind.PRICE, plan + "/price", 4)) {
        price(plan, key, meters);
      }
      for (String feature : features) {
        if (random.nextBoolean()) {
          items.put(new Handle(Kind.ENTITLEMENT, plan, feature), right());
        }
      }
    }
    return new Document(items);
  }

  private List<String> some(Kind kind, String prefix, int most) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      if (random.nextInt(4) > 0) {
        keys.add(kind == Kind.SCRIPT ? prefix + i : prefix + " " + i);
      }
    }
    return keys;
  }

  private void script(String name) {
    int versions = 1 + random.nextInt(2);
    for (int i = 1; i <= versions; i++) {
      Json.Obj said =
          json("{'schema':{'type':'object','n':1.50},'tests':[{'a':null,'b':[1,0.25]}]}")
              .with("source", Json.of("// " + random.nextInt(3) + "\n" + text()))
              .with("manifest", json("{}").with("why", Json.of(text())));
      items.put(Handle.of(Kind.SCRIPT, versions == 1 ? name : name + "@" + i), said);
    }
  }

  private Json.Obj meter(String key) {
    Json.Obj said =
        json("{'event_name':'e','aggregation':{'type':'SUM','field':'n'}}")
            .with("event_name", Json.of(key + "'s: event"));
    return random.nextBoolean()
        ? said
        : said.with(
            "filters",
            JsonReader.parse(
                "[{\"key\":\"k\",\"operator\":\"eq\",\"values\":[\"%d\"]}]"
                    .formatted(random.nextInt(3))));
  }

  private void feature(String key, List<String> meters, List<String> made) {
    int which = key.charAt(key.length() - 1) - '0';
    String meter = "meter one " + which;
    if (which < 2) {
      if (meters.contains(meter)) {
        items.put(
            Handle.of(Kind.FEATURE, key),
            texts(json("{'name':'F','type':'metered'}").with("meter", Json.of(meter))));
        made.add(key);
      }
    } else {
      items.put(Handle.of(Kind.FEATURE, key), texts(json("{'name':'F','type':'boolean'}")));
      made.add(key);
    }
  }

  private Json.Obj texts(Json.Obj said) {
    Json.Obj more = said.with("description", Json.of(text()));
    return random.nextBoolean()
        ? more
        : more.with("metadata", Json.Obj.EMPTY.with(text(), Json.of(text())));
  }

  private void price(String plan, String key, List<String> meters) {
    int which = key.charAt(key.length() - 1) - '0';
    String meter = "meter one " + which;
    boolean usage = which > 0;
    if (usage && !meters.contains(meter)) {
      return;
    }
    Json.Obj said =
        json("{'currency':'usd','billing_period':'MONTHLY'}")
            .with("type", Json.of(usage ? "USAGE" : "FIXED"))
            .with("meter", usage ? Json.of(meter) : Json.nothing());
    List<String> scripts =
        items.keySet().stream().filter(h -> h.kind() == Kind.SCRIPT).map(Handle::key).toList();
    if (which == 2) {
      String script = scripts.isEmpty() ? "flat@1" : scripts.get(random.nextInt(scripts.size()));
      said =
          said.with("billing_model", Json.of("SCRIPT"))
              .with("script", Json.of(script))
              .with("params", Json.Obj.EMPTY.with("amount", Json.of(decimal())));
    } else if (which == 3) {
      said =
          json(said.text().replace('"', '\''))
              .with("billing_model", Json.of("TIERED"))
              .with("tier_mode", Json.of(random.nextBoolean() ? "SLAB" : "VOLUME"))
              .with(
                  "tiers",
                  JsonReader.parse(
                      "[{\"up_to\":\"10\",\"unit_amount\":\"%s\"},{\"unit_amount\":\"%s\"}]"
                          .formatted(decimal(), decimal())));
    } else {
      said = said.with("billing_model", Json.of("FLAT_FEE")).with("amount", Json.of(decimal()));
    }
    items.put(new Handle(Kind.PRICE, plan, key), texts(said));
  }

  private Json.Obj right() {
    return switch (random.nextInt(3)) {
      case 0 -> Json.Obj.EMPTY;
      case 1 -> json("{'is_enabled':false,'static_value':'a'}");
      default ->
          json("{'usage_reset_period':'MONTHLY'}")
              .with("usage_limit", Json.of(random.nextInt(10)))
              .with("is_soft_limit", Json.of(random.nextBoolean()));
    };
  }
}
