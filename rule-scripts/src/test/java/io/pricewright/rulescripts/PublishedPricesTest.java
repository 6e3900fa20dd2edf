package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.pricewright.rules.catalogue.genai.GenaiPrices;
import io.pricewright.rules.catalogue.genai.GenaiPrices.Offer;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices real model calls with a published price list, and adds them up again in integers. */
final class PublishedPricesTest {
  private static final GraalScriptEngine ENGINE = ScriptRuns.engine();
  private static final int BATCH = 250;

  /** A call of the Azure LLM inference trace 2023. */
  private record Call(Instant at, long input, long output) {}

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  /** Prices are in units of 0.0001 USD per million tokens. */
  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, 25000, 100000",
    "openai, gpt-4o-mini, 1500, 6000",
    "openai, o3, 100000, 400000",
    "anthropic, claude-3-haiku, 2500, 12500",
    "anthropic, claude-sonnet-4-5, 30000, 150000",
    "google, gemini-2.5-pro, 12500, 100000",
    "deepseek, deepseek-chat, 1350, 5500",
    "cohere, command-r7b, 375, 1500",
    "groq, llama-3.3-70b-versatile, 5900, 7900",
  })
  void trace_atPublishedPrices_costsTheSumInIntegers(
      String provider, String model, long inputPrice, long outputPrice) throws IOException {
    assertTotal(provider, model, Duration.ZERO, inputPrice, outputPrice);
  }

  /** In 2026 the newer price of o3 is in force; ten hours later the dearer hours of deepseek. */
  @ParameterizedTest
  @CsvSource({"openai, o3, PT20000H, 20000, 80000", "deepseek, deepseek-chat, PT10H, 2700, 11000"})
  void trace_atAnotherTime_costsThePriceInForceThen(
      String provider, String model, Duration later, long inputPrice, long outputPrice)
      throws IOException {
    assertTotal(provider, model, later, inputPrice, outputPrice);
  }

  private static void assertTotal(
      String provider, String model, Duration later, long inputPrice, long outputPrice)
      throws IOException {
    List<Call> calls = calls();
    assertThat(calls).hasSize(28_185);
    long sum = 0;
    for (Call call : calls) {
      sum += call.input() * inputPrice + call.output() * outputPrice;
    }
    BigDecimal expected = BigDecimal.valueOf(sum, 10);
    BigDecimal total = total(calls, params(provider, model), model, later);
    System.out.printf("%s %s: %s USD for %d calls%n", provider, model, total, calls.size());
    assertThat(total).isEqualByComparingTo(expected);
    if (model.equals("gpt-4o")) {
      assertThat(total).isEqualByComparingTo("144.400220");
    }
  }

  @Test
  void everyOffer_ofThePublishedList_isPricedAsListed() throws IOException {
    Json list = JsonReader.parse(SharedData.text("genai_prices.json"));
    List<Offer> offers = GenaiPrices.read(list);
    assertThat(offers).hasSize(1_285);
    Schema schema = LibraryTest.SCHEMAS.getSchema(ScriptRuns.named("llm-tokens").schema());
    Map<String, List<Offer>> byProvider = new HashMap<>();
    offers.forEach(o -> byProvider.computeIfAbsent(o.provider(), p -> new ArrayList<>()).add(o));
    assertThat(byProvider).hasSize(34);
    byProvider
        .values()
        .forEach(
            some ->
                assertThat(schema.validate(GenaiPrices.params(some).text(), InputFormat.JSON))
                    .as(some.getFirst().provider())
                    .isEmpty());
    List<ScriptInput> inputs = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (Json.Obj provider : ScriptRuns.objects(list)) {
      for (Json.Obj model : ScriptRuns.objects(provider.get("models"))) {
        if (model.get("prices") instanceof Json.Obj prices
            && prices.get("input_mtok") instanceof Json.Num perMillion) {
          String id = ScriptRuns.text(model, "id");
          Json.Obj params = params(ScriptRuns.text(provider, "id"), id);
          inputs.add(input(new Call(Instant.EPOCH, 12_345, 0), params, id));
          expected.add(
              perMillion.value().multiply(new BigDecimal("0.012345")).add(perCall(prices)));
        }
      }
    }
    assertThat(inputs).hasSize(1_258);
    List<ScriptOutcome> outcomes = ScriptRuns.run(ENGINE, "llm-tokens", inputs);
    for (int i = 0; i < inputs.size(); i++) {
      String which = inputs.get(i).toString();
      assertThat(ScriptRuns.amount(outcomes.get(i), which))
          .as(which)
          .isEqualByComparingTo(expected.get(i));
    }
  }

  /** A thousand tokens of input at so much a million, of all models of a provider. */
  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-sonnet-4-20250514, 0.003",
    "anthropic, claude-sonnet-4-5-20250929, 0.003",
    "anthropic, anthropic.claude-v2:1, 0.008",
    "openai, gpt-4o-2024-08-06, 0.0025",
    "x-ai, grok-4.3-20260301, 0.00125",
  })
  void names_asPublished_findTheirModel(String provider, String name, BigDecimal expected)
      throws IOException {
    List<Offer> offers =
        GenaiPrices.read(JsonReader.parse(SharedData.text("genai_prices.json"))).stream()
            .filter(offer -> offer.provider().equals(provider))
            .toList();
    assertThat(offers).extracting(Offer::model).doesNotContain(name);
    ScriptInput input = input(new Call(Instant.EPOCH, 1_000, 0), GenaiPrices.params(offers), name);
    ScriptOutcome outcome = ScriptRuns.run(ENGINE, "llm-tokens", List.of(input)).getFirst();
    assertThat(ScriptRuns.amount(outcome, name)).isEqualByComparingTo(expected);
  }

  private static BigDecimal perCall(Json.Obj prices) {
    return prices.get("requests_kcount") instanceof Json.Num perThousand
        ? perThousand.value().movePointLeft(3)
        : BigDecimal.ZERO;
  }

  private static final Map<String, Json.Obj> PARAMS = new HashMap<>();

  private static Json.Obj params(String provider, String model) throws IOException {
    if (PARAMS.isEmpty()) {
      for (Offer offer : GenaiPrices.read(JsonReader.parse(SharedData.text("genai_prices.json")))) {
        PARAMS.put(offer.provider() + " " + offer.model(), GenaiPrices.params(List.of(offer)));
      }
    }
    return PARAMS.getOrDefault(provider + " " + model, Json.Obj.EMPTY);
  }

  private static BigDecimal total(List<Call> calls, Json.Obj params, String model, Duration later) {
    BigDecimal total = BigDecimal.ZERO;
    for (int from = 0; from < calls.size(); from += BATCH) {
      List<ScriptInput> inputs = new ArrayList<>();
      for (Call call : calls.subList(from, Math.min(calls.size(), from + BATCH))) {
        Call moved = new Call(call.at().plus(later), call.input(), call.output());
        inputs.add(input(moved, params, model));
      }
      for (ScriptOutcome outcome : ScriptRuns.run(ENGINE, "llm-tokens", inputs)) {
        total = total.add(ScriptRuns.amount(outcome, model));
      }
    }
    return total;
  }

  private static ScriptInput input(Call call, Json.Obj params, String model) {
    Json.Obj properties =
        Generator.object(
            "model", model, "input_tokens", call.input(), "output_tokens", call.output());
    Json.Obj event =
        Generator.object("quantity", "1", "properties", properties, "timestamp", call.at());
    return new ScriptInput(event.text(), params.text(), "{}");
  }

  private static List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String part : List.of("conv", "code")) {
      List<String> lines = SharedData.lines("azure_llm_trace_2023_" + part + ".csv");
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Instant at = Instant.parse(cells[0].replace(' ', 'T') + "Z");
        calls.add(new Call(at, Long.parseLong(cells[1]), Long.parseLong(cells[2])));
      }
    }
    return calls;
  }
}
