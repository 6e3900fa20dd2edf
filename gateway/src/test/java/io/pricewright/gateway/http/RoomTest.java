package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.tenancy.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RoomTest {
  private record Held(Room.Share share, int scope, long bytes) {}

  /**
   * Random requests of three environments: never above the bounds, and empty when all have left.
   */
  @Test
  void room_underRandomShares_keepsItsBounds() {
    long seed = Long.getLong("pricewright.seed", System.nanoTime());
    System.out.println("RoomTest: seed " + seed);
    Random random = new Random(seed);
    Room room = new Room(1_000);
    List<Held> open = new ArrayList<>();
    long[] taken = new long[3];
    for (int i = 0; i < 20_000; i++) {
      if (open.isEmpty() || random.nextInt(3) > 0) {
        int scope = random.nextInt(3);
        Room.Share share = room.share(new Scope(1, scope + 1));
        long bytes = 1L + random.nextInt(300);
        long before = room.held();
        boolean fits = taken[scope] + bytes <= 500 && before + bytes <= 1_000;
        assertThat(share.take(bytes)).isEqualTo(fits);
        assertThat(room.held()).isEqualTo(fits ? before + bytes : before);
        taken[scope] += fits ? bytes : 0;
        open.add(new Held(share, scope, fits ? bytes : 0));
      } else {
        Held one = open.remove(random.nextInt(open.size()));
        one.share.leave();
        taken[one.scope] -= one.bytes;
      }
    }
    open.forEach(held -> held.share.leave());
    assertThat(room.held()).isZero();
    assertThat(room.share(new Scope(1, 1)).take(500)).isTrue();
  }
}
