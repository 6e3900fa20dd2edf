package io.pricewright.rules.notification;

import io.pricewright.rules.id.Coded;

/** Every type of notification. Words are dot-separated, and never change. */
public enum NotificationType implements Coded {
  /** A batch of events was charged: {@link Notification.ChargesCreated}. */
  CHARGES_CREATED("charges.created"),
  /** Events wait, as their price cannot be had: {@link Notification.EventsParked}. */
  EVENTS_PARKED("events.parked"),
  /** A script version is not run for a while: {@link Notification.ScriptSuspended}. */
  SCRIPT_SUSPENDED("script.suspended"),
  /** A subscription began: {@link Notification.SubscriptionChanged}. */
  SUBSCRIPTION_CREATED("subscription.created"),
  /**
   * A subscription's trial is over, and it is paid for: {@link Notification.SubscriptionChanged}.
   */
  SUBSCRIPTION_ACTIVATED("subscription.activated"),
  /** Quantities of a subscription changed: {@link Notification.SubscriptionChanged}. */
  SUBSCRIPTION_UPDATED("subscription.updated"),
  /** A subscription ended: {@link Notification.SubscriptionChanged}. */
  SUBSCRIPTION_CANCELLED("subscription.cancelled"),
  /** A document is final: {@link Notification.InvoiceChanged}. */
  INVOICE_FINALIZED("invoice.update.finalized"),
  /** A document was taken back: {@link Notification.InvoiceChanged}. */
  INVOICE_VOIDED("invoice.update.voided"),
  /** What is due for a customer failed too often: {@link Notification.BillingHeld}. */
  BILLING_HELD("billing.held"),
  /** A budget reached a threshold: {@link Notification.SpendReached}. */
  SPEND_REACHED("subscription.spend.threshold_reached"),
  /** A wallet was made: {@link Notification.WalletChanged}. */
  WALLET_CREATED("wallet.created"),
  /** A wallet was frozen, opened again or set otherwise: {@link Notification.WalletChanged}. */
  WALLET_UPDATED("wallet.updated"),
  /** A wallet was closed: {@link Notification.WalletChanged}. */
  WALLET_TERMINATED("wallet.terminated"),
  /** Credit came or went by hand or by itself: {@link Notification.WalletMoved}. */
  WALLET_TRANSACTION_CREATED("wallet.transaction.created"),
  /** A wallet asks for money by itself: {@link Notification.TopUpRequested}. */
  WALLET_TOPUP_REQUESTED("wallet.topup.requested"),
  /** A wallet asked as often as it may on a day: {@link Notification.TopUpLimitReached}. */
  WALLET_TOPUP_LIMIT_REACHED("wallet.topup.limit_reached"),
  /** The balance with open usage fell to a threshold: {@link Notification.BalanceAlert}. */
  ONGOING_BALANCE_DROPPED("wallet.ongoing_balance.dropped"),
  /** The balance with open usage rose above a threshold: {@link Notification.BalanceAlert}. */
  ONGOING_BALANCE_RECOVERED("wallet.ongoing_balance.recovered"),
  /** The credit balance fell to a threshold: {@link Notification.BalanceAlert}. */
  CREDIT_BALANCE_DROPPED("wallet.credit_balance.dropped"),
  /** The credit balance rose above a threshold: {@link Notification.BalanceAlert}. */
  CREDIT_BALANCE_RECOVERED("wallet.credit_balance.recovered");

  private final String code;

  NotificationType(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
