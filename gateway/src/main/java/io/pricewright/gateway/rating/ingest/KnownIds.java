package io.pricewright.gateway.rating.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says whether a batch looks its ids up before it rates. Most events are new, and the unique key
 * refuses those that are not: so a batch is first rated as if all were new, and again after a look
 * when the key refused one. After that, and while known ids keep coming, batches look first. The
 * answer moves work, never money.
 */
final class KnownIds {
  /** Batches without a known id after which the next one does not look. */
  static final int PATIENCE = 16;

  private final AtomicInteger looks = new AtomicInteger();

  /**
   * Returns whether to look before rating.
   *
   * @param again whether this batch was tried before: its first outcome may be unknown, or an id
   *     was taken
   */
  boolean lookFirst(boolean again) {
    return again || looks.get() > 0;
  }

  /** Notes how many ids of a batch a look has found. */
  void found(int known) {
    if (known > 0) {
      looks.set(PATIENCE);
    } else {
      looks.updateAndGet(left -> Math.max(0, left - 1));
    }
  }
}
