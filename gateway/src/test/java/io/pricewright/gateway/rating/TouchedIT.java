package io.pricewright.gateway.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moves a period that was asked for is noted in the same transaction, once a period. */
final class TouchedIT {
  private final Scene scene = TestNode.shared().tenant();

  private void use(String id, String day) {
    scene.send(
        Event.of(id, "used", "c").at(Instant.parse(day + "T00:00:00Z")).with("{\"n\":\"1\"}"));
  }

  private List<String> touched() {
    return scene
        .settle()
        .rows()
        .texts(
            "select l.billing_period || ' ' || to_char(t.period_start at time zone 'UTC',"
                + " 'YYYY-MM-DD') from touched t join subscription_line_items l using (tenant,"
                + " environment, line_item_no) order by 1");
  }

  private void close(String subscription, String through) {
    scene
        .rows()
        .execute(
            "update subscriptions set closed_through = '%s' where id = '%s'"
                .formatted(through, subscription));
    // As closing does: what is cached of the customer is stale.
    scene.rows().execute("update gates set version = version + 1");
  }

  @Test
  void periodsThatWereAskedFor_areTouchedByWhatMovesThem() {
    String plan = scene.sell("used", Terms.flat("1")).plan();
    scene.customer("c");
    String subscription = scene.subscribe("c", plan, "2025-01-01T00:00:00Z");
    use("jan", "2025-01-10");
    use("feb", "2025-02-10");
    assertThat(touched()).as("nothing was asked for").isEmpty();
    close(subscription, "2025-02-01T00:00:00Z");
    use("feb-late", "2025-02-11");
    assertThat(touched()).as("February is not over").isEmpty();
    use("jan-late", "2025-01-31");
    use("jan-later", "2025-01-01");
    assertThat(touched()).containsExactly("MONTHLY 2025-01-01");
    scene.rows().execute("delete from touched");
    scene.revoke("jan");
    assertThat(touched()).containsExactly("MONTHLY 2025-01-01");
    close(subscription, "2025-03-01T00:00:00Z");
    scene.revoke("feb");
    assertThat(touched()).containsExactly("MONTHLY 2025-01-01", "MONTHLY 2025-02-01");
    scene.isClean();
  }

  @Test
  void itemThatEndedWithinItsPeriod_isAskedForWithItsEnd() {
    String plan = scene.sell("used", Terms.flat("1")).plan();
    scene.customer("c");
    String subscription =
        scene
            .posted(
                "/v1/subscriptions",
                """
                {"external_customer_id":"c","plan_id":"%s","currency":"usd",
                 "billing_period":"MONTHLY","start_date":"2025-01-01T00:00:00Z",
                 "end_date":"2025-01-16T00:00:00Z"}\
                """
                    .formatted(plan))
            .text("id");
    use("first", "2025-01-10");
    close(subscription, "2025-01-15T00:00:00Z");
    use("second", "2025-01-11");
    assertThat(touched()).isEmpty();
    close(subscription, "2025-01-16T00:00:00Z");
    use("third", "2025-01-12");
    assertThat(touched()).containsExactly("MONTHLY 2025-01-01");
  }
}
