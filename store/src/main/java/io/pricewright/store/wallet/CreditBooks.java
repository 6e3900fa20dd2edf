package io.pricewright.store.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes purses. The caller holds the customers' gates. */
public final class CreditBooks {
  /** Most uses with uncovered usage that one top-up draws for, oldest first. */
  public static final int MOST_OPEN = 1_000;

  private static final String WALLETS =
      "select w.*, (select array_agg(f.meter_id) from features f where f.tenant = w.tenant and"
          + " f.environment = w.environment and f.meter_id is not null and w.features is not null and f.id in"
          + " (select jsonb_array_elements_text(w.features::jsonb))) as meters from wallets w"
          + " where w.tenant = $1 and w.environment = $2 and w.customer_no = any($3)"
          + " order by w.created_at, w.id";
  private static final String GRANTS =
      "select id, wallet_id, customer_no, currency, kind, priority, effective_at, expires_at, credits, rate,"
          + " amount, line, drawn, settled, gone, held, lapsed, schedule_id, created_at from wallet_grants"
          + " where tenant = $1 and environment = $2 and customer_no = any($3) and not spent";
  private static final String USES =
      "select u.customer_no, u.line_item_no, u.period_start, u.currency, u.state from credit_uses u join"
          + " (select distinct * from unnest($3::bigint[], $4::bigint[], $5::timestamptz[]) as"
          + " k(customer_no, line_item_no, period_start)) k using (customer_no, line_item_no, period_start)"
          + " where u.tenant = $1 and u.environment = $2";
  private static final String OPEN =
      "select customer_no, line_item_no, period_start, currency, state from credit_uses where tenant = $1 and"
          + " environment = $2 and customer_no = any($3) and uncovered <> 0 order by period_start,"
          + " line_item_no limit $4";
  private static final String UNCOVERED =
      "select customer_no, currency, sum(uncovered) from credit_uses where tenant = $1 and environment = $2"
          + " and customer_no = any($3) and uncovered <> 0 group by 1, 2";
  private static final String LINES =
      "select l.line_item_no, l.subscription_id, p.type, p.meter_id from subscription_line_items l join"
          + " prices p on p.tenant = l.tenant and p.environment = l.environment and p.id = l.lineage_id"
          + " where l.tenant = $1 and l.environment = $2 and l.line_item_no = any($3)";
  private static final String PUT_GRANTS =
      "insert into wallet_grants as g (tenant, environment, id, wallet_id, customer_no, currency, kind,"
          + " priority, effective_at, expires_at, credits, rate, amount, line, drawn, settled, gone, held,"
          + " lapsed, schedule_id, created_at) select $1, $2, * from unnest($3::text[], $4::text[],"
          + " $5::bigint[], $6::text[], $7::text[], $8::integer[], $9::timestamptz[], $10::timestamptz[],"
          + " $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[],"
          + " $17::numeric[], $18::numeric[], $19::boolean[], $20::text[], $21::timestamptz[])"
          + " on conflict (tenant, environment, id) do update set drawn = excluded.drawn,"
          + " settled = excluded.settled, gone = excluded.gone, held = excluded.held,"
          + " lapsed = excluded.lapsed, line = excluded.line";
  private static final String PUT_USES =
      "insert into credit_uses (tenant, environment, customer_no, line_item_no, period_start, currency,"
          + " state, uncovered) select $1, $2, * from unnest($3::bigint[], $4::bigint[], $5::timestamptz[],"
          + " $6::text[], $7::text[], $8::numeric[]) on conflict (tenant, environment, customer_no,"
          + " line_item_no, period_start, currency) do update set state = excluded.state,"
          + " uncovered = excluded.uncovered";
  private static final String BEGIN =
      "insert into credit_uses (tenant, environment, customer_no, line_item_no, period_start, currency, state,"
          + " uncovered) select $1, $2, $3, line_item_no, period_start, currency, json_build_object('d',"
          + " json_build_array(), 'u', json_build_array(json_build_array(to_char(period_start at time zone"
          + " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), sum(amount)::text)))::text, sum(amount) from"
          + " charges where tenant = $1 and environment = $2 and customer_no = $3 group by line_item_no,"
          + " period_start, currency having sum(amount) <> 0 on conflict do nothing";

  private CreditBooks() {}

  private record Whose(CustomerNo customerNo, String currency) {}

