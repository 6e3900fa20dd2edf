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
   * @param before as it was
   * @param after as it is now
   */
  public record Step(PriceId priceId, Side before, Side after) {}

  /**
   * What a segment added to the amount at one time.
   *
   * @param own how much
   * @param subjects what its script saw: the usage up to its end, and up to its begin for all but
   *     the first segment; or the usage of all, of which the price counts by a share; empty where
   *     nothing was booked or each event is priced alone
   * @param share by which the price counts; null when it counts whole
   */
  public record Side(BigDecimal own, List<String> subjects, @Nullable Share share) {
    public Side {
      subjects = List.copyOf(subjects);
    }

    static Side of(@Nullable Split split, int s, BigDecimal own) {
      return split == null
          ? new Side(own, List.of(), null)
          : new Side(own, split.asked(s), split.share(s));
    }

    private Json.Obj toJson() {
      return Json.Obj.EMPTY
          .with("o", Json.of(Money.plain(own).toPlainString()))
          .with("u", texts(subjects))
          .with("s", Json.of(share == null ? null : share.text()));
    }

    private static Side read(@Nullable Json json) {
      Json.Obj side = (Json.Obj) Objects.requireNonNull(json);
      String share = side.string("s");
      return new Side(
          new BigDecimal(Objects.requireNonNull(side.string("o"))),
          strings(side.get("u")),
          share == null ? null : Share.parse(share));
    }
  }

  /** A part of a whole, kept as both: the fraction is exact. */
  public record Share(BigDecimal part, BigDecimal whole) {
    /** Returns it as {@code part/whole}. */
    public String text() {
      return Money.plain(part).toPlainString() + "/" + Money.plain(whole).toPlainString();
    }

    private static Share parse(String text) {
      int cut = text.indexOf('/');
      return new Share(
          new BigDecimal(text.substring(0, cut)), new BigDecimal(text.substring(cut + 1)));
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
              .with("b", step.before.toJson())
              .with("a", step.after.toJson()));
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
              Side.read(json.get("b")),
              Side.read(json.get("a"))));
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
