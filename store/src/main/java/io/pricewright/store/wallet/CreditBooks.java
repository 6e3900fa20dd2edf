package io.pricewright.store.wallet;

import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CreditUseRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.WalletGrantRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes purses. The caller holds the customers' gates. */
public final class CreditBooks {
  /** Most uses with uncovered usage that one top-up draws for, oldest first. */
  public static final int MOST_OPEN = 1_000;

  private CreditBooks() {}

  /**
   * What is read besides wallets and grants.
   *
   * @param uses of which customers which uses are touched
   * @param allOpen whether all uncovered uses are read, to draw for them
   * @param grants which grants are read even if nothing is left of them, as something comes back
   */
  public record Asked(
      Map<CustomerNo, Set<Use.Key>> uses, boolean allOpen, Collection<GrantId> grants) {
    /** Nothing besides. */
    public static final Asked NOTHING = new Asked(Map.of(), false);

    /** Asks for no other grants than those of which something is left. */
    public Asked(Map<CustomerNo, Set<Use.Key>> uses, boolean allOpen) {
      this(uses, allOpen, List.of());
    }
  }

  /** Reads the books of customers, whether they have wallets or not. */
  public static Future<Map<CustomerNo, CreditBook>> load(
      Tx tx, Collection<CustomerNo> customers, Asked asked) {
    Future<RowSet<Row>> wallets = tx.run(BookStatements.OF_WALLETS, customers);
    Future<RowSet<Row>> grants = tx.run(BookStatements.OF_GRANTS, customers);
    Future<@Nullable RowSet<Row>> named =
        asked.grants().isEmpty()
            ? Future.succeededFuture()
            : tx.run(BookStatements.OF_NAMED_GRANTS, asked.grants());
    Future<RowSet<Row>> uncovered = tx.run(BookStatements.OF_UNCOVERED, customers);
    Future<List<BookReading.Used>> uses = uses(tx, asked);
    Future<List<BookReading.Used>> open =
        asked.allOpen()
            ? tx.run(BookStatements.OF_OPEN_USES, customers)
                .map(rows -> Rows.all(rows, CreditBooks::use))
            : Future.succeededFuture(List.of());
    Future<Map<LineItemNo, LineFact>> facts =
        lines(
            tx,
            asked.uses().values().stream().flatMap(Set::stream).map(Use.Key::lineItemNo).toList());
    return Future.join(List.of(wallets, grants, named, uncovered, uses, open, facts))
        .compose(
            read -> {
              List<BookReading.Used> all = new ArrayList<>(uses.result());
              all.addAll(open.result());
              return more(tx, all, facts.result())
                  .map(
                      known -> {
                        BookReading reading = new BookReading(known);
                        reading.wallets(wallets.result());
                        reading.grants(grants.result());
                        if (named.result() != null) {
                          reading.grants(named.result());
                        }
                        reading.uses(all);
                        reading.uncovered(uncovered.result());
                        return reading.books(customers);
                      });
            });
  }

  /** Returns what the line items of uses are, asking only for those not known. */
  private static Future<Map<LineItemNo, LineFact>> more(
      Tx tx, List<BookReading.Used> uses, Map<LineItemNo, LineFact> known) {
    List<LineItemNo> missing =
        uses.stream()
            .map(use -> use.use().key().lineItemNo())
            .filter(no -> !known.containsKey(no))
            .toList();
    return lines(tx, missing)
        .map(
            found -> {
              Map<LineItemNo, LineFact> all = new HashMap<>(known);
              all.putAll(found);
              return all;
            });
  }

  private static Future<List<BookReading.Used>> uses(Tx tx, Asked asked) {
    List<CustomerNo> whose = new ArrayList<>();
    List<LineItemNo> lines = new ArrayList<>();
    List<Instant> starts = new ArrayList<>();
    asked
        .uses()
        .forEach(
            (customer, mine) ->
                mine.forEach(
                    key -> {
                      whose.add(customer);
                      lines.add(key.lineItemNo());
                      starts.add(key.periodStart());
                    }));
    return whose.isEmpty()
        ? Future.succeededFuture(List.of())
        : tx.run(BookStatements.OF_USES, whose, lines, starts)
            .map(rows -> Rows.all(rows, CreditBooks::use));
  }

  private static BookReading.Used use(Row row) {
    Use.Key key =
        new Use.Key(CreditUseRow.LINE_ITEM_NO.get(row, 1), CreditUseRow.PERIOD_START.get(row, 2));
    return new BookReading.Used(
        new BookReading.Whose(
            CreditUseRow.CUSTOMER_NO.get(row, 0), CreditUseRow.CURRENCY.get(row, 3)),
        Use.fromRow(key, CreditUseRow.STATE.get(row, 4)));
  }

  /** Reads what line items are, by number. */
  public static Future<Map<LineItemNo, LineFact>> lines(Tx tx, Collection<LineItemNo> numbers) {
    List<LineItemNo> asked =
        numbers.stream().filter(no -> !no.equals(Use.NO_LINE_ITEM)).distinct().toList();
    return asked.isEmpty()
        ? Future.succeededFuture(Map.of())
        : tx.run(BookStatements.OF_LINES, asked).map(CreditBooks::facts);
  }

