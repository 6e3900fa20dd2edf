package io.pricewright.store.event;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TopicId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Retry;
import io.pricewright.store.testing.StoreScene;
import io.pricewright.store.topic.TopicPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the event log keeps, finds and pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventLogIT {
  private static final BatchId BATCH = new BatchId(new UUID(7, 7));

  private final StoreScene scene = new StoreScene();
  private long last = 100;

  @AfterAll
  void close() throws Exception {
    scene.close();
  }

  private CustomerNo somebody() {
    return new CustomerNo(++last);
  }

  private static Event event(String id, Instant at) {
    return new Event(
        EventKey.of(id),
        new EventId(id),
        EventKey.of("body of " + id),
        "use",
        new ExternalId("ext-" + id),
        at,
        T0,
        "source",
        Json.Obj.EMPTY.with("n", Json.of("1.50")));
  }

  private static RatedEvent rated(String id, Instant at, @Nullable CustomerNo whose) {
    return new RatedEvent(
        event(id, at), whose, whose == null ? Outcome.UNMATCHED : Outcome.RATED, null, List.of());
  }

  private static RatedEvent parked(String id, CustomerNo whose, String reason) {
    return new RatedEvent(event(id, T0), whose, Outcome.PARKED, reason, List.of());
  }

  private void insert(Scope scope, long seq, RatedEvent... events) {
    scene.in(scope, tx -> EventLog.insert(tx, BATCH, List.of(events), e -> seq, Map.of()));
  }

  private static List<String> ids(List<StoredEvent> events) {
    return events.stream().map(stored -> stored.event().id().value()).toList();
  }

  @Test
  void insert_newEvents_areFoundWholeInTheirEnvironmentAlone() {
    CustomerNo ann = somebody();
    insert(ONE, 3, rated("whole", T0.plusNanos(1_000), ann), rated("orphan", T0, null));
    StoredEvent found = scene.one(ONE, tx -> EventLog.find(tx, new EventId("whole"))).orElseThrow();
    assertThat(found.rated()).isEqualTo(rated("whole", T0.plusNanos(1_000), ann));
    assertThat(found.gateSeq()).isEqualTo(3);
    assertThat(found.batch()).isEqualTo(BATCH);
    assertThat(found.readAt()).isNull();
    assertThat(
            scene
                .one(ONE, tx -> EventLog.find(tx, new EventId("orphan")))
                .orElseThrow()
                .customerNo())
        .isNull();
    assertThat(scene.one(TWO, tx -> EventLog.find(tx, new EventId("whole")))).isEmpty();
    insert(TWO, 1, rated("whole", T0, ann));
  }

  @Test
  void insert_takenId_beginsAgain_andKeepsNothingOfTheBatch() {
    insert(ONE, 1, rated("taken", T0, null));
    assertThatThrownBy(
            () -> insert(ONE, 1, rated("with-taken", T0, null), rated("taken", T0, null)))
        .isInstanceOf(Retry.AgainException.class);
    assertThat(scene.one(ONE, tx -> EventLog.find(tx, new EventId("with-taken")))).isEmpty();
  }

  @Test
  void insert_readFromATopic_remembersWhere() {
    TopicPosition at = new TopicPosition(new TopicId("topic"), 2, 41);
    RatedEvent read = rated("read", T0, null);
    scene.in(
        ONE,
        tx -> EventLog.insert(tx, BATCH, List.of(read), e -> 0, Map.of(read.event().key(), at)));
    assertThat(scene.one(ONE, tx -> EventLog.find(tx, new EventId("read"))).orElseThrow().readAt())
        .isEqualTo(at);
  }

  @Test
  void page_ofACustomer_isInOrderOfTimeAndKey_upToASeq() {
    CustomerNo ann = somebody();
    List<RatedEvent> events = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      events.add(rated("page-" + i, T0.plusSeconds(i / 2), ann));
    }
    insert(ONE, 5, events.toArray(RatedEvent[]::new));
    insert(ONE, 6, rated("later", T0, ann));
    List<StoredEvent> all = new ArrayList<>();
    EventPages.Position after = EventPages.Position.START;
    List<StoredEvent> page;
    do {
      EventPages.Position from = after;
      page = scene.all(ONE, tx -> EventPages.page(tx, ann, T0, Interval.END_OF_TIME, 5, from, 3));
      all.addAll(page);
      after = page.isEmpty() ? after : EventPages.Position.of(page.getLast());
    } while (!page.isEmpty());
    assertThat(ids(all))
        .hasSize(7)
        .doesNotContain("later")
        .containsExactlyElementsOf(
            ids(
                all.stream()
                    .sorted(
                        java.util.Comparator.comparing(
                                (StoredEvent stored) -> stored.event().occurredAt())
                            .thenComparing(stored -> stored.event().key()))
                    .toList()));
    assertThat(
            scene.all(
                ONE,
                tx ->
                    EventPages.page(
                        tx,
                        ann,
                        T0.plusSeconds(1),
                        T0.plusSeconds(2),
                        9,
                        EventPages.Position.START,
                        9)))
        .hasSize(2);
    assertThat(
            scene.all(
                TWO,
                tx ->
                    EventPages.page(
                        tx, ann, T0, Interval.END_OF_TIME, 9, EventPages.Position.START, 9)))
        .isEmpty();
  }

  @Test
  void since_aSeq_findsWhatCameBehindIt() {
    CustomerNo ann = somebody();
    insert(ONE, 1, rated("s1", T0, ann));
    insert(ONE, 2, rated("s2", T0, ann), rated("s3", T0, ann));
    insert(ONE, 3, rated("s4", T0, ann));
    List<StoredEvent> first = scene.all(ONE, tx -> EventPages.since(tx, ann, 1, 3, null, 2));
    assertThat(ids(first)).containsExactlyInAnyOrder("s2", "s3");
    assertThat(ids(scene.all(ONE, tx -> EventPages.since(tx, ann, 1, 3, first.getLast(), 2))))
        .containsExactly("s4");
    assertThat(scene.all(ONE, tx -> EventPages.since(tx, ann, 3, 9, null, 2))).isEmpty();
  }

  @Test
  void orphans_areNobodysAndNotVoided_untilAReceiptGivesThemAnOwner() {
    CustomerNo ann = somebody();
    insert(ONE, 0, rated("lost", T0, null));
    List<StoredEvent> lost =
        scene.all(ONE, tx -> EventPages.orphans(tx, new ExternalId("ext-lost"), 10));
    assertThat(ids(lost)).containsExactly("lost");
    assertThat(scene.all(TWO, tx -> EventPages.orphans(tx, new ExternalId("ext-lost"), 10)))
        .isEmpty();
    scene.in(
        ONE, tx -> EventLog.update(tx, List.of(new EventLog.Receipt(rated("lost", T0, ann), 12L))));
    assertThat(scene.all(ONE, tx -> EventPages.orphans(tx, new ExternalId("ext-lost"), 10)))
        .isEmpty();
    StoredEvent found = scene.one(ONE, tx -> EventLog.find(tx, new EventId("lost"))).orElseThrow();
    assertThat(found.customerNo()).isEqualTo(ann);
    assertThat(found.gateSeq()).isEqualTo(12);
  }

  @Test
  void update_withoutASeq_keepsTheOldOne_andReachesItsEnvironmentAlone() {
    CustomerNo ann = somebody();
    insert(ONE, 4, rated("kept", T0, ann));
    insert(TWO, 4, rated("kept", T0, ann));
    scene.in(
        ONE,
        tx -> EventLog.update(tx, List.of(new EventLog.Receipt(parked("kept", ann, "why"), null))));
    StoredEvent found = scene.one(ONE, tx -> EventLog.find(tx, new EventId("kept"))).orElseThrow();
    assertThat(found.outcome()).isEqualTo(Outcome.PARKED);
    assertThat(found.reason()).isEqualTo("why");
    assertThat(found.gateSeq()).isEqualTo(4);
    assertThat(scene.one(TWO, tx -> EventLog.find(tx, new EventId("kept"))).orElseThrow().outcome())
        .isEqualTo(Outcome.RATED);
    scene.in(ONE, tx -> EventLog.update(tx, List.of()));
  }

  @Test
  void parked_areFoundByCustomerAndReason_keyByKey() {
    CustomerNo ann = somebody();
    CustomerNo bob = somebody();
    insert(ONE, 1, parked("p1", ann, "slow"), parked("p2", ann, "slow"), parked("p3", bob, "gone"));
    assertThat(ids(scene.all(ONE, tx -> EventPages.parked(tx, ann, null, null, 9))))
        .containsExactlyInAnyOrder("p1", "p2");
    assertThat(ids(scene.all(ONE, tx -> EventPages.parked(tx, bob, "gone", null, 9))))
        .containsExactly("p3");
    assertThat(scene.all(ONE, tx -> EventPages.parked(tx, bob, "slow", null, 9))).isEmpty();
    StoredEvent first =
        scene.all(ONE, tx -> EventPages.parked(tx, ann, "slow", null, 1)).getFirst();
    EventPages.Parked behind = new EventPages.Parked(ann, first.event().key());
    assertThat(ids(scene.all(ONE, tx -> EventPages.parked(tx, ann, "slow", behind, 9))))
        .hasSize(1)
        .doesNotContain(first.event().id().value());
    insert(ONE, 1, parked("d1", ann, "deferred"), parked("d2", bob, "deferred"));
    insert(ONE, 1, parked("d3", ann, "deferred"), parked("d4", bob, "deferred"));
    List<StoredEvent> deferred =
        scene.all(ONE, tx -> EventPages.parked(tx, null, "deferred", null, 9));
    assertThat(deferred.stream().map(StoredEvent::customerNo).toList())
        .as("one customer's stand together")
        .containsExactly(ann, ann, bob, bob);
  }

  @Test
  void ofBatch_findsWhatABatchStored() {
    CustomerNo ann = somebody();
    BatchId other = new BatchId(new UUID(8, 8));
    insert(ONE, 1, rated("b1", T0, ann));
    scene.in(
        ONE, tx -> EventLog.insert(tx, other, List.of(rated("b2", T0, ann)), e -> 1, Map.of()));
    assertThat(ids(scene.all(ONE, tx -> EventPages.ofBatch(tx, other, ann, T0, 9))))
        .containsExactly("b2");
    assertThat(scene.all(ONE, tx -> EventPages.ofBatch(tx, other, ann, T0.plusSeconds(1), 9)))
        .isEmpty();
  }

  @Test
  void search_byWhatPeopleKnow_countsAndPages() {
    CustomerNo ann = somebody();
    Instant day = T0.plusSeconds(86_400);
    insert(ONE, 1, rated("q1", day, ann), rated("q2", day.plusSeconds(1), ann));
    EventSearch.Query query =
        new EventSearch.Query(
            null, ann, null, "use", "source", Outcome.RATED, null, day, day.plusSeconds(9));
    List<StoredEvent> newest =
        scene.all(ONE, tx -> EventSearch.part(tx, query, new EventSearch.Part(true, null, 0, 1)));
    assertThat(ids(newest)).containsExactly("q2");
    EventPages.Position before = EventSearch.position(EventSearch.text(newest.getFirst()));
    assertThat(before).isNotNull();
    assertThat(
            ids(
                scene.all(
                    ONE,
                    tx -> EventSearch.part(tx, query, new EventSearch.Part(true, before, 0, 9)))))
        .containsExactly("q1");
    assertThat(
            ids(scene.all(ONE, tx -> EventSearch.oldest(tx, query, EventPages.Position.START, 9))))
        .containsExactly("q1", "q2");
    assertThat(scene.all(ONE, tx -> EventSearch.counts(tx, query)))
        .containsExactly(new EventSearch.Count("use", Outcome.RATED, null, 2));
    assertThat(scene.all(TWO, tx -> EventSearch.counts(tx, query))).isEmpty();
    assertThat(EventSearch.position("nonsense")).isNull();
  }
}
