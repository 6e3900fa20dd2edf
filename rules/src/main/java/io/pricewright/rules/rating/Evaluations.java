package io.pricewright.rules.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonText;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.CellRater.Need;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.usage.Parts;
import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a script engine for the prices of one cell, each once, and remembers them. Not thread-safe.
 */
final class Evaluations {
  private final ScriptEngine engine;
  private final CellModel model;
  private final Map<Need, BigDecimal> known = new HashMap<>();
  private final Map<Need, Failure> failures = new HashMap<>();
  private final Map<Integer, List<Need>> asked = new LinkedHashMap<>();
  private final Map<Integer, String> contexts = new HashMap<>();
  private @Nullable Failure failed;

  Evaluations(ScriptEngine engine, CellModel model) {
    this.engine = engine;
    this.model = model;
  }

  /** Notes a price that will be needed, unless it is known. */
  void ask(Need need) {
    if (!known.containsKey(need)) {
      List<Need> needs = asked.computeIfAbsent(segment(need), s -> new ArrayList<>());
      known.put(need, UNKNOWN);
      failures.remove(need);
      needs.add(need);
    }
  }

  private static int segment(Need need) {
    return switch (need) {
      case Need.OfUsage usage -> usage.segment();
      case Need.OfEvent event -> event.segment();
    };
  }

  private static final BigDecimal UNKNOWN = new BigDecimal("-1e-99");

  /** Evaluates what was asked; returns the first failure, or null. */
  @Nullable Failure evaluate() {
    together(engine, List.of(this));
    return failed;
  }

  /** Returns the first failure of the last evaluation, or null. */
  @Nullable Failure failed() {
    return failed;
  }

  /** Evaluates what several cells have asked, one call for each script version. */
  static void together(ScriptEngine engine, List<Evaluations> cells) {
    Map<ScriptId, Call> calls = new LinkedHashMap<>();
    for (Evaluations cell : cells) {
      cell.failed = null;
      cell.asked.forEach(
          (segment, needs) -> {
            ScriptVersion script = cell.model.segments().get(segment).price().script();
            Call call = calls.computeIfAbsent(script.id(), id -> Call.of(script));
            for (Need need : needs) {
              call.inputs.add(cell.input(segment, need));
              call.questions.add(new Question(cell, need));
            }
          });
      cell.asked.clear();
    }
    calls.values().forEach(call -> call.evaluate(engine));
  }

  /** Who asked what. */
  private record Question(Evaluations cell, Need need) {}

  private record Call(ScriptVersion script, List<ScriptInput> inputs, List<Question> questions) {
    static Call of(ScriptVersion script) {
      return new Call(script, new ArrayList<>(), new ArrayList<>());
    }

    void evaluate(ScriptEngine engine) {
      List<ScriptOutcome> outcomes = engine.evaluate(script, inputs);
      for (int i = 0; i < questions.size(); i++) {
        questions.get(i).cell().settle(questions.get(i).need(), outcomes.get(i));
      }
    }
  }

  private void settle(Need need, ScriptOutcome outcome) {
    switch (outcome) {
      case ScriptOutcome.Priced priced -> known.put(need, Money.round12(priced.amount()));
      case ScriptOutcome.Failed said -> {
        Failure failure = Failure.of(said, model.segments().get(segment(need)).price());
        known.remove(need);
        failures.put(need, failure);
        failed = failed == null ? failure : failed;
      }
    }
  }

  /** Returns why a price that was evaluated last failed, or null when it did not. */
  @Nullable Failure failure(Need need) {
    return failures.get(need);
  }

  /** Returns a price that was evaluated. */
  BigDecimal of(Need need) {
    BigDecimal price = Objects.requireNonNull(known.get(need));
    if (price.compareTo(UNKNOWN) == 0) {
      throw new IllegalStateException("a price was used before it was evaluated");
    }
    return price;
  }

  /** Returns what a script sees to give a price. */
  ScriptInput input(Need need) {
    return input(segment(need), need);
  }

