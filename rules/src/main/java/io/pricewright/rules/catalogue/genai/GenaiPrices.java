package io.pricewright.rules.catalogue.genai;

import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a price list in the format of pydantic/genai-prices (an array of providers, each with its
 * models) and makes parameters of the script {@code llm-tokens} of it, digit for digit. The list's
 * rules for other spellings of a model become patterns of the script, in its order.
 */
public final class GenaiPrices {
  private GenaiPrices() {}

  /**
   * What a provider asks for a model.
   *
   * @param provider id of the provider, such as {@code openai}
   * @param model id of the model, such as {@code gpt-4o}
   * @param entries its prices as the script takes them; the last in force counts
   * @param patterns other names of the model, as the script takes them
   */
  public record Offer(String provider, String model, Json.Arr entries, List<String> patterns) {
    public Offer {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Returns every offer of a list, in its order.
   *
   * @throws io.pricewright.rules.problem.ProblemException with {@link
   *     io.pricewright.rules.problem.Problem.MalformedBody} at the first thing that is not of the
   *     format, or that the script cannot price
   */
  public static List<Offer> read(Json list) {
    List<Offer> offers = new ArrayList<>();
    Place root = new Place("");
    List<Json> providers = root.array(list);
    for (int i = 0; i < providers.size(); i++) {
      Place at = root.in(i);
      Json.Obj provider = at.object(providers.get(i));
      String id = at.text(provider, "id");
      List<Json> models = at.in("models").array(provider.get("models"));
      for (int j = 0; j < models.size(); j++) {
        offers.add(offer(id, models.get(j), at.in("models").in(j)));
      }
    }
    return List.copyOf(offers);
  }

  /** Returns parameters of the script for some offers, whose models differ. */
  public static Json.Obj params(List<Offer> offers) {
    Map<String, Json> models = new LinkedHashMap<>();
    List<Json> matches = new ArrayList<>();
    for (Offer offer : offers) {
      if (models.put(offer.model(), offer.entries()) != null) {
        throw new IllegalStateException(
            "two offers of the model %s: take the offers of one provider".formatted(offer.model()));
      }
      for (String pattern : offer.patterns()) {
        matches.add(
            Json.Obj.EMPTY.with("pattern", Json.of(pattern)).with("model", Json.of(offer.model())));
      }
    }
    Json.Obj params = Json.Obj.EMPTY.with("models", new Json.Obj(models));
    return matches.isEmpty() ? params : params.with("matches", new Json.Arr(matches));
  }

  private static Offer offer(String provider, Json json, Place at) {
    Json.Obj model = at.object(json);
    Place place = at.in("prices");
    List<Json> entries = new ArrayList<>();
    if (model.get("prices") instanceof Json.Arr dated) {
      for (int i = 0; i < dated.items().size(); i++) {
        entries.add(new Entry(place.in(i)).dated(dated.items().get(i)));
      }
    } else {
      entries.add(new Entry(place).always(model.get("prices")));
    }
    String id = at.text(model, "id");
    List<String> patterns =
        model.get("match") == null
            ? List.of()
            : Spellings.patterns(model.get("match"), at.in("match")).stream()
                .filter(pattern -> !pattern.equals(id))
                .toList();
    return new Offer(provider, id, new Json.Arr(entries), patterns);
  }
}
