package io.pricewright.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Rows;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A check sees one instant, and neither waits for a customer's gate nor has others wait. */
final class CheckIT {
  private final TestNode node = TestNode.shared();
  private final Scene scene = node.tenant();

  private void sell() {
    scene.sell("call", Terms.flat("0.5"));
    scene.subscriber("busy");
  }

  private List<Event> events(String run) {
    return IntStream.range(0, 50)
        .mapToObj(i -> Event.of(run + "-" + i, "call", "busy").n(i))
        .toList();
  }

  @Test
  void check_gateIsTaken_judgesAllTheSame() throws SQLException {
    sell();
    scene.send(events("a"));
    scene.settle();
    try (Connection other = Rows.connect(node.stores.app());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "select set_config('app.tenant', '%d', true), set_config('app.environment', '%d', true)"
              .formatted(scene.rows().scope().tenant(), scene.rows().scope().environment()));
      assertThat(statement.executeUpdate("update gates set seq = seq")).isEqualTo(1);
      Reply check = scene.post("/v1/check", "").is(200);
      assertThat(check.text("clean")).as(check.body()).isEqualTo("true");
      assertThat(check.text("events")).isEqualTo("50");
      other.rollback();
    }
  }

  @Test
  void check_customerIsArchived_judgesAllTheSame() {
    sell();
    String gone = scene.customer("gone");
    String subscription = scene.subscribe("gone", scene.sold().plan());
    scene.send(Event.of("g1", "call", "gone").n(4));
    scene.settle();
    scene.posted(
        "/v1/subscriptions/" + subscription + "/cancel", "{\"cancellation_type\":\"immediate\"}");
    scene.settle();
    scene.done("DELETE", "/v1/customers/" + gone, "");
    scene.settle();
    // 4 at 0.5 are 2, of which the books say 3.
    scene.rows().execute("update usage_cells set booked = 3 where booked = 2");
    Reply check = scene.post("/v1/check", "").is(200);
    assertThat(check.text("customers")).isEqualTo("2");
    assertThat(check.text("clean")).as(check.body()).isEqualTo("false");
    assertThat(check.body()).contains("customer gone: ", "cost 2, booked is 3");
    scene.rows().execute("update usage_cells set booked = 2 where booked = 3");
    assertThat(scene.post("/v1/check", "").text("clean")).isEqualTo("true");
  }

  @Test
  void check_eventsWaitForAPrice_countsAndNamesThem() {
    String meter = scene.meter("odd", "SUM", "n");
    String plan = scene.plan();
    String script = scene.script("picky", "export function price(usage) { throw new Error('no') }");
    scene.price(plan, meter, Terms.script(script, "{}"));
    scene.customer("waits");
    scene.subscribe("waits", plan);
    for (int i = 0; i < 3; i++) {
      scene.posted("/v1/events", Event.of("odd" + i, "odd", "waits").n(1).json());
    }
    scene.settle();
    Reply check = scene.post("/v1/check", "").is(200);
    assertThat(check.text("clean")).as(check.body()).isEqualTo("true");
    assertThat(check.text("parked")).isEqualTo("3");
    for (int i = 0; i < 3; i++) {
      assertThat(check.body())
          .contains(
              "{\"event_id\":\"odd%d\",\"external_customer_id\":\"waits\",\"reason\":\"script_error\",\"failure\":"
                  .formatted(i))
          .contains("\"script\":\"picky@1\",\"detail\":\"line 1, column 38: Error: no\"");
    }
  }

  @Test
  void check_eventsComeMeanwhile_seesOneInstant() {
    sell();
    scene.settle();
    AtomicBoolean judged = new AtomicBoolean();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              for (int run = 0; !judged.get(); run++) {
                scene.send(events("b" + run));
              }
            });
    for (int i = 0; i < 20; i++) {
      Reply check = scene.post("/v1/check", "").is(200);
      assertThat(check.text("clean")).as(check.body()).isEqualTo("true");
    }
    judged.set(true);
    sending.join();
    scene.isClean();
  }
}
