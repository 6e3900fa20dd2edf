package io.pricewright.store.ledger;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Failures;
import io.pricewright.store.row.ChargeRow;
import io.pricewright.store.testing.StoreScene;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What charges and postings leave behind, and what a check finds of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LedgerIT {
  private static final Currency USD = new Currency("usd");

  private final StoreScene scene = new StoreScene();
  private long last;

  @AfterAll
  void close() throws Exception {
    scene.close();
  }

  private CustomerNo somebody() {
    return new CustomerNo(++last);
  }

  private static Charge charge(CustomerNo whose, String amount, String currency) {
    return new Charge(
        new ChargeId(UUID.randomUUID()),
        new CellKey(whose, new LineItemNo(4), T0, ""),
        new Money(new BigDecimal(amount), new Currency(currency)),
        new PriceId("price_1"),
        new ScriptId("script_1"),
        Cause.USAGE,
        3,
        null);
  }

  private void append(Scope scope, Instant at, Charge... charges) {
    List<Posting> postings =
        List.of(charges).stream().map(one -> one.post(new PostingId(UUID.randomUUID()))).toList();
    scene.in(
        scope,
        tx -> Ledger.append(tx, new BatchId(UUID.randomUUID()), List.of(charges), postings, at));
  }

  private Books books(Scope scope, CustomerNo whose) {
    return scene.in(scope, tx -> Books.read(tx, whose));
  }

  @Test
  void append_charges_movesBalances_andTheBooksAgree() {
    CustomerNo ann = somebody();
    append(ONE, T0, charge(ann, "10.000000000001", "usd"), charge(ann, "-4", "usd"));
    append(ONE, T0, charge(ann, "2.5", "eur"));
    Books books = books(ONE, ann);
    assertThat(books.unposted()).isZero();
    assertThat(books.balances()).isEmpty();
    assertThat(books.charged().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("8.500000000001");
    List<ChargeSums> sums = scene.all(ONE, tx -> ChargeSums.read(tx, ann));
    assertThat(sums).extracting(ChargeSums::currency).containsExactly(new Currency("eur"), USD);
    ChargeSums usd = sums.getLast();
    assertThat(usd.charges()).isEqualTo(2);
    assertThat(usd.charged()).isEqualByComparingTo("6.000000000001");
    assertThat(usd.unbilled()).isEqualByComparingTo("6.000000000001");
    assertThat(usd.revenue()).isEqualByComparingTo("6.000000000001");
    assertThat(scene.all(TWO, tx -> ChargeSums.read(tx, ann))).isEmpty();
    assertThat(scene.all(ONE, tx -> ChargeSums.read(tx, null))).hasSize(2);
    scene.in(
        ONE, tx -> Ledger.append(tx, new BatchId(UUID.randomUUID()), List.of(), List.of(), T0));
  }

  @Test
  void append_twice_isRefused() {
    Charge charge = charge(somebody(), "1", "usd");
    append(ONE, T0, charge);
    assertThatThrownBy(() -> append(ONE, T0, charge))
        .satisfies(fault -> assertThat(Failures.uniqueViolation(fault)).isTrue());
    append(TWO, T0, charge);
  }

  @Test
  void books_thatWereTamperedWith_areTold() {
    CustomerNo ann = somebody();
    append(ONE, T0, charge(ann, "5", "usd"));
    scene.sql(
        ONE,
        "update balances set amount = 6 where customer_no = %d and amount = 5"
            .formatted(ann.value()));
    assertThat(books(ONE, ann).balances())
        .singleElement()
        .asString()
        .startsWith("unbilled usd is 6.0")
        .contains("its postings give 5.0");
    scene.sql(ONE, "update postings set amount = 4 where customer_no = %d".formatted(ann.value()));
    assertThat(books(ONE, ann).unposted()).isOne();
  }

  @Test
  void charges_newest_arePagedAndFoundById() {
    CustomerNo ann = somebody();
    CustomerNo bob = somebody();
    Charge first = charge(ann, "1", "usd");
    Charge second = charge(ann, "2", "usd");
    Instant later = T0.plusSeconds(86_400L * 365);
    append(ONE, later, first);
    append(ONE, later.plusSeconds(1), second);
    append(ONE, later.plusSeconds(2), charge(bob, "3", "usd"));
    assertThat(scene.all(ONE, tx -> Charges.newest(tx, ann, 1, 0)))
        .extracting(ChargeRow::id)
        .containsExactly(second.id());
    assertThat(scene.all(ONE, tx -> Charges.newest(tx, ann, 5, 1)))
        .extracting(ChargeRow::id)
        .containsExactly(first.id());
    assertThat(scene.all(ONE, tx -> Charges.newest(tx, null, 2, 0)))
        .extracting(ChargeRow::customerNo)
        .containsExactly(bob, ann);
    ChargeRow found = scene.one(ONE, tx -> ChargeRow.TABLE.find(tx, first.id())).orElseThrow();
    assertThat(found.amount()).isEqualByComparingTo("1");
    assertThat(found.cause()).isEqualTo(Cause.USAGE);
    assertThat(found.evidence()).isNull();
    assertThat(scene.one(TWO, tx -> ChargeRow.TABLE.find(tx, first.id()))).isEmpty();
    assertThat(scene.all(TWO, tx -> Charges.newest(tx, ann, 9, 0))).isEmpty();
  }

  @Test
  void forgotten_areEventsOfAnAliasThatNobodyGot() {
    scene.customer(ONE, "zoe");
    assertThat(scene.<Long>in(ONE, Books::forgotten)).isZero();
    for (int i = 1; i <= 4; i++) {
      scene.sql(
          ONE,
          ("insert into events (tenant, environment, event_key, event_id, body_hash, event_name,"
                  + " external_customer_id, occurred_at, ingested_at, properties, gate_seq, batch_id,"
                  + " outcome, entries) values (1, 1, decode('%032d', 'hex'), 'f%1$d',"
                  + " decode('%1$032d', 'hex'), 'use', 'zoe', '2026-01-01', '2026-01-01', '{}', 0,"
                  + " '00000000-0000-0000-0000-000000000001', %1$d, '[]')")
              .formatted(i));
    }
    // The voided one is nobody's for good.
    assertThat(scene.<Long>in(ONE, Books::forgotten)).isEqualTo(3);
    assertThat(scene.<Long>in(TWO, Books::forgotten)).isZero();
  }
}
