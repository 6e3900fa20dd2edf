package io.pricewright.store.task;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TasksIT {
  private static final Work ATTACH =
      new Work.AttachPrice(new PlanId("plan_1"), new LineageId("price_1"), null);
  private static final Instant LATER = T0.plus(Tasks.LEASE);
  private static final Json.Obj FAR = Json.Obj.EMPTY.with("after", Json.of("e9"));

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private TaskId add(Work work, Instant at) {
    return scene.in(ONE, tx -> Tasks.add(tx, work, at));
  }

  private List<TaskRow> claim(Scope scope, Instant at, int most) {
    return scene.all(scope, tx -> Tasks.claim(tx, at, most));
  }

  private TaskRow claimed(Instant at) {
    return claim(ONE, at, 1).getFirst();
  }

  private TaskRow find(TaskId id) {
    return scene.one(ONE, tx -> Tasks.find(tx, id)).orElseThrow();
  }

  private void advance(TaskRow task, Json.Obj cursor, long events, boolean done, Instant at) {
    scene.in(ONE, tx -> Tasks.advance(tx, task, cursor, events, done, at));
  }

  private Tasks.Due due(Instant until) {
    return scene.in(ONE, tx -> Tasks.due(tx, until));
  }

  private long open() {
    return scene.in(ONE, tx -> Tasks.open(tx, LATER));
  }

  static Stream<Work> works() {
    return Stream.of(
        ATTACH,
        new Work.AdoptEvents(new CustomerNo(7), new ExternalId("ann \"the\" first")),
        new Work.RateStored(new CustomerNo(7), new LineItemNo(8), 9),
        new Work.Recount(new LineageId("price_1"), null, T0),
        new Work.Recount(null, new MeterId("meter_1"), null),
        new Work.RetryParked(new EventId("e1"), null, null),
        new Work.RetryParked(null, new CustomerNo(7), "script_error"),
        new Work.TellParked(new Failure.Cause("script_error", new PriceId("price_1")), T0));
  }

  @ParameterizedTest
  @MethodSource("works")
  void task_added_isReadAsItWas(Work work) {
    TaskRow row = find(add(work, T0));
    assertThat(Tasks.work(row)).isEqualTo(work);
    assertThat(row.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(row.cursor()).isEqualTo(Json.Obj.EMPTY);
    assertThat(row.dueAt()).isEqualTo(T0);
    assertThat(Tasks.work(claimed(T0))).isEqualTo(work);
  }

  /** The same id is added once, whoever else adds it at the same time, also when it is done. */
  @Test
  void addUnlessKnown_byMany_isAddedOnce_andOnlyTells() {
    Work work = new Work.TellParked(new Failure.Cause("script_error", new PriceId("p")), T0);
    TaskId id = new TaskId("task_parked");
    scene.in(
        ONE,
        tx ->
            Tasks.addUnlessKnown(tx, id, work, T0, T0)
                .compose(added -> Tasks.addUnlessKnown(tx, id, work, LATER, LATER)));
    assertThat(open()).isZero();
    TaskRow row = claimed(T0);
    assertThat(Tasks.work(row)).isEqualTo(work);
    advance(row, Json.Obj.EMPTY, 0, true, T0);
    scene.in(ONE, tx -> Tasks.addUnlessKnown(tx, id, work, LATER, LATER));
    assertThat(claim(ONE, LATER, 9)).isEmpty();
    assertThat(find(id).status()).isEqualTo(TaskStatus.DONE);
  }

  /** What is due or in hand is waited for; what failed is told; what is to come is neither. */
  @Test
  void due_tellsWhatIsLeftUpToAnInstant() {
    add(ATTACH, T0);
    scene.in(ONE, tx -> Tasks.add(tx, ATTACH, LATER.plusSeconds(1), T0));
    assertThat(due(T0)).isEqualTo(new Tasks.Due(1, 0));
    TaskRow row = claimed(T0);
    assertThat(due(T0)).isEqualTo(new Tasks.Due(1, 0));
    scene.in(ONE, tx -> Tasks.fail(tx, row, "no", false, LATER.plusSeconds(9), T0));
    assertThat(due(LATER)).isEqualTo(new Tasks.Due(0, 1));
  }

  @Test
  void claim_givesTheOldestThatAreDue_andNoOthers() {
    TaskId second = add(ATTACH, T0.plusSeconds(1));
    TaskId first = add(ATTACH, T0);
    TaskId third = add(ATTACH, T0.plusSeconds(2));
    assertThat(claim(ONE, T0.minusSeconds(1), 9)).isEmpty();
    assertThat(claim(TWO, LATER, 9)).as("another environment's").isEmpty();
    assertThat(claim(ONE, T0.plusSeconds(1), 9))
        .extracting(TaskRow::id)
        .containsExactly(first, second);
    assertThat(claim(ONE, T0.plusSeconds(2), 9)).extracting(TaskRow::id).containsExactly(third);
    assertThat(claim(ONE, T0.plusSeconds(2), 9)).isEmpty();
  }

  @Test
  void claim_whoseLeaseRanOut_isTakenOver() {
    TaskId id = add(ATTACH, T0);
    assertThat(claimed(T0).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(claim(ONE, LATER.minusMillis(1), 9)).isEmpty();
    assertThat(claimed(LATER).id()).isEqualTo(id);
  }

  @Test
  void claim_givenBack_isDueAtOnce_asItWas() {
    add(ATTACH, T0);
    TaskRow first = claimed(T0);
    advance(first, FAR, 5, false, T0);
    TaskRow again = claimed(LATER);
    scene.in(ONE, tx -> Tasks.release(tx, again, LATER));
    TaskRow released = find(again.id());
    assertThat(released.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(released.dueAt()).isEqualTo(LATER);
    assertThat(released.cursor()).isEqualTo(FAR);
    assertThat(released.doneEvents()).isEqualTo(5);
  }

  @Test
  void advance_keepsTheCursor_addsTheEvents_andEnds() {
    add(ATTACH, T0);
    advance(claimed(T0), FAR, 5, false, T0);
    assertThat(claim(ONE, T0, 9)).as("its lease begins anew").isEmpty();
    TaskRow again = claimed(LATER);
    assertThat(again.cursor()).isEqualTo(FAR);
    assertThat(again.doneEvents()).isEqualTo(5);
    assertThat(open()).isEqualTo(1);
    advance(again, Json.Obj.EMPTY, 2, true, LATER);
    assertThat(find(again.id()).status()).isEqualTo(TaskStatus.DONE);
    assertThat(find(again.id()).doneEvents()).isEqualTo(7);
    assertThat(open()).isZero();
    assertThat(claim(ONE, LATER.plus(Tasks.LEASE), 9)).isEmpty();
  }

  @Test
  void advance_rolledBack_leavesTheTaskWhereItWas() {
    add(ATTACH, T0);
    TaskRow task = claimed(T0);
    assertThatThrownBy(
            () ->
                scene.in(
                    ONE,
                    tx ->
                        Tasks.advance(tx, task, FAR, 5, true, T0)
                            .compose(done -> Future.failedFuture("killed"))))
        .hasMessage("killed");
    assertThat(claimed(LATER).doneEvents()).isZero();
  }

  @Test
  void fail_isTriedAgainWhenSaid_keepsItsPlace_andGivesUp() {
    add(ATTACH, T0);
    advance(claimed(T0), FAR, 1, false, T0);
    TaskRow task = claimed(LATER);
    Instant retry = LATER.plusSeconds(60);
    scene.in(ONE, tx -> Tasks.fail(tx, task, "no connection", false, retry, LATER));
    assertThat(claim(ONE, retry.minusMillis(1), 9)).isEmpty();
    TaskRow again = claimed(retry);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.lastError()).isEqualTo("no connection");
    assertThat(again.cursor()).isEqualTo(FAR);
    scene.in(ONE, tx -> Tasks.fail(tx, again, "broken", true, retry, retry));
    assertThat(find(again.id()).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(find(again.id()).attempts()).isEqualTo(2);
    assertThat(claim(ONE, retry.plusSeconds(3_600), 9)).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void advance_afterFailures_forgetsThem() {
    add(ATTACH, T0);
    TaskRow task = claimed(T0);
    scene.in(ONE, tx -> Tasks.fail(tx, task, "once", false, T0, T0));
    TaskRow again = claimed(T0);
    advance(again, Json.Obj.EMPTY, 0, false, T0);
    assertThat(find(again.id()).attempts()).isZero();
    assertThat(find(again.id()).lastError()).isNull();
  }

  @Test
  void dueScopes_areThoseWithSomethingToDo_theLongestDueFirst() {
    scene.in(TWO, tx -> Tasks.add(tx, ATTACH, T0));
    add(ATTACH, T0.plusSeconds(3));
    add(ATTACH, T0.plusSeconds(2));
    Instant at = T0.plusSeconds(9);
    assertThat(scene.due(database -> Tasks.dueScopes(database, at, 9)))
        .containsExactly(new DueScope(TWO, T0), new DueScope(ONE, T0.plusSeconds(2)));
    assertThat(scene.due(database -> Tasks.dueScopes(database, at, 1)))
        .containsExactly(new DueScope(TWO, T0));
    assertThat(scene.due(database -> Tasks.dueScopes(database, T0, 9)))
        .containsExactly(new DueScope(TWO, T0));
    claim(TWO, T0, 9);
    assertThat(scene.due(database -> Tasks.dueScopes(database, T0, 9))).isEmpty();
  }

  @Test
  void dueScopes_goByTheClocksOfEnvironments() {
    add(ATTACH, T0.plusSeconds(60));
    assertThat(scene.due(database -> Tasks.dueScopes(database, T0, 9))).isEmpty();
    scene.sql(ONE, "update environments set clock_ahead_us = 61000000 where environment = 1");
    assertThat(scene.due(database -> Tasks.dueScopes(database, T0, 9)))
        .containsExactly(new DueScope(ONE, T0.plusSeconds(60)));
  }

  @Test
  void claim_ofManyAtOnce_givesEachTaskToOneOnly() {
    for (int i = 0; i < 10; i++) {
      add(ATTACH, T0);
    }
    List<Future<List<TaskRow>>> claims = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      claims.add(scene.begin(ONE, tx -> Tasks.claim(tx, T0, 2)));
    }
    Future.join(claims).await();
    assertThat(claims.stream().flatMap(one -> one.result().stream()).map(TaskRow::id).toList())
        .doesNotHaveDuplicates();
  }
}
