package io.pricewright.webhooks;

import java.time.Duration;
import java.util.List;

/**
 * The endpoint and the bounds of delivery.
 *
 * @param url where to post; https on port 443 or 8443
 * @param secrets one to ten; each signs, so the old one may stay while receivers change over
 * @param development allows http, any port and private addresses; never in production
 * @param timeout the most an attempt takes from name look-up to the response's head; as long again
 *     for its body
 * @param concurrency most attempts at once and rows in one claim, from 1 to 1,000
 * @param pollInterval how long to sleep when nothing is due
 * @param retries the schedule after a failure; its size bounds the attempts
 */
public record WebhookSettings(
    String url,
    List<Secret> secrets,
    boolean development,
    Duration timeout,
    int concurrency,
    Duration pollInterval,
    RetrySchedule retries) {
  public WebhookSettings {
    secrets = List.copyOf(secrets);
    Endpoint.parse(url, development);
    if (secrets.isEmpty() || secrets.size() > 10) {
      throw new IllegalArgumentException("webhooks need one to ten secrets, not " + secrets.size());
    }
    if (concurrency < 1 || concurrency > 1_000) {
      throw new IllegalArgumentException("webhook concurrency is from 1 to 1000: " + concurrency);
    }
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("the webhook timeout is at most a minute: " + timeout);
    }
    if (!pollInterval.isPositive()) {
      throw new IllegalArgumentException("the webhook poll interval is positive: " + pollInterval);
    }
  }

  /** Returns the usual bounds: 15 s, 16 at once, a look every second, ten attempts in 75 hours. */
  public static WebhookSettings of(String url, Secret secret, boolean development) {
    return new WebhookSettings(
        url,
        List.of(secret),
        development,
        Duration.ofSeconds(15),
        16,
        Duration.ofSeconds(1),
        RetrySchedule.STANDARD);
  }

  Endpoint endpoint() {
    return Endpoint.parse(url, development);
  }
}