  private static Map<LineItemNo, LineFact> facts(RowSet<Row> rows) {
    Map<LineItemNo, LineFact> facts = new HashMap<>();
    for (Row row : rows) {
      LineItemNo no = SubscriptionLineItemRow.LINE_ITEM_NO.get(row, 0);
      Wallet.Line line =
          new Wallet.Line(
              PriceRow.TYPE.get(row, 2) == PriceType.FIXED, PriceRow.METER_ID.getOrNull(row, 3));
      facts.put(
          no, new LineFact(no, SubscriptionLineItemRow.SUBSCRIPTION_ID.getOrNull(row, 1), line));
    }
    return facts;
  }

  /**
   * Returns what draws need of a wallet.
   *
   * @param meters of the features it pays for; null: all
   */
  public static Wallet wallet(WalletRow row, @Nullable Set<MeterId> meters) {
    return new Wallet(
        row.id(),
        Grant.no(row.createdAt()),
        row.walletStatus(),
        row.walletType() == WalletType.POST_PAID,
        row.priceTypes(),
        meters);
  }

  /** Returns what draws need of a grant. */
  public static Grant grant(WalletGrantRow row) {
    return new Grant(
        row.id(),
        row.walletId(),
        Grant.no(row.createdAt()),
        row.kind(),
        row.priority(),
        row.effectiveAt(),
        row.expiresAt(),
        row.credits(),
        row.rate(),
        row.amount(),
        row.line(),
        row.drawn(),
        row.settled(),
        row.gone(),
        row.held(),
        row.lapsed(),
        row.scheduleId(),
        row.begun(),
        row.carries());
  }

  /** Writes what a purse came to, but for its postings. */
  public static Future<Void> write(Tx tx, CustomerNo customerNo, Currency currency, Purse purse) {
    return write(tx, List.of(new Written(customerNo, currency, purse)));
  }

  /** A purse that is to be written: a customer's, in a currency. */
  public record Written(CustomerNo customerNo, Currency currency, Purse purse) {}

  /** Writes what purses came to, but for their postings; in two statements, however many. */
  public static Future<Void> write(Tx tx, Collection<Written> purses) {
    List<Of<Grant>> grants = new ArrayList<>();
    List<Of<Use>> uses = new ArrayList<>();
    for (Written one : purses) {
      one.purse().changedGrants().forEach(grant -> grants.add(new Of<>(one, grant)));
      one.purse().changedUses().forEach(use -> uses.add(new Of<>(one, use)));
    }
    List<Future<?>> writes = new ArrayList<>();
    if (!grants.isEmpty()) {
      writes.add(tx.run(BookStatements.PUT_GRANTS, (Object[]) grants(grants)));
    }
    if (!uses.isEmpty()) {
      writes.add(
          tx.run(
              BookStatements.PUT_USES,
              of(uses, Of::customerNo),
              of(uses, one -> one.what().key().lineItemNo()),
              of(uses, one -> one.what().key().periodStart()),
              of(uses, Of::currency),
              of(uses, one -> one.what().toRow()),
              of(uses, one -> one.what().open())));
    }
    return Future.join(writes).mapEmpty();
  }

  /** Something in a purse. */
  private record Of<T>(Written purse, T what) {
    CustomerNo customerNo() {
      return purse.customerNo();
    }

    Currency currency() {
      return purse.currency();
    }
  }

  /** Returns the columns of grants, in the order of the generated row. */
  private static List<?>[] grants(List<Of<Grant>> all) {
    List<Grant> grants = all.stream().map(Of::what).toList();
    return new List<?>[] {
      of(grants, Grant::id),
      of(grants, Grant::walletId),
      of(all, Of::customerNo),
      of(all, Of::currency),
      of(grants, Grant::kind),
      of(grants, Grant::priority),
      of(grants, Grant::effective),
      of(grants, Grant::expiry),
      of(grants, Grant::credits),
      of(grants, Grant::rate),
      of(grants, Grant::amount),
      of(grants, Grant::line),
      of(grants, Grant::drawn),
      of(grants, Grant::settled),
      of(grants, Grant::gone),
      of(grants, Grant::held),
      of(grants, Grant::lapsed),
      of(grants, Grant::schedule),
      of(grants, Grant::begun),
      of(grants, Grant::carries),
      of(grants, Grant::madeAt)
    };
  }

  private static <T> List<@Nullable Object> of(List<T> all, Function<T, @Nullable Object> value) {
    List<@Nullable Object> values = new ArrayList<>(all.size());
    all.forEach(one -> values.add(value.apply(one)));
    return values;
  }

  /** Takes a customer's gate, and keeps the customer's credits from then on, if none are kept. */
  public static Future<Void> watch(Tx tx, CustomerNo customerNo) {
    return Gates.take(tx, customerNo)
        .compose(
            gate ->
                gate.watched()
                    ? Future.succeededFuture()
                    : begin(tx, customerNo).compose(begun -> Gates.watch(tx, customerNo)));
  }

  /** Takes what a customer was charged before as uncovered; once, when the first wallet is made. */
  public static Future<Void> begin(Tx tx, CustomerNo customerNo) {
    return tx.run(BookStatements.BEGIN, customerNo).mapEmpty();
  }
}
