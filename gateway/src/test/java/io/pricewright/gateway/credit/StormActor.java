package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One thread of a storm: does its steps and keeps its own account of what was answered. "Busy"
 * means unknown, so such a request is sent again under the same key until it has an answer.
 */
final class StormActor {
  private static final int TRIES = 60;

  /** What was answered, in whole units. */
  static final class Tally {
    long topUps;
    long toppedUp;
    long debits;
    long debited;
    long charged;
    long worked;
    long refused;
    long busy;

    void add(Tally other) {
      topUps += other.topUps;
      toppedUp += other.toppedUp;
      debits += other.debits;
      debited += other.debited;
      charged += other.charged;
      worked += other.worked;
      refused += other.refused;
      busy += other.busy;
    }

    @Override
    public String toString() {
      return "%d top-ups of %d, %d debits of %d, %d charged by events, %d by holds, %d refused, %d busy"
          .formatted(topUps, toppedUp, debits, debited, charged, worked, refused, busy);
    }
  }

  private record Made(String id, int amount) {}

  final Tally tally = new Tally();
  private final Api line;
  private final String wallet;
  private final int number;
  private final List<String> holds = new ArrayList<>();
  private final List<Made> events = new ArrayList<>();
  private int steps;

  StormActor(Api line, String wallet, int number) {
    this.line = line;
    this.wallet = wallet;
    this.number = number;
  }

  int steps() {
    return steps;
  }

  void act(StormStep step) throws InterruptedException {
    String key = "t" + number + "-" + steps++;
    switch (step.kind()) {
      case TOP_UP -> topUp(step, key);
      case USE -> use(step, key);
      case HOLD -> hold(step, key);
      case SETTLE -> settle(step, key);
      case RELEASE -> {
        String hold = taken(step);
        if (!hold.isEmpty()) {
          sent("/v1/holds/" + hold + "/release", "", key);
        }
      }
      case DEBIT -> {
        String body =
            "{\"credits\":\"%d\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"idempotency_key\":\"%s\"}"
                .formatted(step.amount(), key);
        if (sent("/v1/wallets/" + wallet + "/debit", body, key).status() == 200) {
          tally.debits++;
          tally.debited += step.amount();
        }
      }
      case REVERSE -> reverse(step);
      case ADVANCE -> sent("/v1/clock/advance", "{\"by\":\"PT3H\"}", key);
    }
  }

  private void topUp(StormStep step, String key) throws InterruptedException {
    String expiry =
        step.first()
            ? ""
            : ",\"expiry_date_utc\":\"%s\"".formatted(now().plus(Duration.ofHours(4)));
    String body =
        "{\"credits_to_add\":\"%d\",\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\",\"idempotency_key\":\"%s\"%s}"
            .formatted(step.amount(), key, expiry);
    if (sent("/v1/wallets/" + wallet + "/top-up", body, key).status() == 200) {
      tally.topUps++;
      tally.toppedUp += step.amount();
    }
  }

  private Instant now() throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Reply reply = line.get("/v1/clock");
      if (reply.status() == 200) {
        return Instant.parse(reply.text("now"));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("the clock never answered");
  }

  private void use(StormStep step, String key) throws InterruptedException {
    String amount = Integer.toString(step.amount());
    assertThat(sent("/v1/events", Units.of(key, "storm", amount).json(), "").status())
        .isEqualTo(202);
    tally.charged += step.amount();
    events.add(new Made(key, step.amount()));
  }

  private void hold(StormStep step, String key) throws InterruptedException {
    Reply made =
        sent(
            "/v1/holds",
            "{\"external_customer_id\":\"storm\",\"currency\":\"usd\",\"amount\":\"%d\",\"expires_in_seconds\":7200}"
                .formatted(step.amount()),
            key);
    holds.add(made.status() == 201 ? made.text("id") : "");
  }

  /** Takes one of the holds out of the list; empty when there is none, or it was refused. */
  private String taken(StormStep step) {
    return holds.isEmpty() ? "" : holds.remove(step.pick() % holds.size());
  }

  private void settle(StormStep step, String key) throws InterruptedException {
    String hold = taken(step);
    if (hold.isEmpty()) {
      return;
    }
    String amount = Integer.toString(step.amount());
    String body =
        step.first()
            ? "{\"events\":[%s]}".formatted(Units.of(key, "storm", amount).json())
            : "{\"amount\":\"%s\"}".formatted(amount);
    if (sent("/v1/holds/" + hold + "/settle", body, key).status() == 200) {
      if (step.first()) {
        tally.charged += step.amount();
      } else {
        tally.worked += step.amount();
      }
    }
  }

  private void reverse(StormStep step) throws InterruptedException {
    if (events.isEmpty()) {
      return;
    }
    Made event = events.remove(step.pick() % events.size());
    sent("/v1/events/" + event.id() + "/void", "", "");
    tally.charged -= event.amount();
  }

  /** Sends until the answer is known; an answer is a success or a problem of the request. */
  private Reply sent(String path, String body, String key) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Reply reply = line.once(key, path, body);
      boolean running = reply.status() == 409 && reply.body().contains("still runs");
      if (reply.status() != 503 && !running) {
        assertThat(reply.status()).as(path + " " + reply.body()).isLessThan(500);
        tally.refused += reply.status() >= 300 ? 1 : 0;
        return reply;
      }
      tally.busy++;
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(path + " never had an answer");
  }
}
