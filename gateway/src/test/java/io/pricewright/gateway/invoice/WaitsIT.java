package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices that wait though their grace is over. */
final class WaitsIT extends InvoicedTenant {
  private static final Json.Obj NONE = Json.Obj.EMPTY.with("waits_for", Json.of("no invoice"));

  @BeforeEach
  void sell() {
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("1"));
    String refuses = "export function rate(event) { throw new Error('no'); }";
    scene.price(
        plan, scene.meter("odd", "SUM", "n"), Terms.script(scene.script("odd", refuses), "{}"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
  }

  private void use(String id, String name, Instant at, String n) {
    scene.send(Event.of(id, name, "ann").at(at).n(n));
    scene.settle();
  }

  private Json.Obj last() {
    List<Json.Obj> items = scene.get("/v1/invoices?limit=1").is(200).list("items");
    return items.isEmpty() ? NONE : items.getFirst();
  }

  private static String waiting(Json.Obj invoice) {
    return "%s %s %s"
        .formatted(
            invoice.string("invoice_status"),
            Objects.requireNonNull(invoice.get("waits_for")).text(),
            invoice.string("total"));
  }

  /**
   * 3 calls, and an event whose price fails: the invoice waits for that one. It is taken back, and
   * a minute later 3 are asked.
   */
  @Test
  void parkedEvents_areWaitedFor() {
    use("a", "call", month(0).plusSeconds(5), "3");
    use("p", "odd", month(0).plusSeconds(10), "1");
    scene.until(month(1).plusSeconds(60));
    assertThat(waiting(last())).isEqualTo("DRAFT [\"grace\"] 3");
    scene.until(month(1).plus(Duration.ofHours(3)));
    assertThat(waiting(last())).isEqualTo("DRAFT [\"parked_events\"] 3");
    // What comes meanwhile is in it.
    use("b", "call", month(0).plusSeconds(6), "4");
    assertThat(waiting(last())).isEqualTo("DRAFT [\"parked_events\"] 7");
    scene.revoke("p");
    scene.settle();
    scene.until(month(1).plus(Duration.ofHours(4)));
    assertThat(waiting(last())).isEqualTo("FINALIZED [] 7");
    scene.isClean();
  }

  /**
   * It waits 72 hours after its boundary and no longer; an event of the month after does not count.
   * The setting shortens it: at a boundary that is over by more nothing is waited for.
   */
  @Test
  void parkedEvents_areWaitedForSoLong() {
    use("a", "call", month(0).plusSeconds(5), "3");
    use("p", "odd", month(0).plusSeconds(5), "1");
    scene.until(month(1).plus(Duration.ofHours(71)));
    use("q", "odd", month(1).plusSeconds(5), "1");
    assertThat(waiting(last())).isEqualTo("DRAFT [\"parked_events\"] 3");
    scene.until(month(1).plus(Duration.ofDays(3)));
    assertThat(waiting(last())).isEqualTo("FINALIZED [] 3");
    scene.revoke("p");
    scene.settle();
    Reply set = scene.put("/v1/settings/invoice_config", "{\"hold_limit_seconds\":7200}").is(200);
    assertThat(set.text("hold_limit_seconds")).isEqualTo("7200");
    scene.put("/v1/settings/invoice_config", "{\"hold_limit_seconds\":-1}").is(400);
    use("b", "call", month(1).plusSeconds(5), "4");
    scene.until(month(2).plus(Duration.ofMinutes(90)));
    assertThat(waiting(last())).isEqualTo("DRAFT [\"parked_events\"] 4");
    scene.until(month(2).plus(Duration.ofHours(2)));
    assertThat(waiting(last())).isEqualTo("FINALIZED [] 4");
    scene.isClean();
  }

  /** A task that rates usage of the customer is under way: the invoice is made when it is done. */
  @Test
  void tasks_areWaitedFor() {
    use("a", "call", month(0).plusSeconds(5), "3");
    scene
        .rows()
        .execute(
            "insert into tasks select tenant, environment, 'task_under_way', 'rate_stored',"
                + " json_build_object('customer_no', subscriptions.customer_no, 'line_item_no',"
                + " line_item_no, 'up_to_seq', 0)::text, 'running', '{}', 0, 0, null, now() +"
                + " interval '9 years', now(), now() from subscription_line_items join"
                + " subscriptions using (tenant, environment) where subscriptions.id ="
                + " subscription_id limit 1");
    CompletableFuture<Void> advanced =
        CompletableFuture.runAsync(() -> scene.until(month(1).plus(Duration.ofHours(2))));
    Waiting.until("it waits", () -> waiting(last()).equals("DRAFT [\"tasks\"] 3"));
    scene.rows().execute("update tasks set status = 'done' where id = 'task_under_way'");
    advanced.join();
    assertThat(waiting(last())).isEqualTo("FINALIZED [] 3");
    scene.isClean();
  }
}
