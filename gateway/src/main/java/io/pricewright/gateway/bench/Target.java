package io.pricewright.gateway.bench;

import picocli.CommandLine.Option;

/** The server and the load, as options. */
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class Target {
  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "The server under load. Default: ${DEFAULT-VALUE}.")
  String url;

  @Option(
      names = "--api-key",
      required = true,
      defaultValue = "${env:PRICEWRIGHT_API_KEY}",
      description = "Its key; else PRICEWRIGHT_API_KEY.")
  String apiKey;

  @Option(
      names = "--customers",
      defaultValue = "100",
      description = "Customers the events are spread over. Default: ${DEFAULT-VALUE}.")
  int customers;

  @Option(
      names = "--warmup",
      defaultValue = "10",
      description = "Seconds before measuring. Default: ${DEFAULT-VALUE}.")
  int warmupSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
  int measuredSeconds;

  /** Checks the bounds. */
  void check() {
    if (customers < 1 || customers > 10_000) {
      throw new BenchException("--customers is from 1 to 10000");
    }
    if (warmupSeconds < 0 || warmupSeconds > 600 || measuredSeconds < 1 || measuredSeconds > 600) {
      throw new BenchException("--warmup is from 0 and --seconds from 1 to 600");
    }
  }
}
