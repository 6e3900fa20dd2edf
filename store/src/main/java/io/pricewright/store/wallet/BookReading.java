package io.pricewright.store.wallet;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.row.CreditUseRow;
import io.pricewright.store.row.WalletGrantRow;
import io.pricewright.store.row.WalletRow;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sorts what was read of several customers into a book each. */
final class BookReading {
  private final Map<LineItemNo, LineFact> facts;
  private final Map<CustomerNo, Map<WalletId, WalletRow>> rows = new HashMap<>();
  private final Map<Whose, List<Wallet>> wallets = new HashMap<>();
  private final Map<Whose, List<Grant>> grants = new HashMap<>();
  private final Map<Whose, Map<Use.Key, Use>> uses = new HashMap<>();
  private final Map<Whose, BigDecimal> uncovered = new HashMap<>();

  // Of whom anything was read but grants, which are in wallets.
  private final Set<Whose> all = new LinkedHashSet<>();

  /** A customer's credits in one currency. */
  record Whose(CustomerNo customerNo, Currency currency) {}

  /** A use and whose it is. */
  record Used(Whose whose, Use use) {}

  BookReading(Map<LineItemNo, LineFact> facts) {
    this.facts = facts;
  }

  void wallets(RowSet<Row> read) {
    int meters = WalletRow.TABLE.fields().size();
    for (Row row : read) {
      WalletRow wallet = WalletRow.read(row, 0);
      Whose whose = new Whose(wallet.customerNo(), wallet.currency());
      rows.computeIfAbsent(wallet.customerNo(), no -> new LinkedHashMap<>())
          .put(wallet.id(), wallet);
      wallets
          .computeIfAbsent(whose, w -> new ArrayList<>())
          .add(
              CreditBooks.wallet(
                  wallet,
                  wallet.features() == null ? null : meters(row.getArrayOfStrings(meters))));
      all.add(whose);
    }
  }

  private static Set<MeterId> meters(String @org.jspecify.annotations.Nullable [] ids) {
    return ids == null ? Set.of() : Stream.of(ids).map(MeterId::new).collect(Collectors.toSet());
  }

  void grants(RowSet<Row> read) {
    for (Row row : read) {
      WalletGrantRow grant = WalletGrantRow.read(row, 0);
      grants
          .computeIfAbsent(
              new Whose(grant.customerNo(), grant.currency()), whose -> new ArrayList<>())
          .add(CreditBooks.grant(grant));
    }
  }

  void uses(List<Used> read) {
    for (Used one : read) {
      uses.computeIfAbsent(one.whose(), whose -> new HashMap<>()).put(one.use().key(), one.use());
      all.add(one.whose());
    }
  }

  void uncovered(RowSet<Row> read) {
    for (Row row : read) {
      Whose whose =
          new Whose(CreditUseRow.CUSTOMER_NO.get(row, 0), CreditUseRow.CURRENCY.get(row, 1));
      uncovered.merge(whose, CreditUseRow.UNCOVERED.get(row, 2), BigDecimal::add);
      all.add(whose);
    }
  }

  Map<CustomerNo, CreditBook> books(Collection<CustomerNo> customers) {
    Map<LineItemNo, Wallet.Line> lines = new HashMap<>();
    facts.forEach((no, fact) -> lines.put(no, fact.line()));
    Map<CustomerNo, Map<Currency, Purse>> purses = new HashMap<>();
    for (Whose whose : all) {
      purses
          .computeIfAbsent(whose.customerNo(), no -> new TreeMap<>())
          .put(whose.currency(), purse(whose, lines));
    }
    Map<CustomerNo, CreditBook> books = new TreeMap<>();
    for (CustomerNo no : customers) {
      books.put(
          no,
          new CreditBook(
              no,
              rows.getOrDefault(no, new LinkedHashMap<>()),
              purses.getOrDefault(no, new TreeMap<>()),
              facts));
    }
    return books;
  }

  private Purse purse(Whose whose, Map<LineItemNo, Wallet.Line> lines) {
    return Purse.ofAll(
        wallets.getOrDefault(whose, List.of()),
        grants.getOrDefault(whose, List.of()),
        uses.getOrDefault(whose, Map.of()).values(),
        lines,
        uncovered.getOrDefault(whose, BigDecimal.ZERO));
  }
}
