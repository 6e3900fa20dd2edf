package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that start together on an empty database make one first tenant, whose key works. */
final class FirstTenantIT {
  @Test
  void manyNodesAtOnce_makeOneTenant() {
    try (TestNode one = TestNode.start();
        TestNode two = one.another()) {
      List<CompletableFuture<Optional<Scene>>> asked =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? one : two).firstTenant()))
              .toList();
      List<Scene> made =
          asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
      assertThat(made).hasSize(1);
      assertThat(made.getFirst().at(two).get("/v1/customers").status()).isEqualTo(200);
      assertThat(two.firstTenant()).isEmpty();
    }
  }
}
