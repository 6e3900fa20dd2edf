package io.pricewright.rules.rating;

import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a charge that corrects earlier ones was worked out from: for each segment whose amount
 * changed, what its script saw before and after. Enough to evaluate it again.
 *
 * @param steps one a segment, in order
 */
public record Evidence(List<Step> steps) {
  /** Most characters of a stored evidence; a longer one is not kept. */
  public static final int MAX_CHARS = 100_000;

  /**
   * A segment.
   *
   * @param priceId the version that prices it
   * @param ownBefore what it added to the amount before
   * @param ownAfter what it adds now
   * @param before what its script saw before: the usage up to its end, and up to its begin for all
   *     but the first segment; empty where nothing was booked or each event is priced alone
   * @param after the same as it is now
   */
  public record Step(
      PriceId priceId,
      BigDecimal ownBefore,
      BigDecimal ownAfter,
      List<String> before,
      List<String> after) {
    public Step {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  public Evidence {
    steps = List.copyOf(steps);
  }

  /** Returns it as JSON, or null when it is too long to keep. */
  public @Nullable String text() {
    List<Json> items = new ArrayList<>();
    for (Step step : steps) {
      items.add(
          Json.Obj.EMPTY
              .with("v", Json.of(step.priceId))
              .with("ob", Json.of(Money.plain(step.ownBefore).toPlainString()))
              .with("oa", Json.of(Money.plain(step.ownAfter).toPlainString()))
              .with("b", texts(step.before))
              .with("a", texts(step.after)));
    }
    String text = new Json.Arr(items).text();
    return text.length() > MAX_CHARS ? null : text;
  }

  /** Reads what {@link #text} wrote. */
  public static Evidence parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (Json item : ((Json.Arr) JsonReader.parse(text)).items()) {
      Json.Obj json = (Json.Obj) item;
      steps.add(
          new Step(
              new PriceId(Objects.requireNonNull(json.string("v"))),
              new BigDecimal(Objects.requireNonNull(json.string("ob"))),
              new BigDecimal(Objects.requireNonNull(json.string("oa"))),
              strings(json.get("b")),
              strings(json.get("a"))));
    }
    return new Evidence(steps);
  }

  private static Json texts(List<String> texts) {
    return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
  }

  private static List<String> strings(@Nullable Json array) {
    return array instanceof Json.Arr all
        ? all.items().stream().map(item -> ((Json.Str) item).value()).toList()
        : List.of();
  }
}
