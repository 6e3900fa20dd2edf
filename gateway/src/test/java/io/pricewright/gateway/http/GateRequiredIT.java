package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import org.junit.jupiter.api.Test;

/** A server that publishes nothing ungated: {@code PRICEWRIGHT_GATE=required}. */
final class GateRequiredIT {
  private static final String SOURCE =
      "export function price(usage, params) { return [{label: 'u', amount: usage.quantity.times(params.unit)}]; }";

  @Test
  void script_withoutTests_isRefused_andPublishedWithThem() {
    try (TestNode node = TestNode.start(TestSettings.DEFAULT.gateRequired())) {
      Scene scene = node.tenant();
      Reply bare =
          scene.post("/v1/scripts", "{\"name\":\"own\",\"source\":\"%s\"}".formatted(SOURCE));
      assertThat(bare.status()).as(bare.body()).isEqualTo(422);
      assertThat(bare.body()).contains("/tests").contains("/manifest").contains("passes the gate");
      Reply gated =
          scene.post(
              "/v1/scripts",
              """
              {"name":"own","source":"%s",
               "tests":[{"subject":{"quantity":"3"},"params":{"unit":"2"},"amount":"6"}],
               "manifest":{"samples":[{"unit":"2"}]}}"""
                  .formatted(SOURCE));
      assertThat(gated.status()).as(gated.body()).isEqualTo(201);
      // What ships is there all the same.
      assertThat(scene.get("/v1/scripts?name=flat").body()).contains("\"flat\"");
    }
  }
}
