package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.AmountKind;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.invoice.Document;
import io.pricewright.rules.ledger.Account;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.invoice.AskedSums;
import io.pricewright.store.row.BalanceRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settles lines with prepaid credits, the kinds of an item and period together, in the order of the
 * lines: provisional draws become those of the net amount. What fell goes back first as the money
 * that was asked for it, then to the grants that paid it.
 */
final class SettleLines {
  private SettleLines() {}

  /**
   * A document with its lines settled.
   *
   * @param draws of each line: what grants paid, below zero: got back
   */
  record Final(ComputeLines.Computed computed, Document document, List<List<Use.Draw>> draws) {}

  /**
   * What is to be written.
   *
   * @param computed all, those that ask nothing too
   * @param documents those that ask something
   * @param books credits that were settled
   */
  record Settled(
      List<ComputeLines.Computed> computed, List<Final> documents, Collection<CreditBook> books) {}

  /** Settles them in their order. */
  static Future<Settled> run(Tx tx, List<ComputeLines.Computed> computed) {
    List<ComputeLines.Computed> asking =
        computed.stream()
            .filter(one -> !one.lines().isEmpty() || !one.absorbed().isEmpty())
            .toList();
    if (asking.isEmpty()) {
      return Future.succeededFuture(new Settled(computed, List.of(), List.of()));
    }
    Future<Map<Use.Key, List<Use.Draw>>> paid = AskedSums.draws(tx, fallen(asking));
    Future<Map<Owed, BigDecimal>> balances = balances(tx, asking);
    return Future.join(paid, balances)
        .compose(both -> books(tx, asking, paid.result()))
        .map(
            books -> {
              List<Final> documents = new ArrayList<>();
              for (ComputeLines.Computed one : asking) {
                CreditBook book = books.get(one.due().customerNo());
                Map<Use.Key, List<Use.Draw>> draws = draws(one, book, paid.result());
                if (!one.lines().isEmpty()) {
                  documents.add(settled(one, draws, balances.result()));
                }
              }
              return new Settled(computed, documents, books.values());
            });
  }

  // ---- what is read ----

  private static Use.Key key(DocumentLines.Line line) {
    return new Use.Key(line.key().lineItemNo(), line.key().period());
  }

  private static Map<Use.Key, BigDecimal> nets(ComputeLines.Computed one) {
    Map<Use.Key, BigDecimal> nets = new LinkedHashMap<>();
    one.lines().forEach(line -> nets.merge(key(line), line.asks().net(), BigDecimal::add));
    // What was waived is settled with nothing.
    one.absorbed().forEach(line -> nets.merge(key(line), BigDecimal.ZERO, BigDecimal::add));
    return nets;
  }

  /** Items and periods of which less is due than was asked, and by credits paid. */
  private static Set<Use.Key> fallen(List<ComputeLines.Computed> asking) {
    Set<Use.Key> fallen = new HashSet<>();
    for (ComputeLines.Computed one : asking) {
      if (one.due().watched()) {
        nets(one)
            .forEach(
                (key, net) -> {
                  if (net.signum() < 0) {
                    fallen.add(key);
                  }
                });
      }
    }
    return fallen;
  }

  private record Owed(CustomerNo customerNo, Currency currency) {}

  private static Future<Map<Owed, BigDecimal>> balances(Tx tx, List<ComputeLines.Computed> asking) {
    List<CustomerNo> customers =
        asking.stream().map(one -> one.due().customerNo()).distinct().toList();
    return BalanceRow.TABLE
        .list(
            tx,
            Where.<BalanceRow>all()
                .andAny(BalanceRow.CUSTOMER_NO, customers)
                .and(BalanceRow.ACCOUNT, Account.CREDIT_BALANCE.name()),
            1_000,
            0)
        .map(
            rows -> {
              Map<Owed, BigDecimal> owed = new HashMap<>();
              // What is owed to a customer is on the credit side.
              rows.forEach(
                  row ->
                      owed.put(new Owed(row.customerNo(), row.currency()), row.amount().negate()));
              return owed;
            });
  }

