package io.pricewright.rules.invoice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an environment's documents are made.
 *
 * @param billFrom what is due until then is asked elsewhere; null: all is, and no document is made
 * @param grace how long a document that asks usage waits for what comes late
 * @param hold how long after its boundary it waits at most for tasks and parked events
 * @param dueDays days until a document is to be paid
 * @param prefix what numbers begin with
 */
public record InvoiceSettings(
    @Nullable Instant billFrom, Duration grace, Duration hold, int dueDays, String prefix) {
  /** Where nothing is said: from the beginning of all subscriptions. */
  public static final InvoiceSettings DEFAULT =
      new InvoiceSettings(Instant.EPOCH, Duration.ofHours(1), Duration.ofHours(72), 14, "INV");

  /** Makes settings. Fails with IllegalArgumentException when one is out of its bounds. */
  public InvoiceSettings {
    if (grace.isNegative() || hold.isNegative() || dueDays < 0) {
      throw new IllegalArgumentException("nothing is due before it is asked");
    }
  }

  /** Returns whether documents are made. */
  public boolean enabled() {
    return billFrom != null;
  }

  /**
   * Returns until when all of a subscription was asked, here or elsewhere; null: nothing was.
   *
   * @param closedThrough the boundary of its last document, or null
   */
  public @Nullable Instant after(Instant start, @Nullable Instant closedThrough) {
    if (billFrom == null || !billFrom.isAfter(start)) {
      return closedThrough;
    }
    return closedThrough == null || billFrom.isAfter(closedThrough) ? billFrom : closedThrough;
  }

  /** Returns the name of the series that a document is numbered in. */
  public String series(InvoiceType type) {
    return type == InvoiceType.CREDIT ? prefix + "-C" : prefix;
  }

  /** Returns a number of a series, which people sort by. */
  public static String number(String series, long n) {
    return String.format(Locale.ROOT, "%s-%06d", series, n);
  }

  /** Returns when a document is to be paid: at the end of the local day. */
  public Instant due(Instant issued, ZoneId zone) {
    return issued.atZone(zone).toLocalDate().plusDays(dueDays + 1L).atStartOfDay(zone).toInstant();
  }
}
