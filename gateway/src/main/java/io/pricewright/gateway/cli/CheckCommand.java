package io.pricewright.gateway.cli;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has a running server check an environment's books, and prints what differs. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes usage, charges and balances from raw events and says what differs."
            + " Ends with 1 when something does.")
final class CheckCommand implements Callable<Integer> {
  @Option(names = "--url", defaultValue = "http://localhost:8080", description = "the server")
  String url = "http://localhost:8080";

  @Option(
      names = "--api-key",
      description = "default: PRICEWRIGHT_API_KEY, then .pricewright/api-key")
  @Nullable String apiKey;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/v1/check"))
                      .header("x-api-key", key())
                      .POST(HttpRequest.BodyPublishers.ofString("{}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      return print(response.statusCode(), (Json.Obj) JsonReader.read(response.body()));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "No server answers at %s. Start it, or name it with --url.".formatted(url));
    }
  }

  private String key() throws IOException {
    String env = System.getenv("PRICEWRIGHT_API_KEY");
    Path file = Path.of(".pricewright", "api-key");
    if (apiKey != null) {
      return apiKey;
    }
    if (env != null) {
      return env;
    }
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    throw new ParameterException(
        spec.commandLine(), "There is no API key: give --api-key, or set PRICEWRIGHT_API_KEY.");
  }

  private static int print(int status, Json.Obj report) {
    if (status != 200) {
      System.err.println("pricewright: the server says: " + report.string("detail"));
      return 1;
    }
    System.out.printf(
        "%s customers, %s events (%s parked), %s cells judged by the naive model%n",
        text(report, "customers"),
        text(report, "events"),
        text(report, "parked"),
        text(report, "cells"));
    for (Json parked : items(report, "parked_events")) {
      Json.Obj event = (Json.Obj) parked;
      System.out.printf(
          "  parked: event %s of customer %s: %s%s%n",
          event.string("event_id"),
          event.string("external_customer_id"),
          event.string("reason"),
          said(event));
    }
    for (Json difference : items(report, "differences")) {
      System.out.println("  differs: " + ((Json.Str) difference).value());
    }
    boolean clean = report.get("clean") instanceof Json.Bool bool && bool.value();
    System.out.println(
        clean ? "clean: nothing differs" : text(report, "differences_found") + " differences");
    return clean ? 0 : 1;
  }

  private static String said(Json.Obj event) {
    return event.get("failure") instanceof Json.Obj failure
        ? " by price %s (%s)%s"
            .formatted(
                failure.string("price_id"),
                failure.string("script"),
                failure.string("detail") == null ? "" : ": " + failure.string("detail"))
        : "";
  }

  private static List<Json> items(Json.Obj report, String name) {
    return report.get(name) instanceof Json.Arr all ? all.items() : List.of();
  }

  private static String text(Json.Obj report, String name) {
    return Objects.requireNonNull(report.get(name)).text();
  }
}
