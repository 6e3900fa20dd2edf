package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class ServePagesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeAll
  void open(Vertx vertx, VertxTestContext test) {
    vertx
        .createHttpServer()
        .requestHandler(
            ServePages.load()
                .before(request -> request.response().setStatusCode(418).end("handed on")))
        .listen(0)
        .onSuccess(listening -> server = listening)
        .onComplete(test.succeedingThenComplete());
  }

  private HttpResponse<String> call(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  @Test
  void everyFileOfTheFolder_isServedAndNoOther() throws Exception {
    served("console", ConsoleFiles.OWN);
    served("docs", DocsFiles.OWN);
  }

  private void served(String root, List<String> own) throws Exception {
    Path folder = Path.of("src", "main", "resources", root);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> folder.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(own);
    }
    for (String name : own) {
      HttpResponse<String> reply = call("GET", "/" + root + "/" + name);
      assertThat(reply.statusCode()).as(name).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void root_isThePage_andPathWithoutSlash_leadsThere() throws Exception {
    HttpResponse<String> page = call("GET", "/console/");
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    HttpResponse<String> bare = call("GET", "/console");
    assertThat(bare.statusCode()).isEqualTo(308);
    assertThat(header(bare, "location")).isEqualTo("/console/");
    assertThat(header(call("GET", "/console/app.js"), "content-type"))
        .isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(call("GET", "/docs"), "location")).isEqualTo("/docs/");
    assertThat(call("GET", "/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
  }

  @Test
  void home_leadsToThePages_andOnlyItsReadingIsAnswered() throws Exception {
    HttpResponse<String> home = call("GET", "/");
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.body())
        .contains("href=\"/console/\"", "href=\"/docs/\"", "href=\"/openapi.json\"");
    assertThat(call("POST", "/").statusCode()).isEqualTo(418);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/console/", "/console/app.js", "/console/nothing", "/console", "/docs/"})
  void everyAnswer_hasTheHeadersThatConfineThePage(String path) throws Exception {
    HttpResponse<String> reply = call("GET", path);
    assertThat(header(reply, "content-security-policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(header(reply, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(reply, "referrer-policy")).isEqualTo("no-referrer");
  }

  @Test
  void etag_sentBack_is304WithoutBody() throws Exception {
    HttpResponse<String> first = call("GET", "/console/app.js");
    String etag = header(first, "etag");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    for (String sent : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      HttpResponse<String> again = call("GET", "/console/app.js", "If-None-Match", sent);
      assertThat(again.statusCode()).as(sent).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "etag")).isEqualTo(etag);
    }
    assertThat(call("GET", "/console/app.js", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    assertThat(header(call("GET", "/console/api.js"), "etag")).isNotEqualTo(etag);
  }

  @Test
  void head_hasTheHeadersAlone_andOtherMethods_are405() throws Exception {
    HttpResponse<String> head = call("HEAD", "/console/app.js");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    HttpResponse<String> post = call("POST", "/console/app.js");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(header(post, "allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/nothing.js",
        "/console/../logback.xml",
        "/console/..%2flogback.xml",
        "/console/%2e%2e/logback.xml",
        "/console/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/console//etc/passwd",
        "/console/components/../../logback.xml",
        "/console/./app.js",
        "/console/app.js%00.html",
        "/console/css",
        "/console/css/",
        "/console/..\\logback.xml"
      })
  void pathOutsideTheTable_isNotFound(String path) throws IOException {
    // Written by hand: clients correct such paths before they send them.
    try (Socket socket = new Socket("localhost", server.actualPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      String reply = text(socket.getInputStream());
      assertThat(reply).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("<configuration", "root:");
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void otherPaths_areHandedOn() throws Exception {
    for (String path : new String[] {"/v1/scripts", "/consolefoo", "/Console/", "/doc"}) {
      assertThat(call("GET", path).statusCode()).as(path).isEqualTo(418);
    }
  }
}
