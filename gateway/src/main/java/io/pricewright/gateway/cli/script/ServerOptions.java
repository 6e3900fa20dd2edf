package io.pricewright.gateway.cli.script;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The server and how to speak to it: the one place that knows its address and the key to it. */
public final class ServerOptions {
  private static final Path KEY_FILE = Path.of(".pricewright", "api-key");
  private static final int PAGE = 100;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @Option(
      names = {"--url", "--server"},
      defaultValue = "http://localhost:8080",
      description = "the server; default: ${DEFAULT-VALUE}")
  private String url = "http://localhost:8080";

  @Option(
      names = "--api-key",
      defaultValue = "${env:PRICEWRIGHT_API_KEY}",
      description = "default: PRICEWRIGHT_API_KEY, then .pricewright/api-key, the first key")
  private @Nullable String apiKey;

  /** An answer. */
  public record Reply(int status, Json.Obj body) {
    /** Returns whether the server did what it was asked. */
    public boolean good() {
      return status >= 200 && status < 300;
    }
  }

  /** Asks for an object; a refusal ends the command. */
  public Json.Obj get(String path) throws InterruptedException {
    Reply reply = send(request(path).GET());
    if (!reply.good()) {
      throw refused(reply);
    }
    return reply.body();
  }

  /** Returns an answer that is no JSON. */
  String raw(String path) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new CliException("the server answers %d.".formatted(answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new CliException("No server answers at %s.".formatted(url));
    }
  }

  /** Posts an object. */
  public Reply post(String path, Json.Obj body) throws InterruptedException {
    return call("POST", path, body, null);
  }

  /**
   * Sends an object.
   *
   * @param body null for none
   * @param once makes the server do it once however often it is sent; null when it may do it again
   */
  public Reply call(String method, String path, Json.@Nullable Obj body, @Nullable String once)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.text()));
    if (body != null) {
      request.header("content-type", "application/json");
    }
    if (once != null) {
      request.header("Idempotency-Key", once);
    }
    return send(request);
  }

  /** Returns the script versions, of a name or all, newest first. */
  public List<Json.Obj> scripts(@Nullable String name) throws InterruptedException {
    List<Json.Obj> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      Json.Obj page =
          get(
              "/v1/scripts?limit=%d&offset=%d%s"
                  .formatted(PAGE, all.size(), name == null ? "" : "&name=" + encoded(name)));
      List<Json> items = page.get("items") instanceof Json.Arr found ? found.items() : List.of();
      items.forEach(item -> all.add((Json.Obj) item));
      more = items.size() == PAGE && all.size() < 10_000;
    }
    return all;
  }

  /** Returns a version: {@code name} for the newest, or {@code name@number}. */
  Json.Obj script(String label) throws InterruptedException {
    int at = label.lastIndexOf('@');
    String name = at < 0 ? label : label.substring(0, at);
    String number = at < 0 ? "" : label.substring(at + 1);
    List<Json.Obj> versions = scripts(name);
    return versions.stream()
        .filter(v -> number.isEmpty() || number.equals(text(v, "version")))
        .max(java.util.Comparator.comparing(v -> Integer.valueOf(text(v, "version"))))
        .orElseThrow(
            () ->
                new CliException(
                    versions.isEmpty()
                        ? "There is no script '%s' on the server: ./pricewright script list shows all."
                            .formatted(name)
                        : "The script '%s' has no version %s; its newest is %s."
                            .formatted(name, number, text(versions.getFirst(), "version"))));
  }

  /** Returns a field as text: a string's own, or JSON; empty when it is not there. */
  public static String text(Json.Obj of, String name) {
    return switch (of.get(name)) {
      case Json.Str text -> text.value();
      case null -> "";
      case Json other -> other.text();
    };
  }

  /** Returns the items of a list in an answer; none where there is no such list. */
  public static List<Json> items(Json.Obj of, String name) {
    return of.get(name) instanceof Json.Arr all ? all.items() : List.of();
  }

  /** Returns a text as it stands in a URL, in its path as well as in its query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns what the server has against a request. */
  public static CliException refused(Reply reply) {
    StringBuilder message = new StringBuilder("the server says: " + text(reply.body(), "detail"));
    if (reply.status() == 401) {
      message.append(" Give --api-key, or set PRICEWRIGHT_API_KEY.");
    }
    if (reply.body().get("errors") instanceof Json.Arr errors) {
      for (Json error : errors.items()) {
        Json.Obj one = (Json.Obj) error;
        message.append(System.lineSeparator());
        String field = text(one, "pointer").replaceFirst("^#?/", "").replace('/', '.');
        message.append(
            "  %s%s: %s"
                .formatted(
                    field.isEmpty() ? "" : field + ": ", text(one, "code"), text(one, "detail")));
      }
    }
    return new CliException(message.toString());
  }

  /** Refuses the key of a production environment. */
  void refuseProduction(String why) {
    if (key().startsWith("pw_live_")) {
      throw new CliException(
          "The key is a production environment's, and %s: give one that begins with pw_test_."
              .formatted(why));
    }
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(url() + path))
          .timeout(Duration.ofSeconds(60))
          .header("x-api-key", key());
    } catch (IllegalArgumentException e) {
      throw new CliException("--url: '%s' is no URL such as http://localhost:8080.".formatted(url));
    }
  }

  private Reply send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), (Json.Obj) JsonReader.read(answer.body()));
    } catch (IOException e) {
      throw new CliException(
          "No server answers at %s. Start one with ./pricewright up, or name it with --url."
              .formatted(url));
    } catch (ProblemException | ClassCastException e) {
      throw new CliException(
          "What answers at %s is no Pricewright server: its answer is no JSON object."
              .formatted(url));
    }
  }

  /** Returns the server's address, without a slash at its end. */
  public String url() {
    return url.replaceAll("/+$", "");
  }

  /** Returns the key that is sent. Fails with {@link CliException} when there is none. */
  public String key() {
    return key(apiKey, KEY_FILE);
  }

  /** Returns what was given by option or variable, else what a file holds. */
  static String key(@Nullable String given, Path file) {
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    String first = "";
    try {
      if (Files.isReadable(file)) {
        first = Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new CliException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    if (first.isEmpty()) {
      throw new CliException(
          ("There is no API key: --api-key is not given, PRICEWRIGHT_API_KEY is not set, and there"
                  + " is no %s. Give one, or call this where the server was first started, which"
                  + " writes that file.")
              .formatted(file));
    }
    return first;
  }
}
