package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event is replaced once, whoever asks and however often: one charge takes another's place. */
final class AmendIT {
  private final Scene scene = TestNode.shared().tenant();

  private static Event use(String id, Object n) {
    return Event.of(id, "use", "ann").at(Scene.START).n(n);
  }

  private Scene selling() {
    scene.sell("use", Terms.script(Terms.FLAT, Terms.amount("1")));
    scene.subscriber("ann");
    return scene;
  }

  private Reply amend(String id, Event replacement) {
    return scene.post("/v1/events/" + id + "/amend", "{\"event\":" + replacement.json() + "}");
  }

  @Test
  void amend_again_answersTheFirst_andAnotherNamesTheReplacement() {
    selling();
    scene.send(use("e1", "1.00"));
    Reply first = amend("e1", use("e2", "0.9")).is(200);
    assertThat(first.inner("voided").string("outcome")).isEqualTo("voided");
    assertThat(first.inner("replacement").string("amount")).isEqualTo("0.9");
    Reply again = amend("e1", use("e2", "0.9")).is(200);
    assertThat(again.inner("replacement").string("status")).isEqualTo("duplicate");
    assertThat(again.inner("replacement").string("amount")).isEqualTo("0.9");
    amend("e1", use("e3", "0.9")).refused(409, "replaced by 'e2'");
    amend("e1", use("e2", "0.8")).refused(409, "replaced by 'e2'");
    // Only the 0.9 of the replacement: 1.00 - 1.00 + 0.9.
    scene.settle().sums().are("0.9");
    assertThat(scene.number("select count(*) from events")).isEqualTo(2);
    scene.isClean();
  }

  @Test
  void amend_ofWhatIsGoneOrByWhatIsThere_isAConflict() {
    selling();
    scene.send(List.of(use("e1", 1), use("e2", 2), use("e3", 4)));
    scene.revoke("e1");
    amend("e1", use("new", 8)).refused(409, "was voided");
    // What came by itself takes no place: the sum would lose e2.
    amend("e2", use("e3", 4)).refused(409, "was used at");
    amend("never", use("new", 8)).is(404);
    scene.settle().sums().are("6"); // e2 and e3: 2 + 4
    amend("e2", use("new", 8)).is(200);
    amend("e3", use("new", 8)).refused(409, "was used at");
    // A replacement may be replaced in its turn: 16 in the place of 8, and e3.
    amend("new", use("newer", 16)).is(200);
    amend("e2", use("newest", 1)).refused(409, "replaced by 'new'");
    scene.settle().sums().are("20");
    scene.revoke("newer");
    amend("new", use("newest", 1)).refused(409, "replaced by 'newer'");
    scene.settle().sums().are("4");
    scene.isClean();
  }

  @Test
  void amend_toAnotherCustomer_movesTheCharge() {
    selling();
    scene.subscriber("bob");
    scene.send(use("e1", 3));
    amend("e1", Event.of("e2", "use", "bob").at(Scene.START).n(3)).is(200);
    scene.settle().sumsOf("ann").are("0");
    scene.sumsOf("bob").are("3");
    scene.isClean();
  }

  @Test
  void amend_byTwentyAtOnce_isDoneOnce() throws Exception {
    selling();
    scene.send(use("owned", 1));
    scene.send(Event.of("nobodys", "use", "later").at(Scene.START).n(1));
    race("owned", "ann");
    race("nobodys", "later");
    scene.customer("later");
    scene.subscribe("later", scene.sold().plan());
    // One replacement each, of 5.
    scene.settle().sumsOf("ann").are("5");
    scene.sumsOf("later").are("5");
    assertThat(scene.number("select count(*) from events")).isEqualTo(4);
    scene.isClean();
  }

  private void race(String id, String customer) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(20)) {
      List<Future<Integer>> answers =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      clients.submit(
                          () ->
                              scene
                                  .api
                                  .insist(
                                      "POST",
                                      "/v1/events/" + id + "/amend",
                                      "{\"event\":%s}"
                                          .formatted(
                                              Event.of(id + i, "use", customer)
                                                  .at(Scene.START)
                                                  .n(5)
                                                  .json()))
                                  .status()))
              .toList();
      int done = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 409);
        done += answer.get() == 200 ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  @Test
  void check_ofAReplacementWhoseOriginalCounts_isNotClean() {
    selling();
    scene.send(List.of(use("e1", 1), use("e2", 2)));
    scene.settle();
    scene.rows().execute("update events set replaces = 'e1' where event_id = 'e2'");
    Reply check = scene.post("/v1/check", "").is(200);
    assertThat(Parts.text(check.json(), "clean")).isEqualTo("false");
    assertThat(check.body()).contains("event e2 replaces e1, which is not taken back");
  }
}
