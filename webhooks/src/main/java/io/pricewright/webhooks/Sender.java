package io.pricewright.webhooks;

import io.pricewright.rules.json.Json;
import io.pricewright.store.outbox.ClaimedNotification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts one notification: resolves the host, checks every address, connects to a checked one, signs
 * and sends. No redirects, no cookies, no proxy, no compression; the answer's head decides and its
 * body is read up to a limit and dropped. Never fails: every fault is an {@link Attempt.Failed}.
 */
final class Sender {
  /** Most bytes read of an answer before its connection is cut. */
  static final int MAX_ANSWER = 64 * 1024;

  private static final String AGENT = "Pricewright-Webhooks/1";

  private final HttpClient client;
  private final Endpoint endpoint;
  private final boolean development;
  private final Duration timeout;
  private final Signer signer;
  private final Resolver resolver;
  private final Clock clock;

  Sender(Vertx vertx, WebhookSettings settings, Resolver resolver, Clock clock) {
    endpoint = settings.endpoint();
    development = settings.development();
    timeout = settings.timeout();
    signer = new Signer(settings.secrets());
    this.resolver = resolver;
    this.clock = clock;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setKeepAliveTimeout(30),
            new PoolOptions().setHttp1MaxSize(settings.concurrency()));
  }

  /** Makes one attempt, within twice the timeout. */
  Future<Attempt> send(ClaimedNotification notification) {
    return Future.<List<InetAddress>>future(
            promise -> resolver.resolve(endpoint.host()).onComplete(promise))
        .compose(this::connect)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .compose(request -> exchange(request, notification))
        .recover(fault -> Future.succeededFuture(failed(fault)));
  }

  private Future<HttpClientRequest> connect(List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      if (!development && !Addresses.isPublic(address)) {
        throw new RefusedAddressException(
            "%s resolves to %s, which is not a public address"
                .formatted(endpoint.host(), address.getHostAddress()));
      }
    }
    if (addresses.isEmpty()) {
      throw new RefusedAddressException(endpoint.host() + " has no address");
    }
    return client.request(
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(
                    new InetSocketAddress(addresses.getFirst(), endpoint.port())))
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.https())
            .setURI(endpoint.uri())
            .setFollowRedirects(false)
            .setConnectTimeout(timeout.toMillis()));
  }

  private Future<Attempt> exchange(HttpClientRequest request, ClaimedNotification notification) {
    byte[] body = body(notification);
    String id = id(notification);
    Instant now = clock.instant();
    request
        .putHeader("content-type", "application/json")
        .putHeader("user-agent", AGENT)
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .putHeader("webhook-signature", signer.sign(id, now.getEpochSecond(), body));
    // Paused before anything is sent: its end may come before anyone looks at its head.
    Future<HttpClientResponse> head = request.response().map(HttpClientResponse::pause);
    request.end(Buffer.buffer(body));
    return head.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(fault -> request.reset())
        .compose(answer -> drained(answer).map(judge(answer)));
  }

  // The head has decided; what this reads only frees the connection for the next attempt.
  private Future<Void> drained(HttpClientResponse answer) {
    long[] read = {0};
    answer.handler(
        part -> {
          read[0] += part.length();
          if (read[0] > MAX_ANSWER) {
            answer.request().reset();
          }
        });
    Future<Void> ended = answer.end();
    answer.resume();
    return ended
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(fault -> answer.request().reset())
        .otherwiseEmpty();
  }

  private Attempt judge(HttpClientResponse answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Attempt.Accepted();
    }
    return status == 410
        ? new Attempt.Gone()
        : new Attempt.Failed(
            "the receiver answered " + status,
            RetryAfter.read(answer.getHeader("retry-after"), clock.instant()));
  }

  private Attempt failed(Throwable fault) {
    String what =
        switch (fault) {
          case RefusedAddressException refused -> String.valueOf(refused.getMessage());
          case TimeoutException late -> "no answer within " + timeout;
          default -> fault.getClass().getSimpleName() + ": " + fault.getMessage();
        };
    return new Attempt.Failed(what, Duration.ZERO);
  }

  /**
   * Returns the body that is signed and sent: the envelope of Standard Webhooks, and whose it is,
   * as all tenants share an endpoint.
   */
  static byte[] body(ClaimedNotification notification) {
    StringBuilder out = new StringBuilder(notification.payload().length() + 256);
    out.append("{\"type\":")
        .append(Json.of(notification.type().code()).text())
        .append(",\"timestamp\":\"")
        .append(notification.createdAt())
        .append("\",\"tenant_id\":")
        .append(Json.of(notification.tenantId()).text())
        .append(",\"environment_id\":")
        .append(Json.of(notification.environmentId()).text())
        .append(",\"data\":")
        .append(notification.payload())
        .append('}');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the id that is the same on every attempt. */
  static String id(ClaimedNotification notification) {
    return "msg_" + notification.id().value().toString().replace("-", "");
  }

  Future<Void> close() {
    return client.close();
  }

  private static final class RefusedAddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
      super(message, null, false, false);
    }
  }
}
