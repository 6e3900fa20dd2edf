package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  @Test
  void newIds_areRandomUuids_andNoTwoAreTheSame() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = Exchange.newId();
      assertThat(UUID.fromString(id)).hasToString(id);
      assertThat(UUID.fromString(id).version()).isEqualTo(4);
      assertThat(UUID.fromString(id).variant()).isEqualTo(2);
      made.add(id);
    }
    assertThat(made).hasSize(1_000);
  }
}