  /**
   * What is read besides wallets and grants.
   *
   * @param uses of which customers which uses are touched
   * @param allOpen whether all uncovered uses are read, to draw for them
   */
  public record Asked(Map<CustomerNo, Set<Use.Key>> uses, boolean allOpen) {
    /** Nothing besides. */
    public static final Asked NOTHING = new Asked(Map.of(), false);
  }

  /** Reads the books of customers, whether they have wallets or not. */
  public static Future<Map<CustomerNo, CreditBook>> load(
      Tx tx, Collection<CustomerNo> customers, Asked asked) {
    Tuple whose =
        scoped(tx).addArrayOfLong(customers.stream().map(CustomerNo::value).toArray(Long[]::new));
    Future<RowSet<Row>> wallets = tx.run(WALLETS, whose);
    Future<RowSet<Row>> grants = tx.run(GRANTS, whose);
    Future<RowSet<Row>> uncovered = tx.run(UNCOVERED, whose);
    Future<List<UseRow>> uses = uses(tx, asked);
    Future<List<UseRow>> open =
        asked.allOpen()
            ? tx.run(
                    OPEN,
                    scoped(tx)
                        .addArrayOfLong(
                            customers.stream().map(CustomerNo::value).toArray(Long[]::new))
                        .addInteger(MOST_OPEN))
                .map(rows -> Rows.all(rows, CreditBooks::use))
            : Future.succeededFuture(List.of());
    Future<Map<LineItemNo, LineFact>> facts =
        lines(
            tx,
            asked.uses().values().stream().flatMap(Set::stream).map(Use.Key::lineItemNo).toList());
    return Future.join(wallets, grants, uncovered, uses, open, facts)
        .compose(
            read -> {
              List<UseRow> all = new ArrayList<>(uses.result());
              all.addAll(open.result());
              return more(tx, all, facts.result())
                  .map(
                      known ->
                          new Reading(wallets.result(), grants.result(), uncovered.result())
                              .books(customers, all, known));
            });
  }

