package io.pricewright.gateway.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is under {@code /console/} and {@code /docs/}, and {@code /}, which leads to both;
 * hands on every other request. The path is looked up as it was sent, undecoded, in tables that
 * never change. Runs on any event loop.
 */
public final class ServePages {
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

  private final PageFile home;
  private final List<Folder> folders;

  /**
   * Files that stand together.
   *
   * @param root their path, with a slash at both ends
   * @param name what a message calls them
   * @param files all of them, by the path behind the root
   */
  record Folder(String root, String name, Map<String, PageFile> files) {
    Folder {
      files = Map.copyOf(files);
    }

    boolean holds(String path) {
      return path.startsWith(root) || isBare(path);
    }

    /** Returns whether a path lacks nothing but the slash at its end. */
    boolean isBare(String path) {
      return path.length() == root.length() - 1 && root.startsWith(path);
    }

    @Nullable PageFile file(String path) {
      String behind = path.substring(root.length());
      return files.get(behind.isEmpty() ? "index.html" : behind);
    }
  }

  private ServePages(PageFile home, List<Folder> folders) {
    this.home = home;
    this.folders = List.copyOf(folders);
  }

  /** Reads the files. Blocks: call it at start. */
  public static ServePages load() {
    return new ServePages(
        PageFile.read("index.html", "/home/index.html"),
        List.of(
            new Folder("/console/", "console", ConsoleFiles.read()),
            new Folder("/docs/", "reference", DocsFiles.read())));
  }

  /** Returns a handler that answers for the pages and hands everything else on. */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
    return request -> {
      String path = request.path() == null ? "" : request.path();
      Folder folder = folder(path);
      if (folder != null) {
        answer(request, folder, path);
      } else if (path.equals("/") && reads(request)) {
        HEADERS.forEach(request.response()::putHeader);
        send(request, home);
      } else {
        next.handle(request);
      }
    };
  }

  private @Nullable Folder folder(String path) {
    for (Folder folder : folders) {
      if (folder.holds(path)) {
        return folder;
      }
    }
    return null;
  }

  private static boolean reads(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static void answer(HttpServerRequest request, Folder folder, String path) {
    HttpServerResponse response = request.response();
    HEADERS.forEach(response::putHeader);
    if (!reads(request)) {
      response.putHeader("Allow", "GET, HEAD");
      text(response, 405, "The " + folder.name() + " is read with GET. Its data is behind /v1.");
    } else if (folder.isBare(path)) {
      response.putHeader("Location", folder.root());
      text(response, 308, "The " + folder.name() + " is at " + folder.root());
    } else {
      PageFile file = folder.file(path);
      if (file == null) {
        text(
            response,
            404,
            "The " + folder.name() + " has no such file. It begins at " + folder.root());
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

  private static void send(HttpServerRequest request, PageFile file) {
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
