package io.pricewright.rules.wallet;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.ledger.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Draws for usage, and gives back. Amounts are kept apart where grants begin and end, so that what
 * is given back of a stretch of time comes first off what that stretch left uncovered, then off who
 * paid for it.
 */
final class Draws {
  private static final long DAY = 86_400;

  private final Shelf shelf;

  Draws(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Does what {@link Purse#charge} says. */
  void charge(Use.Key key, BigDecimal total, List<Use.Part> parts, Instant otherwise) {
    List<Use.Part> shares = Shares.of(total, parts, otherwise);
    Map<Integer, BigDecimal> nets = new HashMap<>();
    for (Use.Part share : shares) {
      nets.merge(shelf.stretch(share.at()), share.amount(), BigDecimal::add);
    }
    for (Use.Part share : shares) {
      BigDecimal net = nets.getOrDefault(shelf.stretch(share.at()), BigDecimal.ZERO);
      if (net.signum() < 0) {
        giveBack(key, net.negate(), share.at());
        nets.put(shelf.stretch(share.at()), BigDecimal.ZERO);
      }
    }
    for (Use.Part share : shares) {
      BigDecimal left = nets.getOrDefault(shelf.stretch(share.at()), BigDecimal.ZERO);
      BigDecimal mine = left.min(share.amount());
      if (mine.signum() > 0) {
        nets.put(shelf.stretch(share.at()), left.subtract(mine));
        draw(key, share.at(), payOwed(key, mine));
      }
    }
  }

  /** Usage first makes up for what is owed to the customer on its line item. */
  private BigDecimal payOwed(Use.Key key, BigDecimal amount) {
    Use use = shelf.use(key);
    BigDecimal open = use.open();
    if (open.signum() >= 0) {
      return amount;
    }
    BigDecimal after = open.add(amount);
    BigDecimal kept = after.min(BigDecimal.ZERO);
    shelf.put(use.uncovered(List.of(new Use.Part(use.uncovered().getFirst().at(), kept))));
    return after.max(BigDecimal.ZERO);
  }

  private void draw(Use.Key key, Instant at, BigDecimal amount) {
    if (amount.signum() == 0) {
      return;
    }
    BigDecimal left = cover(key, at, at, amount);
    if (left.signum() > 0) {
      Use use = shelf.use(key);
      List<Use.Part> parts = new ArrayList<>(use.uncovered());
      add(parts, new Use.Part(at, left));
      shelf.put(use.uncovered(parts));
    }
  }

  /** Draws what grants cover of an amount used within a stretch, and returns the rest. */
  private BigDecimal cover(Use.Key key, Instant from, Instant at, BigDecimal amount) {
    BigDecimal left = amount;
    for (Grant grant : shelf.payers(shelf.line(key), from, at)) {
      BigDecimal take = left.min(grant.available());
      if (take.signum() > 0) {
        shelf.put(grant.draw(take));
        push(key, new Use.Draw(grant.id(), take, at));
        shelf.move(grant, Account.UNBILLED, take);
        left = left.subtract(take);
      }
    }
    return left;
  }

  private void push(Use.Key key, Use.Draw draw) {
    List<Use.Draw> draws = new ArrayList<>(shelf.use(key).draws());
    if (!draws.isEmpty()) {
      Use.Draw last = draws.getLast();
      if (last.grantId().equals(draw.grantId()) && shelf.together(last.when(), draw.when())) {
        draws.removeLast();
        draw = new Use.Draw(draw.grantId(), last.amount().add(draw.amount()), draw.at());
      }
    }
    draws.add(draw);
    shelf.put(shelf.use(key).draws(draws));
  }

  /** Uncovered usage of a day is one part unless a grant begins or ends between. */
  private void add(List<Use.Part> parts, Use.Part part) {
    if (!parts.isEmpty() && alike(parts.getLast(), part)) {
      Use.Part last = parts.removeLast();
      Instant from = last.from().isBefore(part.from()) ? last.from() : part.from();
      Instant at = last.at().isAfter(part.at()) ? last.at() : part.at();
      parts.add(new Use.Part(from, at, last.amount().add(part.amount())));
    } else {
      parts.add(part);
    }
  }

  private boolean alike(Use.Part a, Use.Part b) {
    return a.amount().signum() > 0
        && day(a.at()) == day(b.at())
        && shelf.together(a.from(), b.from())
        && shelf.together(a.from(), b.at())
        && shelf.together(a.from(), a.at());
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), DAY);
  }

  private void giveBack(Use.Key key, BigDecimal amount, Instant at) {
    BigDecimal left = cancel(key, amount, part -> shelf.together(part.at(), at));
    left = cancel(key, left, part -> true);
    left = undraw(key, left, draw -> shelf.together(draw.when(), at));
    left = undraw(key, left, draw -> true);
    if (left.signum() > 0) {
      Use use = shelf.use(key);
      BigDecimal owed = use.open().subtract(left);
      shelf.put(use.uncovered(List.of(new Use.Part(key.periodStart(), owed))));
    }
  }

