package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A node is killed while it makes invoices; two others make the rest, each once. */
final class ClosesIT {
  private static final int CUSTOMERS = 90;

  @Test
  void nodeIsKilledWhileItCloses_everyInvoiceIsMadeOnce() throws IOException {
    Path data = NodeProcess.folder();
    try (TestNode node = TestNode.start()) {
      Scene scene = node.invoiced();
      Files.writeString(data.resolve("api-key"), scene.api.key());
      furnish(scene);
      node.stop();
      killed(node, data, scene.api.key());
      try (TestNode one = node.another();
          TestNode two = node.another()) {
        Waiting.until(
            "all are closed",
            Duration.ofMinutes(4),
            () ->
                scene.at(two).number("select count(*) from invoices where number is not null")
                    == 2 * CUSTOMERS);
        judge(scene.at(one));
      }
    }
  }

  /** A fee in advance and usage; one in three has credit that pays some of it. */
  private static void furnish(Scene scene) {
    String plan = scene.plan();
    String meter = scene.meter("call", "SUM", "n");
    scene.price(plan, meter, Terms.flat("0.013"));
    scene.fee(plan, "9.90", "MONTHLY", "ADVANCE");
    Instant start = Instant.parse(scene.get("/v1/clock").text("now")).minusSeconds(3_600);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      scene.customer("c" + i);
      if (i % 3 == 0) {
        scene.topUp(scene.wallet("c" + i, ""), "11", "");
      }
      scene.subscribe("c" + i, plan, start);
      events.add(Event.of("e" + i, "call", "c" + i).at(start.plusSeconds(60)).n("" + (i + 1)));
    }
    scene.send(events);
    scene.settle();
  }

  private static void killed(TestNode node, Path data, String key) throws IOException {
    try (NodeProcess victim =
        NodeProcess.start(TestSettings.DEFAULT.on(node.stores), data, "victim")) {
      Api line = victim.api(key);
      CompletableFuture<Void> advance =
          CompletableFuture.runAsync(() -> line.post("/v1/clock/advance", "{\"by\":\"P33D\"}"));
      Waiting.until("some are made", () -> made(node) > CUSTOMERS);
      victim.kill();
      advance.handle((done, failure) -> failure != null).join();
      System.out.println("ClosesIT: killed after " + (made(node) - CUSTOMERS) + " invoices");
    }
  }

  private static long made(TestNode node) {
    return node.rows.number("select count(*) from invoices where number is not null");
  }

  private static void judge(Scene scene) {
    assertThat(scene.number("select count(distinct number) from invoices"))
        .isEqualTo(2 * CUSTOMERS);
    assertThat(scene.number("select max(right(number, 6)::int) from invoices"))
        .isEqualTo(2 * CUSTOMERS);

    assertThat(
            scene.number(
                "select count(*) from (select subscription_id from invoices group by 1 having"
                    + " count(*) <> 2) other"))
        .isZero();
    assertThat(scene.number("select coalesce(sum(amount), 0) from balances")).isZero();
    assertThat(
            scene.number(
                "select coalesce(sum(amount * 1000), 0) from balances where account = 'unbilled'"))
        .isZero();
    assertThat(scene.number("select sum(settled)::bigint from wallet_grants"))
        .isEqualTo(11 * CUSTOMERS / 3);
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
  }
}
