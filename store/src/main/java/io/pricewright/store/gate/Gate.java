package io.pricewright.store.gate;

import io.pricewright.rules.id.CustomerNo;

/**
 * A customer's gate, taken by this transaction.
 *
 * @param customerNo whose
 * @param seq this transaction's number behind the gate
 * @param version moves when subscriptions, overrides or attributes change
 * @param watched whether the customer has credits or budgets, which rating then reads
 */
public record Gate(CustomerNo customerNo, long seq, long version, boolean watched) {}
