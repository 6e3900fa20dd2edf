package io.pricewright.gateway.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is under {@code /console/} and hands on every other request. The path is looked up
 * as it was sent, undecoded, in a table that never changes. Runs on any event loop.
 */
public final class ServeConsole {
  private static final String ROOT = "/console/";

  /** On every answer: nothing is loaded from elsewhere, and no text of a page can be run. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");

  private final Map<String, ConsoleFile> files;

  ServeConsole(Map<String, ConsoleFile> files) {
    this.files = Map.copyOf(files);
  }

  /** Reads the files. Blocks: call it at start. */
  public static ServeConsole load() {
    return new ServeConsole(ConsoleFiles.read());
  }

  /** Returns a handler that answers for the console and hands everything else on. */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
    return request -> {
      String path = request.path();
      if (path != null && (path.startsWith(ROOT) || path.equals("/console"))) {
        answer(request, path);
      } else {
        next.handle(request);
      }
    };
  }

  private void answer(HttpServerRequest request, String path) {
    HttpServerResponse response = request.response();
    HEADERS.forEach(response::putHeader);
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Allow", "GET, HEAD");
      text(response, 405, "The console is read with GET. Its data is behind /v1.");
    } else if (path.equals("/console")) {
      response.putHeader("Location", ROOT);
      text(response, 308, "The console is at " + ROOT);
    } else {
      String name = path.substring(ROOT.length());
      ConsoleFile file = files.get(name.isEmpty() ? "index.html" : name);
      if (file == null) {
        text(response, 404, "The console has no such file. It begins at " + ROOT);
      } else {
        send(request, file);
      }
    }
  }

  private static void text(HttpServerResponse response, int status, String text) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(text + "\n");
  }

  private static void send(HttpServerRequest request, ConsoleFile file) {
    HttpServerResponse response = request.response().putHeader("ETag", file.etag());
    if (matches(request.getHeader("If-None-Match"), file.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(file.bytes().length())).end();
    } else {
      response.end(file.bytes());
    }
  }

  /** Compares weakly, as RFC 9110 13.1.2 says for If-None-Match. */
  private static boolean matches(@Nullable String sent, String etag) {
    if (sent == null) {
      return false;
    }
    for (String one : sent.split(",", -1)) {
      String tag = one.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
