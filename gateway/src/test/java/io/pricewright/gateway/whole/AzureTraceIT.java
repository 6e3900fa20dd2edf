package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of 28,185 real LLM calls costs the same to the last digit, however it is asked: 144.400220
 * USD for 40,421,844 input tokens at 2.50 and 4,334,561 output tokens at 10.00 a million.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class AzureTraceIT {
  private static final int BATCH = 1_000;

  private Trace trace;
  private Trace beginning;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    trace = Trace.open(folder);
    beginning = trace.first(4_000, folder);
    if (trace.real()) {
      assertThat(trace.rows()).isEqualTo(28_185);
      assertThat(trace.total()).isEqualByComparingTo("144.400220");
    }
  }

  @Test
  void trace_imported_costsTheKnownTotal() {
    Scene scene = TestNode.shared().tenant();
    Trace.Sold sold = trace.sell(scene);
    Importer.Ended first = Importer.run(scene, trace);
    assertThat(first).isEqualTo(new Importer.Ended(0, trace.rows(), 0, 0, 0, 0, 0));
    assertTotal(scene);
    assertThat(usage(scene, sold.inputMeter(), "2.50").add(usage(scene, sold.outputMeter(), "10")))
        .isEqualByComparingTo(trace.total());

    assertSimulated(scene, sold.price());

    Importer.Ended again = Importer.run(scene, trace);
    assertThat(again).isEqualTo(new Importer.Ended(0, 0, 0, 0, trace.rows(), 0, 0));
    assertTotal(scene);
  }

  @Test
  void trace_previewedBeforeEachRequest_addsUpToItsTotal() throws IOException {
    Scene scene = TestNode.shared().tenant();
    beginning.sell(scene);
    BigDecimal previewed = BigDecimal.ZERO;
    for (Trace.Part part : beginning.parts()) {
      for (String request : requests(part)) {
        BigDecimal before = scene.sums().charged();
        BigDecimal amount = new BigDecimal(scene.posted("/v1/preview", request).text("amount"));
        assertThat(scene.posted("/v1/events/bulk", request).text("parked")).isEqualTo("0");
        assertThat(scene.sums().charged().subtract(before)).isEqualByComparingTo(amount);
        previewed = previewed.add(amount);
      }
    }
    assertThat(previewed).isEqualByComparingTo(beginning.total());
    scene.sums().are(beginning.total());
  }

  /** November again: by the price itself, and by one that asks half of it. */
  private void assertSimulated(Scene scene, String price) {
    assertThat(simulated(scene, price, "{\"price_id\":\"%s\"}".formatted(price)))
        .isEqualByComparingTo(trace.total());
    String half =
        "{\"script\":{\"name\":\"llm-tokens\",\"version\":1},"
            + "\"params\":{\"input_price\":\"1.25\",\"output_price\":\"5.00\"}}";
    assertThat(simulated(scene, price, half).multiply(BigDecimal.TWO))
        .isEqualByComparingTo(trace.total());
  }

  private BigDecimal simulated(Scene scene, String price, String candidate) {
    Reply found =
        scene.posted(
            "/v1/simulations?wait=60",
            """
            {"lineage_id":"%s","candidate":%s,"from":"2023-11-01T00:00:00Z",
             "to":"2023-12-01T00:00:00Z"}\
            """
                .formatted(price, candidate));
    assertThat(total(found, 0)).isEqualByComparingTo(trace.total());
    return total(found, 1);
  }

  private static BigDecimal total(Reply found, int variant) {
    return Parts.amount(Parts.list(found.inner("report"), "variants").get(variant), "total");
  }

  private void assertTotal(Scene scene) {
    scene.sums().are(trace.total());
    BigDecimal customers = BigDecimal.ZERO;
    for (Trace.Part part : trace.parts()) {
      customers = customers.add(scene.sumsOf(part.customer()).charged());
    }
    assertThat(customers).isEqualByComparingTo(trace.total());
  }

  private static BigDecimal usage(Scene scene, String meter, String perMillion) {
    String value =
        scene
            .post("/v1/events/usage/meter", "{\"meter_id\":\"%s\"}".formatted(meter))
            .text("value");
    return Trace.cost(new BigDecimal(value).longValueExact(), perMillion);
  }

  private static List<String> requests(Trace.Part part) throws IOException {
    List<String> lines = Files.readAllLines(part.file());
    List<String> requests = new ArrayList<>();
    for (int from = 1; from < lines.size(); from += BATCH) {
      List<String> events = new ArrayList<>();
      for (int i = from; i < Math.min(lines.size(), from + BATCH); i++) {
        events.add(event(part, lines.get(i).split(",", -1), i));
      }
      requests.add("{\"events\":[" + String.join(",", events) + "]}");
    }
    return requests;
  }

  private static String event(Trace.Part part, String[] cells, int line) {
    StringBuilder time = new StringBuilder();
    JsonText.writeString(cells[0].replace(' ', 'T') + (cells[0].endsWith("Z") ? "" : "Z"), time);
    return """
    {"event_id":"%s-%d","event_name":"llm.call","external_customer_id":"%s","timestamp":%s,
     "properties":{"input_tokens":%s,"output_tokens":%s}}\
    """
        .formatted(part.customer(), line, part.customer(), time, cells[1], cells[2]);
  }
}
