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
  void params_ofOneModelTwice_areRefused() {
    List<GenaiPrices.Offer> offers = read("{}");
    assertThatThrownBy(() -> GenaiPrices.params(List.of(offers.getFirst(), offers.getFirst())))
        .hasMessageContaining("two offers of the model m");
  }
}
