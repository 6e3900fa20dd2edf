package io.pricewright.gateway.background;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why work does not go on: a line a cause and {@link #AGAIN}, however many things it keeps
 * from going on and however often they are tried. For one context.
 */
final class Causes {
  /** How long a cause is not told again. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final int MOST = 200;

  private final String work;
  private final LongSupplier nanos;
  private final Map<String, Told> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MOST;
        }
      };

  private record Told(long at, long unsaid) {}

  Causes(String work, LongSupplier nanos) {
    this.work = work;
    this.nanos = nanos;
  }

  /** Tells a cause, unless it was told a moment ago; returns whether it did. */
  boolean tell(String what, Throwable fault, Duration pause) {
    String cause = fault.toString();
    long now = nanos.getAsLong();
    Told last = told.get(cause);
    LOG.debug("{}: {}", work, what, fault);
    if (last != null && now - last.at() < AGAIN.toNanos()) {
      told.put(cause, new Told(last.at(), last.unsaid() + 1));
      return false;
    }
    told.remove(cause);
    told.put(cause, new Told(now, 0));
    LOG.warn(
        "{}: {} failed and is tried again in {} ms: {}{}",
        work,
        what,
        pause.toMillis(),
        cause,
        last == null || last.unsaid() == 0
            ? ""
            : " (and %d times more since it was told)".formatted(last.unsaid()));
    return true;
  }
}
