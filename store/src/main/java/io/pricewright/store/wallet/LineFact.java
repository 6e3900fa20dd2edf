package io.pricewright.store.wallet;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.wallet.Wallet;
import org.jspecify.annotations.Nullable;

/**
 * What wallets and budgets ask of a subscription line item.
 *
 * @param no its number
 * @param subscriptionId its subscription
 * @param line what it is
 */
public record LineFact(LineItemNo no, @Nullable SubscriptionId subscriptionId, Wallet.Line line) {}
