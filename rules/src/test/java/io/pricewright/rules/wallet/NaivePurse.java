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
    boolean begun;
    boolean carries;
    boolean lapsed;
    int left;
    int drawn;
    int gone;
    int held;

    boolean pays(Instant at) {
      boolean early = effective != null && at.isBefore(effective);
      if (early && (free || !begun)) {
        return false;
      }
      return expiry == null || expiry.compareTo(at) > 0;
    }
  }

  record Coin(Bag bag, Instant at) {}

  static final class Purchase {
    final List<Coin> drawn = new ArrayList<>();
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
    purchase(lineItem).drawn.add(new Coin(bag, at));
    return true;
  }

  /** Two times are together when no bag begins or ends to pay between them. */
  boolean together(Instant a, Instant b) {
    Instant first = a.isBefore(b) ? a : b;
    Instant last = a.isBefore(b) ? b : a;
    for (Bag bag : bags.values()) {
      boolean starts = bag.effective != null && (bag.free || !bag.begun);
      if (starts && between(first, bag.effective, last)) {
        return false;
      }
      if (bag.expiry != null && between(first, bag.expiry, last)) {
        return false;
      }
    }
    return true;
  }

  private static boolean between(Instant first, @Nullable Instant bound, Instant last) {
    return bound != null && first.isBefore(bound) && !bound.isAfter(last);
  }

  void begin(Instant now) {
    boolean any = false;
    for (Bag bag : bags.values()) {
      if (!bag.begun && bag.effective != null && !bag.effective.isAfter(now)) {
        boolean gone = bag.expiry != null && !bag.expiry.isAfter(now);
        if (!gone) {
          bag.begun = true;
          any = true;
        }
      }
    }
    if (any) {
      coverOpen();
    }
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

  /** Coins come back one by one: from the same stretch first, and the last one first. */
  void giveBack(long lineItem, int coins, Instant at) {
    for (int i = 0; i < coins; i++) {
      if (!cancelled(lineItem, at, true)
          && !cancelled(lineItem, at, false)
          && !undrawn(lineItem, at, true)
          && !undrawn(lineItem, at, false)) {
        purchase(lineItem).owed++;
      }
    }
  }

  private boolean cancelled(long lineItem, Instant at, boolean same) {
    List<Instant> uncovered = purchase(lineItem).uncovered;
    for (int i = uncovered.size() - 1; i >= 0; i--) {
      if (!same || together(uncovered.get(i), at)) {
        uncovered.remove(i);
        return true;
      }
    }
    return false;
  }

  private boolean undrawn(long lineItem, Instant at, boolean same) {
    List<Coin> drawn = purchase(lineItem).drawn;
    for (int i = drawn.size() - 1; i >= 0; i--) {
      if (!same || together(drawn.get(i).at(), at)) {
        Bag bag = drawn.remove(i).bag();
        bag.drawn--;
        comesBack(bag);
        return true;
      }
    }
    return false;
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

  /** What is left of bags goes into younger ones, the newest bag first, up to a room. */
  int carry(List<Bag> rests, int room, java.util.function.UnaryOperator<Bag> into) {
    List<Bag> order = new ArrayList<>(rests);
    order.sort(
        (a, b) -> {
          Instant ea = a.effective == null ? Instant.MIN : a.effective;
          Instant eb = b.effective == null ? Instant.MIN : b.effective;
          return ea.equals(eb) ? (before(a, b) ? -1 : 1) : eb.compareTo(ea);
        });
    int moved = 0;
    for (Bag bag : order) {
      int take = Math.min(room - moved, bag.left);
      if (take > 0 && !"closed".equals(status.get(bag.wallet))) {
        Bag fresh = into.apply(bag);
        bags.put(fresh.id, fresh);
        bag.left -= take;
        bag.gone += take;
        fresh.left += take;
        moved += take;
      }
    }
    if (moved > 0) {
      coverOpen();
    }
    return moved;
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
