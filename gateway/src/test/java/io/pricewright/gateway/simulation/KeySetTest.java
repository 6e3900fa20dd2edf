package io.pricewright.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.event.EventKey;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeySetTest {
  @Test
  void add_saysWhetherAKeyIsNew_asAnySetDoes() {
    long seed = System.identityHashCode(this);
    Random random = new Random(seed);
    Set<EventKey> slow = new HashSet<>();
    KeySet keys = new KeySet(100_000);
    for (int i = 0; i < 50_000; i++) {
      // Few different halves, so that places collide, and the key of zeros is among them.
      EventKey key = new EventKey(random.nextInt(200), random.nextInt(200));
      if (key.high() != 0 || key.low() > 1) {
        assertThat(keys.add(key)).as("seed %d, %s", seed, key).isEqualTo(slow.add(key));
      }
    }
    assertThat(keys.add(new EventKey(0, 0))).isTrue();
    assertThat(keys.add(new EventKey(0, 0))).isFalse();
  }

  @Test
  void add_beyondItsLimit_isRefused() {
    KeySet keys = new KeySet(3_000);
    for (int i = 0; i < 3_000; i++) {
      assertThat(keys.add(EventKey.of("event " + i))).isTrue();
    }
    assertThat(keys.add(EventKey.of("event 7"))).isFalse();
    assertThatThrownBy(() -> keys.add(EventKey.of("one more")))
        .hasMessageContaining("at most 3,000 different event_ids");
  }
}
