package io.pricewright.gateway.credit;

import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What credits came to and is to be written: collected where it is worked out, written where the
 * batch is. Not for several threads at once.
 */
final class CreditWrites {
  private final List<Function<Tx, Future<?>>> writes = new ArrayList<>();

  /** Adds something to write. */
  void add(Function<Tx, Future<?>> write) {
    writes.add(write);
  }

  /** Writes all of it, without awaiting between. */
  Future<Void> write(Tx tx) {
    return Future.join(writes.stream().map(write -> write.apply(tx)).toList()).mapEmpty();
  }
}
