package io.pricewright.rules.wallet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Credits as a child would keep them: every unit of money is a coin of its own, that lies in a
 * grant's bag, is drawn, held or gone. Shares nothing with {@link Purse}.
 */
final class NaivePurse {
  static final class Bag {
    String id = "";
    String wallet = "";
    long no;
    boolean free;
    @Nullable Integer priority;
    @Nullable Instant effective;
    @Nullable Instant expiry;
    @Nullable String schedule;
    boolean line;
    boolean lapsed;
    int left;
    int drawn;
    int gone;
    int held;

    boolean pays(Instant at) {
      return (effective == null || effective.compareTo(at) <= 0)
          && (expiry == null || expiry.compareTo(at) > 0);
    }
  }

  static final class Purchase {
    final List<Bag> drawn = new ArrayList<>();
    final List<Instant> uncovered = new ArrayList<>();
    int owed;
  }

  final Map<String, Bag> bags = new LinkedHashMap<>();
  final Map<String, String> status = new LinkedHashMap<>();
  final Map<String, String> only = new LinkedHashMap<>();
  final Map<Long, Purchase> purchases = new TreeMap<>();
  final Map<String, List<Bag>> holds = new LinkedHashMap<>();

  /** Returns the meter of a line item: by its number. */
  static String meterOf(long lineItem) {
    return "m" + lineItem % 2;
  }

  private @Nullable Bag best(@Nullable String meter, Instant at) {
    Bag best = null;
    for (Bag bag : bags.values()) {
      String named = only.get(bag.wallet);
      boolean may = named == null || named.equals(meter);
      if (bag.left > 0
          && may
          && "active".equals(status.get(bag.wallet))
          && bag.pays(at)
          && (best == null || before(bag, best))) {
        best = bag;
      }
    }
    return best;
  }

  private static boolean before(Bag a, Bag b) {
    if (a.line != b.line) {
      return b.line;
    }
    int pa = a.priority == null ? Integer.MAX_VALUE : a.priority;
    int pb = b.priority == null ? Integer.MAX_VALUE : b.priority;
    if (pa != pb) {
      return pa < pb;
    }
    Instant ea = a.expiry == null ? Instant.MAX : a.expiry;
    Instant eb = b.expiry == null ? Instant.MAX : b.expiry;
    if (!ea.equals(eb)) {
      return ea.isBefore(eb);
    }
    if (a.free != b.free) {
      return a.free;
    }
    return a.no < b.no;
  }

  Purchase purchase(long lineItem) {
    return purchases.computeIfAbsent(lineItem, no -> new Purchase());
  }

  private boolean cover(long lineItem, Instant at) {
    Bag bag = best(meterOf(lineItem), at);
    if (bag == null) {
      return false;
    }
    bag.left--;
    bag.drawn++;
    purchase(lineItem).drawn.add(bag);
    return true;
  }

  void charge(long lineItem, int coins, Instant at) {
    Purchase purchase = purchase(lineItem);
    for (int i = 0; i < coins; i++) {
      if (purchase.owed > 0) {
        purchase.owed--;
      } else if (!cover(lineItem, at)) {
        purchase.uncovered.add(at);
      }
    }
  }

  void giveBack(long lineItem, int coins) {
    Purchase purchase = purchase(lineItem);
    for (int i = 0; i < coins; i++) {
      if (!purchase.uncovered.isEmpty()) {
        purchase.uncovered.removeLast();
      } else if (!purchase.drawn.isEmpty()) {
        Bag bag = purchase.drawn.removeLast();
        bag.drawn--;
        comesBack(bag);
      } else {
        purchase.owed++;
      }
    }
  }

  private void comesBack(Bag bag) {
    if (!bag.line && (bag.lapsed || "closed".equals(status.get(bag.wallet)))) {
      bag.gone++;
    } else {
      bag.left++;
    }
  }

  void coverOpen() {
    purchases.forEach(
        (lineItem, purchase) -> {
          List<Instant> before = List.copyOf(purchase.uncovered);
          purchase.uncovered.clear();
          for (Instant at : before) {
            if (!cover(lineItem, at)) {
              purchase.uncovered.add(at);
            }
          }
        });
  }

  boolean debit(String wallet, int coins, Instant now) {
    String before = status.get(wallet);
    List<Bag> taken = new ArrayList<>();
    for (int i = 0; i < coins; i++) {
      Bag best = null;
      for (Bag bag : bags.values()) {
        if (bag.wallet.equals(wallet)
            && bag.left > 0
            && bag.pays(now)
            && (best == null || before(bag, best))) {
          best = bag;
        }
      }
      if (best == null) {
        taken.forEach(bag -> bag.left++);
        status.put(wallet, String.valueOf(before));
        return false;
      }
      best.left--;
      taken.add(best);
    }
    taken.forEach(bag -> bag.gone++);
    return true;
  }

  boolean hold(String id, int coins, Instant now) {
    List<Bag> taken = new ArrayList<>();
    for (int i = 0; i < coins; i++) {
      Bag bag = best(null, now);
      if (bag == null) {
        taken.forEach(one -> one.left++);
        return false;
      }
      bag.left--;
      taken.add(bag);
    }
    taken.forEach(bag -> bag.held++);
    holds.put(id, taken);
    return true;
  }

  /** Settles a hold with usage of a line item: its coins are there to be drawn, then go back. */
  void settle(String id, long lineItem, int coins, Instant at) {
    List<Bag> freed = holds.getOrDefault(id, List.of());
    freed.forEach(
        bag -> {
          bag.held--;
          bag.left++;
        });
    charge(lineItem, coins, at);
    freed.forEach(
        bag -> {
          if ((bag.lapsed || "closed".equals(status.get(bag.wallet)))
              && bag.left > 0
              && !bag.line) {
            bag.gone += bag.left;
            bag.left = 0;
          }
        });
    holds.remove(id);
  }

  void lapse(Bag bag) {
    bag.lapsed = true;
    bag.gone += bag.left;
    bag.left = 0;
  }

  void close(String wallet) {
    status.put(wallet, "closed");
    for (Bag bag : bags.values()) {
      if (bag.wallet.equals(wallet) && !bag.line) {
        bag.gone += bag.left;
        bag.left = 0;
      }
    }
  }
}