  private ScriptInput input(int segment, Need need) {
    return new ScriptInput(
        switch (need) {
          case Need.OfUsage usage -> usage.subject();
          case Need.OfEvent event -> event(event.hit());
        },
        model.segments().get(segment).price().params(),
        contexts.computeIfAbsent(segment, s -> context(model, model.segments().get(s))));
  }

  /** Returns the usage with which a cell begins. */
  static UsageState begin(CellModel model) {
    return model.segments().size() > 1 ? noneInSteps(model) : none(model);
  }

  /** Returns the usage of no events. */
  static UsageState none(CellModel model) {
    AggregationType type = model.meter().aggregation().type();
    return model.seesAll() ? Parts.empty(type) : UsageState.empty(type);
  }

  /** Returns the usage of no events, of which can be asked what was added. */
  static UsageState noneInSteps(CellModel model) {
    AggregationType type = model.meter().aggregation().type();
    return model.seesAll() ? Parts.empty(type, true) : UsageState.inSteps(type);
  }

  /**
   * Returns what a cumulative script sees of a usage.
   *
   * @param until when a level that is held stops to count
   */
  static String subject(CellModel model, UsageState usage, Instant until) {
    Aggregation aggregation = model.meter().aggregation();
    BigDecimal total = usage.quantity(aggregation, model.period(), until);
    if (!(usage instanceof Parts parts)) {
      return usage(total, model.lineItem().allowance());
    }
    StringBuilder out = new StringBuilder(40 + 60 * parts.parts().size());
    out.append("{\"quantity\":\"").append(total.toPlainString()).append('"');
    Parted.cells(parts, aggregation, model.period(), until, out);
    return out.append('}').toString();
  }

  /** Returns the subject of a cumulative script: what the price sees, and what there was in all. */
  static String usage(BigDecimal quantity, @Nullable BigDecimal allowance) {
    String billable = CellWork.billable(quantity, allowance).toPlainString();
    return allowance == null
        ? "{\"quantity\":\"" + billable + "\"}"
        : "{\"quantity\":\"" + billable + "\",\"total\":\"" + quantity.toPlainString() + "\"}";
  }

  /** Returns the subject of a per-event script; numbers in properties become decimal strings. */
  static String event(Hit hit) {
    Event event = hit.event();
    StringBuilder out = new StringBuilder(160);
    out.append("{\"quantity\":\"")
        .append(hit.contribution().quantity().toPlainString())
        .append("\",\"properties\":");
    JsonText.write(withoutNumbers(event.properties()), out);
    out.append(",\"event_name\":");
    JsonText.writeString(event.name(), out);
    out.append(",\"event_id\":");
    JsonText.writeString(event.id().value(), out);
    return out.append(",\"timestamp\":\"").append(event.occurredAt()).append("\"}").toString();
  }

  private static Json withoutNumbers(Json value) {
    return switch (value) {
      case Json.Num number -> new Json.Str(Money.plain(number.value()).toPlainString());
      case Json.Arr array ->
          new Json.Arr(array.items().stream().map(Evaluations::withoutNumbers).toList());
      case Json.Obj object -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.fields().forEach((name, inner) -> fields.put(name, withoutNumbers(inner)));
        yield new Json.Obj(fields);
      }
      default -> value;
    };
  }

  /** Returns what is constant for a segment of a cell. */
  static String context(CellModel cell, Segment segment) {
    StringBuilder out = new StringBuilder(240);
    out.append("{\"currency\":\"").append(cell.subscription().currency());
    out.append("\",\"plan_id\":\"").append(cell.subscription().planId());
    out.append("\",\"subscription_id\":\"").append(cell.subscription().id());
    out.append("\",\"price_id\":\"").append(segment.price().id());
    out.append("\",\"period\":{\"start\":\"").append(cell.period().from());
    out.append("\",\"end\":\"").append(cell.period().to()).append("\"}");
    Parted.context(cell, out);
    return out.append('}').toString();
  }
}
