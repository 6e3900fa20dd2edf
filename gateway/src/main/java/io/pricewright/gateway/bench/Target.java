package io.pricewright.gateway.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The server and the load, as options. */
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class Target {
  @Option(
      names = "--url",
      description = "The server under load. Default: one of its own on embedded stores.")
  @Nullable String url;

  @Option(
      names = "--api-key",
      defaultValue = "${env:PRICEWRIGHT_API_KEY}",
      description = "Its key; else PRICEWRIGHT_API_KEY.")
  @Nullable String apiKey;

  @Option(
      names = "--customers",
      defaultValue = "100",
      description = "Customers the events are spread over. Default: ${DEFAULT-VALUE}.")
  int customers;

  @Option(
      names = "--warmup",
      defaultValue = "30",
      description = "Seconds before measuring. Default: ${DEFAULT-VALUE}.")
  int warmupSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
  int measuredSeconds;

  /** Returns the server's address without a slash at its end. */
  String base() {
    return java.util.Objects.requireNonNull(url).replaceAll("/+$", "");
  }

  /** Returns the key. */
  String key() {
    return java.util.Objects.requireNonNull(apiKey);
  }

  /** Checks the bounds. */
  void check() {
    if (customers < 1 || customers > 10_000) {
      throw new BenchException("--customers is from 1 to 10000");
    }
    if (warmupSeconds < 0 || warmupSeconds > 600 || measuredSeconds < 1 || measuredSeconds > 600) {
      throw new BenchException("--warmup is from 0 and --seconds from 1 to 600");
    }
  }

  /** Starts a server of its own unless one was named; null when one was. */
  @Nullable OwnServer ensure() throws IOException, InterruptedException {
    if (url != null) {
      if (apiKey == null) {
        throw new BenchException("--url needs --api-key");
      }
      return null;
    }
    OwnServer own = OwnServer.start();
    url = own.url();
    apiKey = own.apiKey();
    return own;
  }
}