  /** Returns what the line items of uses are, asking only for those not known. */
  private static Future<Map<LineItemNo, LineFact>> more(
      Tx tx, List<UseRow> uses, Map<LineItemNo, LineFact> known) {
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

  private record UseRow(Whose whose, Use use) {}

  private static Future<List<UseRow>> uses(Tx tx, Asked asked) {
    List<CustomerNo> whose = new ArrayList<>();
    List<Use.Key> keys = new ArrayList<>();
    asked
        .uses()
        .forEach(
            (customer, mine) ->
                mine.forEach(
                    key -> {
                      whose.add(customer);
                      keys.add(key);
                    }));
    if (keys.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return tx.run(
            USES,
            scoped(tx)
                .addArrayOfLong(whose.stream().map(CustomerNo::value).toArray(Long[]::new))
                .addArrayOfLong(
                    keys.stream().map(key -> key.lineItemNo().value()).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                    keys.stream()
                        .map(key -> Tx.at(key.periodStart()))
                        .toArray(OffsetDateTime[]::new)))
        .map(rows -> Rows.all(rows, CreditBooks::use));
  }

  private static UseRow use(Row row) {
    Use.Key key =
        new Use.Key(new LineItemNo(row.getLong("line_item_no")), Rows.instant(row, "period_start"));
    return new UseRow(
        new Whose(new CustomerNo(row.getLong("customer_no")), row.getString("currency")),
        Use.fromRow(key, row.getString("state")));
  }

  /** Reads what line items are, by number. */
  public static Future<Map<LineItemNo, LineFact>> lines(Tx tx, Collection<LineItemNo> numbers) {
    Long[] asked =
        numbers.stream()
            .filter(no -> !no.equals(Use.NO_LINE_ITEM))
            .map(LineItemNo::value)
            .distinct()
            .toArray(Long[]::new);
    if (asked.length == 0) {
      return Future.succeededFuture(Map.of());
    }
    return tx.run(LINES, scoped(tx).addArrayOfLong(asked))
        .map(
            rows -> {
              Map<LineItemNo, LineFact> facts = new HashMap<>();
              for (Row row : rows) {
                facts.put(
                    new LineItemNo(row.getLong(0)),
                    new LineFact(
                        new LineItemNo(row.getLong(0)),
                        Id.ofNullable(row.getString(1), SubscriptionId::new),
                        new Wallet.Line(
                            "FIXED".equals(row.getString(2)),
                            Id.ofNullable(row.getString(3), MeterId::new))));
              }
              return facts;
            });
  }

  private record Reading(RowSet<Row> wallets, RowSet<Row> grants, RowSet<Row> uncovered) {
    Map<CustomerNo, CreditBook> books(
        Collection<CustomerNo> customers, List<UseRow> uses, Map<LineItemNo, LineFact> facts) {
      Map<LineItemNo, Wallet.Line> lines = new HashMap<>();
      facts.forEach((no, fact) -> lines.put(no, fact.line()));
      Map<Whose, List<Wallet>> walletsOf = new LinkedHashMap<>();
      Map<Whose, List<Grant>> grantsOf = new HashMap<>();
      Map<Whose, Map<Use.Key, Use>> usesOf = new HashMap<>();
      Map<Whose, BigDecimal> openOf = new HashMap<>();
      Map<CustomerNo, Map<String, WalletRow>> rowsOf = new HashMap<>();
      for (Row row : wallets) {
        WalletRow wallet = WalletRow.of(row);
        Whose whose = new Whose(new CustomerNo(wallet.customerNo()), wallet.currency());
        rowsOf
            .computeIfAbsent(new CustomerNo(wallet.customerNo()), no -> new LinkedHashMap<>())
            .put(wallet.id(), wallet);
        walletsOf.computeIfAbsent(whose, w -> new ArrayList<>()).add(wallet(row, wallet));
      }
      for (Row row : grants) {
        Whose whose =
            new Whose(new CustomerNo(row.getLong("customer_no")), row.getString("currency"));
        grantsOf.computeIfAbsent(whose, w -> new ArrayList<>()).add(grant(row));
      }
      uncovered.forEach(
          row ->
              openOf.put(
                  new Whose(new CustomerNo(row.getLong(0)), row.getString(1)),
                  row.getBigDecimal(2)));
      uses.forEach(
          row ->
              usesOf
                  .computeIfAbsent(row.whose(), w -> new HashMap<>())
                  .put(row.use().key(), row.use()));
      Map<CustomerNo, Map<String, Purse>> purses = new HashMap<>();
      Map<Whose, Boolean> all = new LinkedHashMap<>();
      walletsOf.keySet().forEach(whose -> all.put(whose, true));
      usesOf.keySet().forEach(whose -> all.put(whose, true));
      openOf.keySet().forEach(whose -> all.put(whose, true));
      for (Whose whose : all.keySet()) {
        Collection<Use> mine = usesOf.getOrDefault(whose, Map.of()).values();
        BigDecimal read = mine.stream().map(Use::open).reduce(BigDecimal.ZERO, BigDecimal::add);
        purses
            .computeIfAbsent(whose.customerNo(), no -> new TreeMap<>())
            .put(
                whose.currency(),
                new Purse(
                    walletsOf.getOrDefault(whose, List.of()),
                    grantsOf.getOrDefault(whose, List.of()),
                    mine,
                    lines,
                    openOf.getOrDefault(whose, BigDecimal.ZERO).subtract(read)));
      }
      Map<CustomerNo, CreditBook> books = new TreeMap<>();
      for (CustomerNo no : customers) {
        books.put(
            no,
            new CreditBook(
                no,
                rowsOf.getOrDefault(no, new LinkedHashMap<>()),
                purses.getOrDefault(no, new TreeMap<>()),
                facts));
      }
      return books;
    }
  }

  private static Wallet wallet(Row row, WalletRow wallet) {
    String[] meters = row.getArrayOfStrings("meters");
    return wallet(
        wallet,
        wallet.features() == null
            ? null
            : Stream.of(meters == null ? new String[0] : meters)
                .map(MeterId::new)
                .collect(Collectors.toSet()));
  }

  /**
   * Returns what draws need of a wallet.
   *
   * @param meters of the features it pays for; null: all
   */
  public static Wallet wallet(WalletRow wallet, @Nullable Set<MeterId> meters) {
    return new Wallet(
        wallet.id(),
        micros(wallet.createdAt()),
        Wallet.Status.fromRow(wallet.walletStatus()),
        wallet.walletType().equals("POST_PAID"),
        Wallet.Prices.valueOf(wallet.priceTypes()),
        meters);
  }

  private static Grant grant(Row row) {
    return new Grant(
        row.getString("id"),
        row.getString("wallet_id"),
        micros(Rows.instant(row, "created_at")),
        GrantKind.fromRow(row.getString("kind")),
        row.getInteger("priority"),
        Rows.instantOrNull(row, "effective_at"),
        Rows.instantOrNull(row, "expires_at"),
        row.getBigDecimal("credits"),
        row.getBigDecimal("rate"),
        row.getBigDecimal("amount"),
        row.getBigDecimal("line"),
        row.getBigDecimal("drawn"),
        row.getBigDecimal("settled"),
        row.getBigDecimal("gone"),
        row.getBigDecimal("held"),
        row.getBoolean("lapsed"),
        row.getString("schedule_id"));
  }

  /** Returns the order number of something made at an instant. */
  public static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Writes what a purse came to, but for its postings. */
  public static Future<Void> write(Tx tx, CustomerNo customerNo, String currency, Purse purse) {
    List<Future<?>> writes = new ArrayList<>();
    if (!purse.changedGrants().isEmpty()) {
      writes.add(tx.run(PUT_GRANTS, grants(tx, customerNo, currency, purse.changedGrants())));
    }
    if (!purse.changedUses().isEmpty()) {
      writes.add(tx.run(PUT_USES, uses(tx, customerNo, currency, purse.changedUses())));
    }
    return Future.join(writes).mapEmpty();
  }

  private static Tuple grants(Tx tx, CustomerNo customerNo, String currency, List<Grant> grants) {
    return scoped(tx)
        .addArrayOfString(texts(grants, Grant::id))
        .addArrayOfString(texts(grants, Grant::walletId))
        .addArrayOfLong(grants.stream().map(g -> customerNo.value()).toArray(Long[]::new))
        .addArrayOfString(texts(grants, g -> currency))
        .addArrayOfString(texts(grants, g -> g.kind().toRow()))
        .addArrayOfInteger(grants.stream().map(Grant::priority).toArray(Integer[]::new))
        .addArrayOfOffsetDateTime(times(grants, Grant::effective))
        .addArrayOfOffsetDateTime(times(grants, Grant::expiry))
        .addArrayOfBigDecimal(amounts(grants, Grant::credits))
        .addArrayOfBigDecimal(amounts(grants, Grant::rate))
        .addArrayOfBigDecimal(amounts(grants, Grant::amount))
        .addArrayOfBigDecimal(amounts(grants, Grant::line))
        .addArrayOfBigDecimal(amounts(grants, Grant::drawn))
        .addArrayOfBigDecimal(amounts(grants, Grant::settled))
        .addArrayOfBigDecimal(amounts(grants, Grant::gone))
        .addArrayOfBigDecimal(amounts(grants, Grant::held))
        .addArrayOfBoolean(grants.stream().map(Grant::lapsed).toArray(Boolean[]::new))
        .addArrayOfString(texts(grants, Grant::schedule))
        .addArrayOfOffsetDateTime(times(grants, g -> instant(g.no())));
  }

  private static Tuple uses(Tx tx, CustomerNo customerNo, String currency, List<Use> uses) {
    return scoped(tx)
        .addArrayOfLong(uses.stream().map(u -> customerNo.value()).toArray(Long[]::new))
        .addArrayOfLong(uses.stream().map(u -> u.key().lineItemNo().value()).toArray(Long[]::new))
        .addArrayOfOffsetDateTime(times(uses, u -> u.key().periodStart()))
        .addArrayOfString(texts(uses, u -> currency))
        .addArrayOfString(texts(uses, Use::toRow))
        .addArrayOfBigDecimal(amounts(uses, Use::open));
  }

  private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> of) {
    @Nullable String[] texts = new String[all.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = of.apply(all.get(i));
    }
    return texts;
  }

  private static <T> BigDecimal[] amounts(List<T> all, Function<T, BigDecimal> of) {
    return all.stream().map(of).toArray(BigDecimal[]::new);
  }

  private static <T> @Nullable OffsetDateTime[] times(
      List<T> all, Function<T, @Nullable Instant> of) {
    @Nullable OffsetDateTime[] times = new OffsetDateTime[all.size()];
    for (int i = 0; i < times.length; i++) {
      Instant at = of.apply(all.get(i));
      times[i] = at == null ? null : Tx.at(at);
    }
    return times;
  }

  /** Takes what a customer was charged before as uncovered; once, when the first wallet is made. */
  public static Future<Void> begin(Tx tx, CustomerNo customerNo) {
    return tx.run(BEGIN, scoped(tx).addLong(customerNo.value())).mapEmpty();
  }

  private static Tuple scoped(Tx tx) {
    return Tuple.of(tx.scope().tenant(), tx.scope().environment());
  }
}
