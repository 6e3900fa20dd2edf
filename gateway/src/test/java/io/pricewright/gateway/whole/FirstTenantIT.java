package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that start together on an empty database make one first tenant, whose key works. */
final class FirstTenantIT {
  @Test
  void manyNodesAtOnce_makeOneTenant() {
    try (Nodes nodes = new Nodes(2)) {
      List<CompletableFuture<Optional<String>>> asked =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> nodes.firstKey(i % 2)))
              .toList();
      List<String> keys =
          asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
      assertThat(keys).hasSize(1);
      assertThat(nodes.client(1, keys.getFirst()).get("/v1/customers").status()).isEqualTo(200);
      assertThat(nodes.firstKey(1)).isEmpty();
    }
  }
}
