package io.pricewright.rules.catalogue.genai;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a price list in the format of LiteLLM's {@code model_prices_and_context_window.json} (an
 * object of models, prices in USD per token) into offers of the script {@code llm-tokens}, digit
 * for digit. Models that have no price per token (images, speech, rerankers) are left out.
 */
public final class LiteLlmPrices {
  private static final Map<String, String> NAMES =
      Map.of(
          "input_cost_per_token", "input_price",
          "output_cost_per_token", "output_price",
          "cache_read_input_token_cost", "cached_input_price",
          "cache_creation_input_token_cost", "cache_write_price",
          "input_cost_per_audio_token", "input_audio_price",
          "output_cost_per_audio_token", "output_audio_price");
  private static final Pattern ABOVE = Pattern.compile("(.+)_above_(\\d{1,6})k_tokens");
  private static final String SAMPLE = "sample_spec";

  private LiteLlmPrices() {}

  /** Returns whether a list has this format: an object, where the other is an array. */
  public static boolean is(Json list) {
    return list instanceof Json.Obj;
  }

  /**
   * Returns the offers of a list, in its order.
   *
   * @throws io.pricewright.rules.problem.ProblemException with {@link
   *     io.pricewright.rules.problem.Problem.MalformedBody} at the first thing that is not of the
   *     format
   */
  public static List<GenaiPrices.Offer> read(Json list) {
    Place root = new Place("");
    List<GenaiPrices.Offer> offers = new ArrayList<>();
    root.object(list)
        .fields()
        .forEach(
            (name, value) -> {
              Place at = root.in(name.replace("~", "~0").replace("/", "~1"));
              Json.Obj model = at.object(value);
              Json.Obj prices = prices(model, at);
              if (!name.equals(SAMPLE) && !prices.fields().isEmpty()) {
                String provider = model.string("litellm_provider");
                Json entry = Json.Obj.EMPTY.with("prices", prices);
                offers.add(
                    new GenaiPrices.Offer(
                        provider == null ? "" : provider,
                        name,
                        new Json.Arr(List.of(entry)),
                        List.of()));
              }
            });
    return List.copyOf(offers);
  }

  private static Json.Obj prices(Json.Obj model, Place at) {
    Map<String, Json> made = new LinkedHashMap<>();
    NAMES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              Json base = model.get(entry.getKey());
              if (base instanceof Json.Num) {
                made.put(entry.getValue(), price(model, entry.getKey(), base, at));
              }
            });
    return new Json.Obj(made);
  }

  private static Json price(Json.Obj model, String name, Json base, Place at) {
    Map<BigDecimal, Json> above = new TreeMap<>();
    model
        .fields()
        .forEach(
            (key, value) -> {
              Matcher bound = ABOVE.matcher(key);
              if (bound.matches() && bound.group(1).equals(name) && value instanceof Json.Num) {
                BigDecimal tokens = new BigDecimal(bound.group(2)).movePointRight(3);
                above.put(
                    tokens,
                    Json.Obj.EMPTY
                        .with("tokens", Json.of(Money.plain(tokens).toPlainString()))
                        .with("price", perMillion(value, at.in(key))));
              }
            });
    Json whole = perMillion(base, at.in(name));
    return above.isEmpty()
        ? whole
        : Json.Obj.EMPTY
            .with("base", whole)
            .with("above", new Json.Arr(List.copyOf(above.values())));
  }

  private static Json perMillion(@Nullable Json value, Place at) {
    at.decimal(value);
    return value instanceof Json.Num number
        ? at.decimal(new Json.Num(number.value().movePointRight(6)))
        : Json.nothing();
  }
}
