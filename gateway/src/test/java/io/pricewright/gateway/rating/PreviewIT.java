package io.pricewright.gateway.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A preview says what sending would come to, and leaves nothing behind. */
final class PreviewIT {
  private static final String EVENTS = "select count(*) from events";
  private static final String SEQ = "select coalesce(sum(seq), 0)::bigint from gates";

  private static final String DUE = "select count(*) from customer_dues where due_at <= now()";

  private final Scene scene = TestNode.shared().tenant();

  private PreviewIT() {
    scene.sell("use", Terms.script("{\"name\":\"graduated\",\"version\":1}", TIERS));
    scene.subscriber("ann");
    scene.settle();
    // The queue looks at a new subscriber once, behind its gate.
    Waiting.until("nothing is due", () -> scene.number(DUE) == 0);
  }

  private static final String TIERS =
      "{\"tiers\":[{\"up_to\":\"10\",\"unit_amount\":\"1\"},{\"up_to\":null,\"unit_amount\":\"0.5\"}]}";

  private static Event use(String id, int n) {
    return Event.of(id, "use", "ann").n(n);
  }

  private Reply preview(List<Event> events) {
    return scene.post("/v1/preview", Event.bulk(events)).is(200);
  }

  private static List<String> results(Reply reply) {
    List<String> results = new ArrayList<>();
    for (Json.Obj one : reply.list("results")) {
      results.add(Parts.text(one, "status") + " " + one.string("amount"));
    }
    return results;
  }

  @Test
  void preview_ofAllKinds_isWhatSendingSays() {
    scene.send(use("old", 8));
    List<Event> events =
        List.of(use("new", 4), use("old", 8), use("old", 9), use("new", 4), use("new", 5));
    long stored = scene.number(EVENTS);
    long seq = scene.number(SEQ);
    Reply reply = preview(events);
    assertThat(scene.number(EVENTS)).isEqualTo(stored);
    assertThat(scene.number(SEQ)).as("gates are not taken").isEqualTo(seq);
    // 8 are used: 2 at 1, 2 at 0.5.
    assertThat(results(reply))
        .containsExactly("accepted 3", "duplicate 8", "conflict 8", "duplicate 3", "conflict 3");
    assertThat(reply.text("amount")).isEqualTo("3");
    assertThat(reply.text("conflict")).isEqualTo("2");
    Reply sent = scene.post("/v1/events/bulk?receipt=full", Event.bulk(events)).is(202);
    assertThat(results(sent)).isEqualTo(results(reply));
    scene.sums().are("11");
    scene.isClean();
  }

  @Test
  void hold_ofAConflict_setsNothingAside() {
    scene.topUp(scene.wallet("ann", ""), "100", "");
    scene.send(use("h1", 1));
    String hold =
        "{\"external_customer_id\":\"ann\",\"currency\":\"usd\",\"events\":[%s,%s]}"
            .formatted(use("h1", 2).json(), use("h2", 3).json());
    assertThat(scene.post("/v1/holds", hold).is(201).amount("amount")).isEqualByComparingTo("3");
  }
}
