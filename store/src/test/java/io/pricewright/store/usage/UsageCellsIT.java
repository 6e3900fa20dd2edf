package io.pricewright.store.usage;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.rating.Cell;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.rules.usage.DistinctValues;
import io.pricewright.store.testing.StoreScene;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What cells and their distinct values are read and written as. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UsageCellsIT {
  private static final Currency USD = new Currency("usd");

  private final StoreScene scene = new StoreScene();
  private long last;

  @AfterAll
  void close() throws Exception {
    scene.close();
  }

  private CellKey key(String part) {
    return new CellKey(new CustomerNo(1), new LineItemNo(last), T0, part);
  }

  private static Cell cell(CellKey key, String booked) {
    Cell empty = Cell.empty(key, new Interval(T0, T0.plusSeconds(3_600)), USD);
    return new Cell(key, empty.period(), USD, empty.segments(), new BigDecimal(booked));
  }

  private StoredUsage read(Scope scope, CellKey... keys) {
    Map<CellKey, AggregationType> asked = new java.util.HashMap<>();
    for (CellKey key : keys) {
      asked.put(key, AggregationType.SUM);
    }
    return scene.in(scope, tx -> UsageCells.read(tx, asked, Map.of()));
  }

  @Test
  void write_cells_addsAndReplaces_inTheirEnvironmentAlone() {
    last++;
    CellKey a = key("a");
    CellKey b = key("b");
    scene.in(ONE, tx -> UsageCells.write(tx, List.of(cell(a, "1.5"), cell(b, "2"))));
    scene.in(ONE, tx -> UsageCells.write(tx, List.of(cell(b, "3.000000000001"))));
    StoredUsage usage = read(ONE, a, b, key("c"));
    assertThat(usage.cells()).containsOnlyKeys(a, b);
    assertThat(usage.cells().get(a)).isNotNull();
    assertThat(booked(usage, a)).isEqualByComparingTo("1.5");
    assertThat(booked(usage, b)).isEqualByComparingTo("3.000000000001");
    assertThat(read(TWO, a, b).cells()).isEmpty();
    scene.in(ONE, tx -> UsageCells.write(tx, List.of()));
    assertThat(read(ONE).cells()).isEmpty();
  }

  private static BigDecimal booked(StoredUsage usage, CellKey key) {
    return java.util.Objects.requireNonNull(usage.cells().get(key)).booked();
  }

  @Test
  void makeMissing_leavesWhatIsThere() {
    last++;
    CellKey a = key("a");
    CellKey b = key("b");
    scene.in(ONE, tx -> UsageCells.write(tx, List.of(cell(a, "7"))));
    scene.in(ONE, tx -> UsageCells.makeMissing(tx, List.of(cell(a, "0"), cell(b, "0"))));
    StoredUsage usage = read(ONE, a, b);
    assertThat(booked(usage, a)).isEqualByComparingTo("7");
    assertThat(booked(usage, b)).isZero();
  }

  @Test
  void ofLineItem_findsPeriodsThatEndLater_inOrder() {
    last++;
    scene.in(ONE, tx -> UsageCells.write(tx, List.of(cell(key("b"), "1"), cell(key("a"), "1"))));
    LineItemNo line = new LineItemNo(last);
    CustomerNo ann = new CustomerNo(1);
    assertThat(scene.all(ONE, tx -> UsageCells.ofLineItem(tx, ann, line, T0)))
        .containsExactly(key("a"), key("b"));
    assertThat(scene.all(ONE, tx -> UsageCells.ofLineItem(tx, ann, line, T0.plusSeconds(3_600))))
        .isEmpty();
    assertThat(scene.all(TWO, tx -> UsageCells.ofLineItem(tx, ann, line, T0))).isEmpty();
  }

  @Test
  void values_touched_areReadAsWritten_andForgottenWithTheirCell() {
    last++;
    CellKey a = key("a");
    CellKey b = key("b");
    EventKey red = EventKey.of("red");
    EventKey blue = EventKey.of("blue");
    scene.in(ONE, tx -> UsageCells.writeValues(tx, Map.of(a, once(red, blue), b, once(red))));
    assertThat(rows(a)).isEqualTo(2);
    assertThat(loaded(a, red, EventKey.of("green"))).isEqualTo(1);
    scene.in(ONE, tx -> UsageCells.forgetValues(tx, a));
    assertThat(rows(a)).isZero();
    assertThat(rows(b)).isOne();
    scene.in(ONE, tx -> UsageCells.writeValues(tx, Map.of()));
  }

  private static DistinctValues once(EventKey... values) {
    DistinctValues distinct = new DistinctValues();
    for (EventKey value : values) {
      distinct.move(value, T0, 1);
    }
    return distinct;
  }

  /** Returns how many of the values a cell holds. */
  private long loaded(CellKey key, EventKey... values) {
    StoredUsage usage =
        scene.in(
            ONE,
            tx ->
                UsageCells.read(
                    tx, Map.of(key, AggregationType.COUNT_UNIQUE), Map.of(key, Set.of(values))));
    DistinctValues distinct = java.util.Objects.requireNonNull(usage.distinct().get(key));
    // What had a first occurrence before was there.
    return List.of(values).stream()
        .filter(value -> distinct.move(value, T0, 1).from() != null)
        .count();
  }

  private long rows(CellKey key) {
    return scene.number(
        ONE,
        "select count(*) from unique_values where line_item_no = %d and part = '%s'"
            .formatted(key.lineItemNo().value(), key.part()));
  }
}
