package io.pricewright.rules.catalogue.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenaiPricesTest {
  private static List<GenaiPrices.Offer> read(String prices) {
    return GenaiPrices.read(
        JsonReader.parse(
            "[{\"id\":\"p\",\"models\":[{\"id\":\"m\",\"prices\":%s}]}]".formatted(prices)));
  }

  private static String params(String prices) {
    return GenaiPrices.params(read(prices)).text();
  }

  @Test
  void prices_ofEveryKind_becomeParametersDigitForDigit() {
    assertThat(
            params(
                """
                {"input_mtok":0.135,"output_mtok":1.10,"cache_read_mtok":35e-3,"cache_write_mtok":1,
                 "input_audio_mtok":40,"cache_audio_read_mtok":0.3,"output_audio_mtok":80,
                 "requests_kcount":5}\
                """))
        .isEqualTo(
            "{\"models\":{\"m\":[{\"prices\":{\"input_price\":\"0.135\",\"output_price\":\"1.1\","
                + "\"cached_input_price\":\"0.035\",\"cache_write_price\":\"1\","
                + "\"input_audio_price\":\"40\",\"cached_audio_price\":\"0.3\","
                + "\"output_audio_price\":\"80\",\"request_price\":\"0.005\"}}]}}");
  }

  @Test
  void prices_withTiersAndDates_keepThem() {
    assertThat(
            params(
                """
                [{"prices":{"input_mtok":{"base":5,"tiers":[{"start":200000,"price":10}]}}},
                 {"constraint":{"start_date":"2026-03-13"},"prices":{"input_mtok":4}},
                 {"constraint":{"start_time":"00:30:00Z","end_time":"16:30:00Z"},
                  "prices":{"input_mtok":3}}]\
                """))
        .isEqualTo(
            "{\"models\":{\"m\":[{\"prices\":{\"input_price\":{\"base\":\"5\",\"above\":"
                + "[{\"tokens\":\"200000\",\"price\":\"10\"}]}}},"
                + "{\"from\":\"2026-03-13\",\"prices\":{\"input_price\":\"4\"}},"
                + "{\"time\":{\"from\":\"00:30\",\"to\":\"16:30\"},\"prices\":{\"input_price\":\"3\"}}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'video_mtok':1}|/0/models/0/prices/video_mtok is a price that llm-tokens does not know",
        "{'input_mtok':'1'}|/0/models/0/prices/input_mtok is not a number of at least 0",
        "{'input_mtok':-1}|/0/models/0/prices/input_mtok is not a number of at least 0",
        "7|/0/models/0/prices is not an object",
        "[{'constraint':{'start_date':'soon'},'prices':{}}]|/start_date is not a day",
        "[{'constraint':{'end_date':'2026-01-01'},'prices':{}}]|/constraint has fields other than",
        "[{'constraint':{'start_time':'00:30:10Z','end_time':'01:00:00Z'},'prices':{}}]|/start_time"
            + " is not a full minute"
      })
  void list_notOfTheFormat_isRefusedAtItsPlace(String prices, String message) {
    assertThatThrownBy(() -> read(prices.replace('\'', '"')))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rules_forOtherSpellings_becomePatterns_inTheListsOrder() {
    String list =
        """
        [{"id":"p","models":[{"id":"m","prices":{"input_mtok":1},"match":{"or":[{"equals":"m"},
          {"equals":"em"},{"starts_with":"m-"},{"ends_with":":m"},{"contains":"/m/"},
          {"regex":"^m-4\\\\.3-\\\\d{8}$"},{"regex":"^x/m\\\\.5-\\\\d"}]}}]}]\
        """;
    assertThat(GenaiPrices.read(JsonReader.parse(list)).getFirst().patterns())
        .containsExactly("em", "m-*", "*:m", "*/m/*", "m-4.3-########", "x/m.5-#*");
    assertThat(GenaiPrices.params(GenaiPrices.read(JsonReader.parse(list))).text())
        .startsWith("{\"models\":{\"m\":")
        .contains("\"matches\":[{\"pattern\":\"em\",\"model\":\"m\"}");
    assertThatThrownBy(
            () ->
                GenaiPrices.read(JsonReader.parse(list.replace("\"equals\":\"em\"", "\"not\":{}"))))
        .hasMessageContaining("/match/or/1/not is a rule that llm-tokens does not know");
  }

  /** 2.5e-06 USD a token is 2.5 a million; beyond 200k tokens 5 a million. */
  @Test
  void liteLlm_isReadDigitForDigit_andWhatHasNoPriceAToken_isLeftOut() {
    String list =
        """
        {"sample_spec":{"input_cost_per_token":0.0,"litellm_provider":"one of"},
         "a/b":{"litellm_provider":"acme","mode":"chat","input_cost_per_token":2.5e-06,
          "input_cost_per_token_above_200k_tokens":5e-06,"output_cost_per_token":1e-05,
          "cache_read_input_token_cost":1.25e-06,"max_tokens":4096,"supports_vision":true},
         "pictures":{"litellm_provider":"acme","output_cost_per_image":0.04}}\
        """;
    List<GenaiPrices.Offer> offers = LiteLlmPrices.read(JsonReader.parse(list));
    assertThat(offers).extracting(GenaiPrices.Offer::provider).containsExactly("acme");
    assertThat(JsonReader.parse(GenaiPrices.params(offers).text()))
        .isEqualTo(
            JsonReader.parse(
                """
                {"models":{"a/b":[{"prices":{"cached_input_price":"1.25",
                 "input_price":{"base":"2.5","above":[{"tokens":"200000","price":"5"}]},
                 "output_price":"10"}}]}}\
                """));
    assertThatThrownBy(() -> LiteLlmPrices.read(JsonReader.parse("{\"m\":1}")))
        .hasMessageContaining("/m is not an object");
  }

  @Test
  void params_ofOneModelTwice_areRefused() {
    List<GenaiPrices.Offer> offers = read("{}");
    assertThatThrownBy(() -> GenaiPrices.params(List.of(offers.getFirst(), offers.getFirst())))
        .hasMessageContaining("two offers of the model m");
  }
}