  /** Takes off uncovered parts, the last first, and returns what they had too little. */
  private BigDecimal cancel(Use.Key key, BigDecimal amount, Predicate<Use.Part> which) {
    BigDecimal left = amount;
    Use use = shelf.use(key);
    List<Use.Part> parts = new ArrayList<>(use.uncovered());
    for (int i = parts.size() - 1; i >= 0 && left.signum() > 0; i--) {
      Use.Part part = parts.get(i);
      BigDecimal off = left.min(part.amount());
      if (off.signum() > 0 && which.test(part)) {
        parts.set(i, new Use.Part(part.from(), part.at(), part.amount().subtract(off)));
        left = left.subtract(off);
      }
    }
    if (left.compareTo(amount) != 0) {
      shelf.put(use.uncovered(parts));
    }
    return left;
  }

  /** Returns draws of a use to their grants, last drawn first, and what it had too little. */
  private BigDecimal undraw(Use.Key key, BigDecimal amount, Predicate<Use.Draw> which) {
    BigDecimal left = amount;
    List<Use.Draw> draws = new ArrayList<>(shelf.use(key).draws());
    for (int i = draws.size() - 1; i >= 0 && left.signum() > 0; i--) {
      Use.Draw draw = draws.get(i);
      if (which.test(draw)) {
        BigDecimal back = left.min(draw.amount());
        draws.set(i, new Use.Draw(draw.grantId(), draw.amount().subtract(back), draw.at()));
        comeBack(draw.grantId(), back);
        left = left.subtract(back);
      }
    }
    if (left.compareTo(amount) != 0) {
      shelf.put(shelf.use(key).draws(draws));
    }
    return left;
  }

  private void comeBack(GrantId id, BigDecimal amount) {
    shelf.put(shelf.grant(id).draw(amount.negate()));
    shelf.move(shelf.grant(id), Account.UNBILLED, amount.negate());
    shelf.sweep(shelf.grant(id), Account.CREDIT_BALANCE);
  }

  /** Draws for uncovered usage that grants cover by now, oldest period first. */
  void coverOpen() {
    for (Use use : shelf.uses()) {
      if (use.open().signum() <= 0) {
        continue;
      }
      List<Use.Part> rest = new ArrayList<>();
      for (Use.Part part : use.uncovered()) {
        BigDecimal left = cover(use.key(), part.from(), part.at(), part.amount());
        rest.add(new Use.Part(part.from(), part.at(), left));
      }
      if (!rest.equals(use.uncovered())) {
        shelf.put(shelf.use(use.key()).uncovered(rest));
      }
    }
  }

  /** Does what {@link Purse#settle} says. */
  List<Use.Draw> settle(Use.Key key, BigDecimal finalAmount, Instant at) {
    BigDecimal drawn = shelf.use(key).drawn();
    if (drawn.compareTo(finalAmount) > 0) {
      undraw(key, drawn.subtract(finalAmount), draw -> true);
    } else {
      BigDecimal left = finalAmount.subtract(drawn);
      for (Use.Part part : shelf.use(key).uncovered()) {
        BigDecimal mine = left.min(part.amount().max(BigDecimal.ZERO));
        cover(key, part.from(), part.at(), mine);
        left = left.subtract(mine);
      }
      cover(key, at, at, left);
    }
    List<Use.Draw> paid = shelf.use(key).draws();
    for (Use.Draw draw : paid) {
      shelf.put(shelf.grant(draw.grantId()).settle(draw.amount()));
    }
    shelf.put(Use.none(key));
    return paid;
  }

  /** Does what {@link Purse#unsettle} says. */
  List<Use.Draw> unsettle(Use.Key key, BigDecimal back, List<Use.Draw> paid) {
    settle(key, BigDecimal.ZERO, key.periodStart());
    List<Use.Draw> returned = new ArrayList<>();
    BigDecimal left = back;
    for (int i = paid.size() - 1; i >= 0 && left.signum() > 0; i--) {
      Use.Draw draw = paid.get(i);
      BigDecimal take = left.min(draw.amount());
      shelf.put(shelf.grant(draw.grantId()).settle(take.negate()));
      comeBack(draw.grantId(), take);
      returned.add(new Use.Draw(draw.grantId(), take, draw.at()));
      left = left.subtract(take);
    }
    return returned;
  }

  /** Does what {@link Purse#reverse} says. */
  boolean reverse(List<Use.Draw> paid) {
    Map<GrantId, BigDecimal> sums = new LinkedHashMap<>();
    paid.forEach(draw -> sums.merge(draw.grantId(), draw.amount(), BigDecimal::add));
    for (Map.Entry<GrantId, BigDecimal> sum : sums.entrySet()) {
      if (shelf.grant(sum.getKey()).available().add(sum.getValue()).signum() < 0) {
        return false;
      }
    }
    sums.forEach(this::reverse);
    return true;
  }

  private void reverse(GrantId id, BigDecimal paid) {
    shelf.put(shelf.grant(id).settle(paid.negate()));
    if (paid.signum() > 0) {
      comeBack(id, paid);
    } else if (paid.signum() < 0) {
      shelf.put(shelf.grant(id).draw(paid.negate()));
      shelf.move(shelf.grant(id), Account.UNBILLED, paid.negate());
    }
  }
}
