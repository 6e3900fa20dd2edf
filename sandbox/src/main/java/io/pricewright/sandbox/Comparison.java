package io.pricewright.sandbox;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One candidate against the baseline, customer by customer. Working memory of a simulation, and its
 * report at the end; not thread-safe.
 */
public final class Comparison {
  /** Customers told in each direction. */
  public static final int TOP = 10;

  /**
   * Upper ends of the classes of change in percent; a class holds what is above the one before. The
   * last class is open, and one more holds customers who paid nothing before.
   */
  public static final List<Integer> CLASSES =
      List.of(-50, -25, -10, -5, -1, 0, 1, 5, 10, 25, 50, 100);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final int variant;
  private final long[] classes = new long[CLASSES.size() + 2];
  private final List<Mover> up = new ArrayList<>();
  private final List<Mover> down = new ArrayList<>();
  private long more;
  private long less;
  private long same;
  private BigDecimal gained = BigDecimal.ZERO;
  private BigDecimal lost = BigDecimal.ZERO;

  Comparison(int variant) {
    this.variant = variant;
  }

  /** Counts a customer, and returns whether it is among the top movers so far. */
  boolean count(CustomerAmounts customer) {
    BigDecimal difference = customer.amounts().difference(variant);
    int sign = difference.signum();
    if (sign == 0) {
      same++;
    } else if (sign > 0) {
      more++;
      gained = gained.add(difference);
    } else {
      less++;
      lost = lost.add(difference);
    }
    classes[classOf(customer.amounts().get(0), difference)]++;
    List<Mover> movers = sign > 0 ? up : down;
    return sign != 0
        && (movers.size() < TOP
            || difference.abs().compareTo(movers.getLast().difference().abs()) > 0);
  }

  private static int classOf(BigDecimal baseline, BigDecimal difference) {
    if (baseline.signum() == 0) {
      return difference.signum() == 0 ? CLASSES.indexOf(0) : CLASSES.size() + 1;
    }
    BigDecimal percent = difference.multiply(HUNDRED).divide(baseline.abs(), MathContext.DECIMAL64);
    int i = 0;
    while (i < CLASSES.size() && percent.compareTo(BigDecimal.valueOf(CLASSES.get(i))) > 0) {
      i++;
    }
    return i;
  }

  void keep(Mover mover) {
    List<Mover> movers = mover.difference().signum() > 0 ? up : down;
    movers.add(mover);
    movers.sort(Comparator.comparing((Mover m) -> m.difference().abs()).reversed());
    if (movers.size() > TOP) {
      movers.removeLast();
    }
  }

  /** Returns the candidate's place among the variants. */
  public int variant() {
    return variant;
  }

  /** Returns how many customers would pay more. */
  public long more() {
    return more;
  }

  /** Returns how many customers would pay less. */
  public long less() {
    return less;
  }

  /** Returns for how many customers nothing changes. */
  public long same() {
    return same;
  }

  /** Returns what those who pay more pay more. */
  public BigDecimal gained() {
    return gained;
  }

  /** Returns what those who pay less pay less; not above zero. */
  public BigDecimal lost() {
    return lost;
  }

  /** Returns customers by class of change: one for each of {@link #CLASSES}, above, and new. */
  public long[] classes() {
    return classes.clone();
  }

  /** Returns the customers whose amounts rise most. */
  public List<Mover> up() {
    return List.copyOf(up);
  }

  /** Returns the customers whose amounts fall most. */
  public List<Mover> down() {
    return List.copyOf(down);
  }
}
