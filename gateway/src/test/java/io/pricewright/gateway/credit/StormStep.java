package io.pricewright.gateway.credit;

import java.util.Random;
import java.util.function.Supplier;

/**
 * Something one thread of a storm does. What the steps are depends on the seed and the thread
 * alone, never on an answer, so a seed replays them.
 *
 * @param kind what
 * @param amount of how much, 1 to 9
 * @param pick chooses among what the thread made before
 * @param first chooses between two ways
 */
record StormStep(Kind kind, int amount, int pick, boolean first) {
  /** What there is to do. */
  enum Kind {
    TOP_UP,
    USE,
    HOLD,
    SETTLE,
    RELEASE,
    DEBIT,
    REVERSE,
    ADVANCE
  }

  private static final Kind[] OFTEN = {
    Kind.TOP_UP,
    Kind.TOP_UP,
    Kind.USE,
    Kind.USE,
    Kind.USE,
    Kind.USE,
    Kind.HOLD,
    Kind.HOLD,
    Kind.SETTLE,
    Kind.RELEASE,
    Kind.DEBIT,
    Kind.REVERSE
  };

  /** Returns the steps of a thread, one after the other; only the first thread moves the clock. */
  static Supplier<StormStep> of(long seed, int thread) {
    Random random = new Random(seed * 1_000_003 + thread);
    return () -> {
      int chosen = random.nextInt(OFTEN.length);
      int amount = 1 + random.nextInt(9);
      int pick = random.nextInt(1 << 30);
      boolean first = random.nextBoolean();
      boolean advance = thread == 0 && pick % 8 == 0;
      return new StormStep(advance ? Kind.ADVANCE : OFTEN[chosen], amount, pick, first);
    };
  }
}
