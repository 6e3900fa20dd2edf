package io.pricewright.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.NotificationId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.outbox.ClaimedNotification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(VertxExtension.class)
final class SenderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Secret SECRET = Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final ClaimedNotification NOTIFICATION =
      new ClaimedNotification(
          new Scope(1, 1),
          new TenantId("tenant_1"),
          new EnvironmentId("env_1"),
          new NotificationId(UUID.fromString("00000000-0000-7000-8000-000000000001")),
          NotificationType.CHARGES_CREATED,
          "{\"amount\":\"12.50\"}",
          Instant.parse("2026-01-02T03:00:00.123456Z"),
          1);

  private final Vertx vertx;
  private final Resolver local =
      host -> Future.succeededFuture(List.of(InetAddress.ofLiteral("127.0.0.1")));

  SenderTest(Vertx vertx) {
    this.vertx = vertx;
  }

  private Attempt send(String url, boolean development, Duration timeout, Resolver resolver) {
    WebhookSettings settings =
        new WebhookSettings(
            url,
            List.of(SECRET),
            development,
            timeout,
            4,
            Duration.ofSeconds(1),
            RetrySchedule.STANDARD);
    Sender sender = new Sender(vertx, settings, resolver, Clock.fixed(NOW, ZoneOffset.UTC));
    return sender.send(NOTIFICATION).await();
  }

  private Attempt sendTo(Receiver receiver) {
    String url = "http://receiver.test:%d/in?x=1".formatted(receiver.port);
    return send(url, true, Duration.ofSeconds(1), local);
  }

  private Receiver receiver(BiConsumer<HttpServerRequest, Integer> answer) {
    return new Receiver(vertx, answer);
  }

  @Test
  void send_checkedAddress_isDialledUnderTheNameWithSignedBody() {
    Receiver receiver = receiver((request, n) -> Receiver.answer(request, 204));

    assertThat(sendTo(receiver)).isEqualTo(new Attempt.Accepted());

    Receiver.Delivery delivery = receiver.deliveries.getFirst();
    assertThat(delivery.text())
        .isEqualTo(
            "{\"type\":\"charges.created\",\"timestamp\":\"2026-01-02T03:00:00.123456Z\","
                + "\"tenant_id\":\"tenant_1\",\"environment_id\":\"env_1\","
                + "\"data\":{\"amount\":\"12.50\"}}");
    assertThat(delivery.headers())
        .containsEntry("host", "receiver.test:" + receiver.port)
        .containsEntry("webhook-id", "msg_00000000000070008000000000000001")
        .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
        .containsEntry("content-type", "application/json")
        .containsEntry(
            "webhook-signature",
            new Signer(List.of(SECRET))
                .sign(
                    "msg_00000000000070008000000000000001",
                    NOW.getEpochSecond(),
                    delivery.body().getBytes()))
        .doesNotContainKeys("cookie", "accept-encoding", "authorization");
  }

  @Test
  void send_serverBusy_keepsWhatItAsksFor() {
    Receiver receiver =
        receiver(
            (request, n) ->
                request.response().putHeader("retry-after", "90").setStatusCode(503).end());
    assertThat(sendTo(receiver))
        .isEqualTo(new Attempt.Failed("the receiver answered 503", Duration.ofSeconds(90)));
  }

  @Test
  void send_gone_isGone() {
    assertThat(sendTo(receiver((request, n) -> Receiver.answer(request, 410))))
        .isEqualTo(new Attempt.Gone());
  }

  @Test
  void send_redirect_isAFailureAndNotFollowed() {
    Receiver other = receiver((request, n) -> Receiver.answer(request, 200));
    Receiver receiver =
        receiver(
            (request, n) ->
                request
                    .response()
                    .putHeader("location", "http://127.0.0.1:" + other.port + "/")
                    .setStatusCode(302)
                    .end());
    assertThat(sendTo(receiver))
        .isEqualTo(new Attempt.Failed("the receiver answered 302", Duration.ZERO));
    assertThat(other.deliveries).isEmpty();
  }

  @Test
  void send_noAnswer_failsAtTheTimeout() {
    Attempt attempt = sendTo(receiver((request, n) -> {}));
    assertThat(attempt).isEqualTo(new Attempt.Failed("no answer within PT1S", Duration.ZERO));
  }

  @Test
  void send_bodyThatDrips_isCutAndTheHeadCounts() {
    Receiver receiver =
        receiver(
            (request, n) -> {
              request.response().setChunked(true).write("x");
              vertx.setPeriodic(100, timer -> request.response().write("x"));
            });
    // It drips for ever: were it read to its end, this would not come back.
    assertThat(sendTo(receiver)).isEqualTo(new Attempt.Accepted());
  }

  @Test
  void send_hugeBody_isCutSoonAfterTheLimit() throws Exception {
    AtomicLong written = new AtomicLong();
    Buffer part = Buffer.buffer(new byte[64 * 1024]);
    Receiver receiver =
        receiver(
            (request, n) -> {
              request.response().setChunked(true);
              pump(request, part, written);
            });
    assertThat(sendTo(receiver)).isEqualTo(new Attempt.Accepted());
    Thread.sleep(300);
    assertThat(written.get()).isLessThan(100L * 1024 * 1024);
  }

  private static void pump(HttpServerRequest request, Buffer part, AtomicLong written) {
    request
        .response()
        .write(part)
        .onSuccess(
            done -> {
              if (written.addAndGet(part.length()) < 1024L * 1024 * 1024) {
                pump(request, part, written);
              }
            });
  }

  @Test
  void send_oneOfTheAddressesPrivate_isRefusedUnsent() {
    Receiver receiver = receiver((request, n) -> Receiver.answer(request, 200));
    Resolver mixed =
        host ->
            Future.succeededFuture(
                Arrays.asList(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.5")));
    Attempt attempt = send("https://hooks.example/", false, Duration.ofSeconds(1), mixed);
    assertThat(attempt)
        .isEqualTo(
            new Attempt.Failed(
                "hooks.example resolves to 10.0.0.5, which is not a public address",
                Duration.ZERO));
    assertThat(receiver.deliveries).isEmpty();
  }

  @Test
  void send_nameThatRebinds_isCheckedAnewAndResolvedOnceAnAttempt() {
    Receiver receiver = receiver((request, n) -> Receiver.answer(request, 200));
    List<String> answers = new ArrayList<>(List.of("127.0.0.1", "127.0.0.2"));
    Resolver rebinding =
        host -> Future.succeededFuture(List.of(InetAddress.ofLiteral(answers.removeFirst())));
    String url = "http://rebinding.test:%d/".formatted(receiver.port);

    // The checked address is the one dialled: a second look-up would have given 127.0.0.2, where
    // nobody listens.
    assertThat(send(url, true, Duration.ofSeconds(1), rebinding)).isEqualTo(new Attempt.Accepted());
    assertThat(answers).containsExactly("127.0.0.2");
    assertThat(send(url, true, Duration.ofSeconds(1), rebinding))
        .isInstanceOf(Attempt.Failed.class);
    assertThat(receiver.deliveries).hasSize(1);
  }

  @Test
  void send_loopbackInProduction_isRefused() {
    Attempt attempt = send("https://127.0.0.1:8443/", false, Duration.ofSeconds(1), local);
    assertThat(attempt).asString().contains("127.0.0.1, which is not a public address");
  }

  @Test
  void send_lookUpThatHangs_failsAtTheTimeout() {
    Resolver hanging = host -> Future.future(promise -> {});
    assertThat(send("https://hooks.example/", false, Duration.ofSeconds(1), hanging))
        .isEqualTo(new Attempt.Failed("no answer within PT1S", Duration.ZERO));
  }

  @Test
  void send_officialLibrary_acceptsTheSignatureAndRefusesATamperedBody() throws Exception {
    Receiver receiver = receiver((request, n) -> Receiver.answer(request, 200));
    WebhookSettings settings =
        WebhookSettings.of("http://localhost:" + receiver.port, SECRET, true);
    new Sender(vertx, settings, local, Clock.systemUTC()).send(NOTIFICATION).await();
    Receiver.Delivery delivery = receiver.deliveries.getFirst();
    OfficialLibrary library = OfficialLibrary.installed();
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    assertThat(library.verify(secret, delivery.headers(), delivery.text()))
        .isEqualTo("0 charges.created");
    assertThat(library.verify(secret, delivery.headers(), delivery.text() + " "))
        .startsWith("1 refused");
  }
}