  private static Future<Map<CustomerNo, CreditBook>> books(
      Tx tx, List<ComputeLines.Computed> asking, Map<Use.Key, List<Use.Draw>> paid) {
    Map<CustomerNo, Set<Use.Key>> uses = new HashMap<>();
    for (ComputeLines.Computed one : asking) {
      if (one.due().watched()) {
        uses.computeIfAbsent(one.due().customerNo(), no -> new HashSet<>())
            .addAll(nets(one).keySet());
      }
    }
    Set<GrantId> grants = new HashSet<>();
    paid.values().forEach(draws -> draws.forEach(draw -> grants.add(draw.grantId())));
    return uses.isEmpty()
        ? Future.succeededFuture(Map.of())
        : CreditBooks.load(tx, uses.keySet(), new CreditBooks.Asked(uses, false, grants));
  }

  // ---- settling ----

  private static Final settled(
      ComputeLines.Computed one,
      Map<Use.Key, List<Use.Draw>> draws,
      Map<Owed, BigDecimal> balances) {
    Currency currency = one.due().draft().currency();
    List<Document.Line> lines = new ArrayList<>();
    List<List<Use.Draw>> each = new ArrayList<>();
    for (DocumentLines.Line line : one.lines()) {
      List<Use.Draw> mine = part(line, draws.getOrDefault(key(line), new ArrayList<>()));
      each.add(mine);
      lines.add(new Document.Line(line, inAdvance(one, line), Use.Draw.sum(mine)));
    }
    Owed owed = new Owed(one.due().customerNo(), currency);
    BigDecimal balance = balances.getOrDefault(owed, BigDecimal.ZERO).max(BigDecimal.ZERO);
    Document document = new Document(lines, balance);
    balances.put(
        owed, balance.subtract(document.paid()).subtract(document.total().min(BigDecimal.ZERO)));
    return new Final(one, document, each);
  }

  private static Map<Use.Key, List<Use.Draw>> draws(
      ComputeLines.Computed one, @Nullable CreditBook book, Map<Use.Key, List<Use.Draw>> paid) {
    Map<Use.Key, List<Use.Draw>> draws = new HashMap<>();
    if (book != null) {
      Purse purse = book.purse(one.due().draft().currency());
      nets(one).forEach((key, net) -> draws.put(key, draws(purse, one, key, net, paid)));
    }
    return draws;
  }

  private static boolean inAdvance(ComputeLines.Computed one, DocumentLines.Line line) {
    return one.read().items().stream()
        .anyMatch(item -> item.no().equals(line.key().lineItemNo()) && item.deferred());
  }

  /** What grants pay of an item and period now; below zero: what they get back. */
  private static List<Use.Draw> draws(
      Purse purse,
      ComputeLines.Computed one,
      Use.Key key,
      BigDecimal net,
      Map<Use.Key, List<Use.Draw>> paid) {
    if (net.signum() >= 0) {
      return new ArrayList<>(purse.settle(key, net, usedAt(one, key)));
    }
    BigDecimal money = one.before().money(key).max(BigDecimal.ZERO);
    BigDecimal back = net.negate().subtract(money).max(BigDecimal.ZERO);
    List<Use.Draw> returned = new ArrayList<>();
    for (Use.Draw draw : purse.unsettle(key, back, paid.getOrDefault(key, List.of()))) {
      returned.add(new Use.Draw(draw.grantId(), draw.amount().negate(), draw.at()));
    }
    return returned;
  }

  /** A fixed price occurs when its service period begins, all else at its last microsecond. */
  private static Instant usedAt(ComputeLines.Computed one, Use.Key key) {
    DocumentLines.Line line =
        Stream.concat(one.lines().stream(), one.absorbed().stream())
            .filter(of -> key(of).equals(key))
            .findFirst()
            .orElseThrow();
    return line.key().kind() == AmountKind.FIXED
        ? line.service().from()
        : line.service().to().minusNanos(1_000);
  }

  /** Takes what pays a line from what pays its item and period. */
  private static List<Use.Draw> part(DocumentLines.Line line, List<Use.Draw> all) {
    List<Use.Draw> mine = new ArrayList<>();
    BigDecimal left = line.asks().net();
    while (!all.isEmpty() && left.signum() == all.getFirst().amount().signum()) {
      Use.Draw next = Objects.requireNonNull(all.removeFirst());
      BigDecimal take = next.amount().abs().min(left.abs());
      if (next.amount().signum() < 0) {
        take = take.negate();
      }
      mine.add(new Use.Draw(next.grantId(), take, next.at()));
      left = left.subtract(take);
      BigDecimal rest = next.amount().subtract(take);
      if (rest.signum() != 0) {
        all.addFirst(new Use.Draw(next.grantId(), rest, next.at()));
      }
    }
    return mine;
  }
}
