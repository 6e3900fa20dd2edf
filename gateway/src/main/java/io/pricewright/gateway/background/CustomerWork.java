package io.pricewright.gateway.background;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of work that is due for customers, which the {@link CustomerQueue} has done for a group of
 * them in one transaction. Whoever makes such work due says so with {@code CustomerDues.earlier},
 * behind the customer's gate; to do it, the kind reads its own rows.
 */
public interface CustomerWork {
  /**
   * Reads what may be due for customers, in statements for all of them. What is due later is found
   * too, as far as its instant goes: the queue comes back then.
   *
   * @param gates of the customers, taken
   */
  Future<Agenda> open(Tx tx, Map<CustomerNo, Gate> gates, Instant now);

  /**
   * What may be due for the customers of a transaction: worked on in memory, a step after the
   * other, and then written at once. For one thread.
   */
  interface Agenda {
    /** Returns a customer's next step, due or not; null: there is none. */
    @Nullable CustomerStep next(CustomerNo customer);

    /**
     * Does a customer's next step. Afterwards {@link #next} tells another.
     *
     * @param step what {@link #next} told
     */
    void take(CustomerNo customer, CustomerStep step);

    /**
     * Returns whether the step that was just taken is a customer's last in this transaction, as
     * what it comes to is known only when it is written: of {@link Rank#DOCUMENTS}.
     */
    default boolean over(CustomerNo customer) {
      return false;
    }

    /**
     * Returns whether a customer's next step waits for what others do in a moment: it stays due and
     * is looked at again a little later, and with it all that is due for the customer.
     */
    default boolean rests(CustomerNo customer) {
      return false;
    }

    /**
     * Writes what the steps came to, in statements for all customers, after the kinds before it.
     */
    Future<Void> write(Tx tx);
  }
}
