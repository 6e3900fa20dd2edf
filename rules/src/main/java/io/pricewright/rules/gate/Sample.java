package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.BucketSize;
import io.pricewright.rules.meter.Part;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters to try a script on, and for a script priced by event what its events look like.
 *
 * @param kind the script's
 * @param params parameter values
 * @param hints property to {@code {"decimal": [low, high]}} or {@code {"one_of": [...]}}
 * @param timestamp of the events
 * @param part the bucket and group in which all of the usage falls
 * @param bucketSize length of the bucket; null without buckets
 */
record Sample(
    ScriptKind kind,
    Json.Obj params,
    Json.Obj hints,
    String timestamp,
    Part part,
    @Nullable BucketSize bucketSize) {
  /** The billing period of every generated input, which begins with the bucket there is. */
  static final Interval PERIOD =
      new Interval(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

  /** Most groups of one sample. */
  static final int MOST_GROUPS = 5;

  private static final Set<String> PARTED = Set.of("params", "event", "groups", "bucket_size");

  /** The context of every generated input. */
  static final String CONTEXT =
      "{\"currency\":\"usd\",\"plan_id\":\"plan_gate\",\"subscription_id\":\"subs_gate\",\"price_id\":\"price_gate\",\"period\":{\"start\":\"2026-03-01T00:00:00Z\",\"end\":\"2026-04-01T00:00:00Z\"}}";

  private static final String SOME_TIME = "2026-03-02T22:30:00Z";

  /**
   * Reads a sample of a manifest: one for each group that it names, or none if it is none. What is
   * priced as a whole may stand with its parameters alone.
   */
  static List<Sample> of(Json item, ScriptKind kind) {
    if (!(item instanceof Json.Obj given)) {
      return List.of();
    }
    boolean parted = given.get("groups") != null || given.get("bucket_size") != null;
    if (kind != ScriptKind.PER_EVENT && !parted) {
      return List.of(new Sample(kind, given, Json.Obj.EMPTY, SOME_TIME, Part.WHOLE, null));
    }
    if (!PARTED.containsAll(given.fields().keySet())) {
      return List.of();
    }
    return whole(given, kind)
        .filter(whole -> given.get("bucket_size") == null || size(given).isPresent())
        .map(whole -> whole.parts(groups(given), size(given).orElse(null)))
        .orElse(List.of());
  }

  /**
   * Returns the groups of a sample: one that is null where it names none; none where they are no
   * list.
   */
  private static List<@Nullable String> groups(Json.Obj given) {
    List<@Nullable String> groups = new ArrayList<>();
    if (given.get("groups") == null) {
      groups.add(null);
    } else if (given.get("groups") instanceof Json.Arr names
        && names.items().size() <= MOST_GROUPS
        && names.items().stream().allMatch(Json.Str.class::isInstance)) {
      names.items().forEach(name -> groups.add(((Json.Str) name).value()));
    }
    return groups;
  }

  private static Optional<BucketSize> size(Json.Obj given) {
    String code = given.string("bucket_size");
    return Arrays.stream(BucketSize.values()).filter(one -> one.code().equals(code)).findFirst();
  }

  private List<Sample> parts(List<@Nullable String> groups, @Nullable BucketSize size) {
    Instant bucket = size == null ? null : size.spanOf(PERIOD.from()).from();
    return groups.stream()
        .map(group -> new Sample(kind, params, hints, timestamp, new Part(bucket, group), size))
        .toList();
  }

  private static Optional<Sample> whole(Json.Obj given, ScriptKind kind) {
    Json.Obj event = object(given, "event");
    Json.Obj hints = object(event, "properties");
    boolean readable = hints.fields().values().stream().allMatch(Sample::readable);
    if (!(given.get("params") instanceof Json.Obj params) || !readable) {
      return Optional.empty();
    }
    String at = event.string("timestamp");
    return Optional.of(
        new Sample(kind, params, hints, at == null ? SOME_TIME : at, Part.WHOLE, null));
  }

  private static boolean readable(Json hint) {
    if (!(hint instanceof Json.Obj object)) {
      return false;
    }
    if (object.get("one_of") instanceof Json.Arr values) {
      return !values.items().isEmpty();
    }
    return object.get("decimal") instanceof Json.Arr range
        && range.items().size() == 2
        && range.items().stream().allMatch(end -> Numbers.of(end).isPresent());
  }

  /** Makes a sample of a test that expects an amount: its parameters, its event's properties. */
  static Optional<Sample> ofTest(Json test, ScriptKind kind) {
    if (!(test instanceof Json.Obj given) || given.get("amount") == null) {
      return Optional.empty();
    }
    Json.Obj subject = object(given, "subject");
    Map<String, Json> hints = new LinkedHashMap<>();
    object(subject, "properties")
        .fields()
        .forEach(
            (name, value) ->
                hints.put(name, Json.Obj.EMPTY.with("one_of", new Json.Arr(List.of(value)))));
    String at = subject.string("timestamp");
    return Optional.of(
        new Sample(
            kind,
            object(given, "params"),
            new Json.Obj(hints),
            at == null ? SOME_TIME : at,
            Part.WHOLE,
            null));
  }

  boolean perEvent() {
    return kind == ScriptKind.PER_EVENT;
  }

  /** Makes properties by the hints. */
  Json.Obj properties(Random random) {
    Map<String, Json> made = new LinkedHashMap<>();
    hints
        .fields()
        .forEach(
            (name, hint) -> {
              if (((Json.Obj) hint).get("one_of") instanceof Json.Arr values) {
                made.put(name, values.items().get(random.nextInt(values.items().size())));
              } else {
                made.put(name, decimal(low((Json.Obj) hint), high((Json.Obj) hint), random));
              }
            });
    return new Json.Obj(made);
  }

  /** Returns properties whose decimals are all zero: those of an event that used nothing. */
  Json.Obj nothingUsed(Json.Obj properties) {
    Map<String, Json> made = new LinkedHashMap<>(properties.fields());
    decimals().forEach(name -> made.put(name, Json.of("0")));
    return new Json.Obj(made);
  }

  /** Returns the names of the decimal properties. */
  List<String> decimals() {
    return hints.fields().entrySet().stream()
        .filter(hint -> ((Json.Obj) hint.getValue()).get("decimal") != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the least that a decimal property is. */
  BigDecimal least(String decimal) {
    return low(object(hints, decimal));
  }

  private Json decimal(BigDecimal low, BigDecimal high, Random random) {
    List<BigDecimal> bounds =
        Numbers.in(params).stream()
            .filter(n -> n.compareTo(low) >= 0 && n.compareTo(high) <= 0)
            .toList();
    if (!bounds.isEmpty() && random.nextInt(3) == 0) {
      BigDecimal bound = bounds.get(random.nextInt(bounds.size()));
      BigDecimal beside = bound.add(BigDecimal.valueOf(random.nextInt(3) - 1L));
      return Json.of(beside.max(low).min(high).toPlainString());
    }
    int scale = Math.max(0, Math.max(low.scale(), high.scale()));
    BigDecimal share = BigDecimal.valueOf(random.nextInt(1_000_001), 6);
    return Json.of(
        low.add(high.subtract(low).multiply(share))
            .setScale(scale, RoundingMode.DOWN)
            .toPlainString());
  }

  private static BigDecimal low(Json.Obj hint) {
    return end(hint, 0);
  }

  private static BigDecimal high(Json.Obj hint) {
    return end(hint, 1);
  }

  private static BigDecimal end(Json.Obj hint, int at) {
    return hint.get("decimal") instanceof Json.Arr range
        ? Numbers.of(range.items().get(at)).orElseThrow()
        : BigDecimal.ZERO;
  }

  /** Makes an input of so much usage, or of an event with so much and these properties. */
  ScriptInput input(BigDecimal quantity, Json.Obj properties) {
    Json.Obj subject = Json.Obj.EMPTY.with("quantity", Json.of(plain(quantity)));
    if (perEvent()) {
      subject =
          subject
              .with("properties", properties)
              .with("event_name", Json.of("gate"))
              .with("event_id", Json.of("gate-1"))
              .with("timestamp", Json.of(timestamp));
    }
    if (kind == ScriptKind.ALL_CELLS) {
      Instant bucket = part.bucket();
      Json.Obj cell =
          subject
              .with("bucket", Json.of(bucket == null ? null : bucket.toString()))
              .with("group", Json.of(part.group()));
      subject = subject.with("cells", new Json.Arr(List.of(cell)));
    }
    return new ScriptInput(subject.text(), params.text(), context());
  }

  /** A script that sees all parts has no part of its own. */
  private String context() {
    if (part.equals(Part.WHOLE) || kind == ScriptKind.ALL_CELLS) {
      return CONTEXT;
    }
    Json.Obj context = JsonReader.parseObject(CONTEXT);
    if (bucketSize != null) {
      Interval bucket = bucketSize.spanOf(PERIOD.from());
      Instant from = bucket.from().isBefore(PERIOD.from()) ? PERIOD.from() : bucket.from();
      Instant to = bucket.to().isAfter(PERIOD.to()) ? PERIOD.to() : bucket.to();
      context =
          context.with(
              "bucket",
              Json.Obj.EMPTY
                  .with("start", Json.of(from.toString()))
                  .with("end", Json.of(to.toString())));
    }
    return (part.group() == null ? context : context.with("group", Json.of(part.group()))).text();
  }

  static String plain(BigDecimal number) {
    return io.pricewright.rules.money.Money.plain(number).toPlainString();
  }

  static Json.Obj object(Json.Obj json, String field) {
    return json.get(field) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY;
  }
}
