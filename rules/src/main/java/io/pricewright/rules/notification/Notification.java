package io.pricewright.rules.notification;

import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.rules.wallet.Wallet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a tenant's endpoint is told. Each record is the shape of a payload: its {@link
 * #data} has the record's components as keys. Amounts are decimal texts, times RFC 3339.
 */
public sealed interface Notification {
  /** Returns what it is called. */
  NotificationType type();

  /** Returns the payload. */
  Json.Obj data();

  /**
   * What customers were charged, each in a currency.
   *
   * @param charges at most {@value #MOST}
   */
  record ChargesCreated(List<Charged> charges) implements Notification {
    /** Most customers in one notification. */
    public static final int MOST = 100;

    public ChargesCreated {
      charges = List.copyOf(charges);
    }

    /** What one customer was charged. */
    public record Charged(
        CustomerId customerId, ExternalId externalCustomerId, Money amount, int events) {
      private Json json() {
        return Json.Obj.EMPTY
            .with("customer_id", Json.of(customerId))
            .with("external_customer_id", Json.of(externalCustomerId))
            .with("amount", Json.of(amount.toPlainString()))
            .with("currency", Json.of(amount.currency().code()))
            .with("events", Json.of(events));
      }
    }

    /** Tells of any number of customers, in as many notifications as it takes. */
    public static List<ChargesCreated> of(List<Charged> all) {
      List<ChargesCreated> parts = new ArrayList<>();
      for (int from = 0; from < all.size(); from += MOST) {
        parts.add(new ChargesCreated(all.subList(from, Math.min(all.size(), from + MOST))));
      }
      return parts;
    }

    @Override
    public NotificationType type() {
      return NotificationType.CHARGES_CREATED;
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY.with(
          "charges", new Json.Arr(charges.stream().map(Charged::json).toList()));
    }
  }

  /**
   * A script version is not run for a while.
   *
   * @param version its number
   * @param reason stable code of what it did
   */
  record ScriptSuspended(
      ScriptId scriptId, String name, int version, String reason, Instant suspendedAt)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.SCRIPT_SUSPENDED;
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("script_id", Json.of(scriptId))
          .with("name", Json.of(name))
          .with("version", Json.of(version))
          .with("reason", Json.of(reason))
          .with("suspended_at", Json.of(suspendedAt.toString()));
    }
  }

  /**
   * Events wait for a price that cannot be had. One a cause and hour in which some were parked.
   *
   * @param failure the price version, its script, and what it said of the latest of them
   * @param events how many wait for this cause when it is told; at most {@value #MOST_COUNTED}
   * @param examples the latest of them
   * @param hour the hour of which this is the one notification
   */
  record EventsParked(Failure failure, long events, List<Example> examples, Instant hour)
      implements Notification {
    /** Most events that are counted. */
    public static final int MOST_COUNTED = 100_000;

    /** Most events that are told one by one. */
    public static final int MOST_EXAMPLES = 10;

    public EventsParked {
      examples = List.copyOf(examples);
    }

    /**
     * An event that waits.
     *
     * @param detail what the script said of it
     */
    public record Example(EventId eventId, ExternalId externalCustomerId, @Nullable String detail) {
      private Json json() {
        return Json.Obj.EMPTY
            .with("event_id", Json.of(eventId))
            .with("external_customer_id", Json.of(externalCustomerId))
            .with("detail", Json.of(detail));
      }
    }

    @Override
    public NotificationType type() {
      return NotificationType.EVENTS_PARKED;
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("reason", Json.of(failure.reason()))
          .with("price_id", Json.of(failure.priceId()))
          .with("script_id", Json.of(failure.scriptId()))
          .with("script", Json.of(failure.script()))
          .with("detail", Json.of(failure.detail()))
          .with("events", Json.of(events))
          .with("examples", new Json.Arr(examples.stream().map(Example::json).toList()))
          .with("hour", Json.of(hour.toString()));
    }
  }

  /**
   * A subscription began, changed or ended.
   *
   * @param subscription the whole of it as {@code GET /v1/subscriptions/{id}} shows it, but for
   *     line items that are too many: {@code has_more} says so
   */
  record SubscriptionChanged(
      NotificationType type, SubscriptionId subscriptionId, Json.Obj subscription)
      implements Notification {
    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("subscription_id", Json.of(subscriptionId))
          .with("subscription", subscription);
    }
  }

  /**
   * Something became of a document.
   *
   * @param subscriptionId null: it is of none
   * @param number of a final one
   * @param total what it asks; below zero: what the customer is owed
   * @param remaining of it, to be paid
   * @param dueDate until when, or null
   */
  record InvoiceChanged(
      NotificationType type,
      InvoiceId invoiceId,
      @Nullable SubscriptionId subscriptionId,
      @Nullable String number,
      Currency currency,
      BigDecimal total,
      BigDecimal remaining,
      @Nullable Instant dueDate)
      implements Notification {
    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("invoice_id", Json.of(invoiceId))
          .with("subscription_id", Json.of(subscriptionId))
          .with("invoice_number", Json.of(number))
          .with("currency", Json.of(currency.code()))
          .with("total", Json.of(total.toPlainString()))
          .with("amount_remaining", Json.of(remaining.toPlainString()))
          .with("due_date", Json.of(dueDate == null ? null : dueDate.toString()));
    }
  }

  /** What is due for a customer failed too often, the last time for a reason: it is held. */
  record BillingHeld(CustomerId customerId, ExternalId externalCustomerId, String reason)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.BILLING_HELD;
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("customer_id", Json.of(customerId))
          .with("external_customer_id", Json.of(externalCustomerId))
          .with("reason", Json.of(reason));
    }
  }

  /**
   * A budget reached a threshold.
   *
   * @param alertStatus how serious that is
   * @param subscriptionId whose spend it counts, or null
   * @param featureId of what, or null
   * @param percent the threshold, of the budget
   * @param threshold the budget
   * @param currentSpend what was spent of it
   */
  record SpendReached(
      Alerts.State alertStatus,
      BudgetId budgetId,
      @Nullable SubscriptionId subscriptionId,
      @Nullable FeatureId featureId,
      int percent,
      BigDecimal threshold,
      BigDecimal currentSpend,
      Currency currency,
      Instant triggeredAt)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.SPEND_REACHED;
    }

    @Override
    public Json.Obj data() {
      return typed(type())
          .with("alert_type", code(AlertType.SUBSCRIPTION_SPEND))
          .with("alert_status", code(alertStatus))
          .with("budget_id", Json.of(budgetId))
          .with("subscription_id", Json.of(subscriptionId))
          .with("feature_id", Json.of(featureId))
          .with("percent", Json.of(percent))
          .with("threshold", Json.of(threshold.toPlainString()))
          .with("current_spend", Json.of(currentSpend.toPlainString()))
          .with("currency", Json.of(currency.code()))
          .with("triggered_at", Json.of(triggeredAt.toString()));
    }
  }

  /** A wallet was made, changed or closed. */
  record WalletChanged(
      NotificationType type, WalletId id, Currency currency, Wallet.Status walletStatus)
      implements Notification {
    @Override
    public Json.Obj data() {
      return typed(type())
          .with(
              "wallet",
              Json.Obj.EMPTY
                  .with("id", Json.of(id))
                  .with("currency", Json.of(currency.code()))
                  .with("wallet_status", code(walletStatus)));
    }
  }

  /**
   * A wallet is below its threshold, and asks for the money for credits. They come when the pending
   * transaction is completed.
   *
   * @param amount what is to be paid, in currency
   * @param creditAmount for how many credits
   * @param balance real-time balance in credits
   * @param threshold below which it asks, in credits
   */
  record TopUpRequested(
      WalletId walletId,
      Currency currency,
      WalletTransactionId transactionId,
      BigDecimal amount,
      BigDecimal creditAmount,
      BigDecimal balance,
      BigDecimal threshold)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.WALLET_TOPUP_REQUESTED;
    }

    @Override
    public Json.Obj data() {
      return typed(type())
          .with("wallet_id", Json.of(walletId))
          .with("currency", Json.of(currency.code()))
          .with("transaction_id", Json.of(transactionId))
          .with("amount", plain(amount))
          .with("credit_amount", plain(creditAmount))
          .with("real_time_credit_balance", plain(balance))
          .with("threshold", plain(threshold));
    }
  }

  /**
   * A wallet is below its threshold, and asked for money as often as it may on a day.
   *
   * @param maxPerDay how often that is
   * @param balance real-time balance in credits
   * @param threshold below which it asks, in credits
   */
  record TopUpLimitReached(
      WalletId walletId, Currency currency, int maxPerDay, BigDecimal balance, BigDecimal threshold)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.WALLET_TOPUP_LIMIT_REACHED;
    }

    @Override
    public Json.Obj data() {
      return typed(type())
          .with("wallet_id", Json.of(walletId))
          .with("currency", Json.of(currency.code()))
          .with("max_per_day", Json.of(maxPerDay))
          .with("real_time_credit_balance", plain(balance))
          .with("threshold", plain(threshold));
    }
  }

  /**
   * Credit came into a wallet or left it.
   *
   * @param direction which way
   * @param amount in currency
   * @param creditAmount in credits
   */
  record WalletMoved(
      WalletId walletId,
      Currency currency,
      WalletTransactionId transactionId,
      TransactionType direction,
      BigDecimal amount,
      BigDecimal creditAmount,
      TransactionReason reason)
      implements Notification {
    @Override
    public NotificationType type() {
      return NotificationType.WALLET_TRANSACTION_CREATED;
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("wallet_id", Json.of(walletId))
          .with("currency", Json.of(currency.code()))
          .with("transaction_id", Json.of(transactionId))
          .with("type", code(direction))
          .with("amount", plain(amount))
          .with("credit_amount", plain(creditAmount))
          .with("transaction_reason", code(reason))
          .with("event_type", code(type()));
    }
  }

  /**
   * A wallet's balance passed a threshold.
   *
   * @param state how serious it is now
   * @param previousState how serious it was
   * @param standing what the wallet holds now
   */
  record BalanceAlert(
      NotificationType type,
      WalletId walletId,
      Currency currency,
      Alerts.State state,
      Alerts.State previousState,
      Standing standing)
      implements Notification {
    /** Tells of a balance that is another state than it was, in credits or with open usage. */
    public static BalanceAlert of(
        boolean credits,
        WalletId walletId,
        Currency currency,
        Alerts.State state,
        Alerts.State previous,
        Standing standing) {
      boolean worse = state.compareTo(previous) > 0;
      NotificationType type =
          credits
              ? worse
                  ? NotificationType.CREDIT_BALANCE_DROPPED
                  : NotificationType.CREDIT_BALANCE_RECOVERED
              : worse
                  ? NotificationType.ONGOING_BALANCE_DROPPED
                  : NotificationType.ONGOING_BALANCE_RECOVERED;
      return new BalanceAlert(type, walletId, currency, state, previous, standing);
    }

    @Override
    public Json.Obj data() {
      return Json.Obj.EMPTY
          .with("wallet_id", Json.of(walletId))
          .with("currency", Json.of(currency.code()))
          .with(
              "alert",
              Json.Obj.EMPTY
                  .with("state", code(state))
                  .with("previous_state", code(previousState))
                  .with("current_balance", Json.of(standing.realTime().toPlainString()))
                  .with("credit_balance", Json.of(standing.creditBalance().toPlainString())))
          .with("event_type", code(type));
    }
  }

  private static Json.Obj typed(NotificationType type) {
    return Json.Obj.EMPTY.with("event_type", code(type));
  }

  private static Json code(Coded word) {
    return Json.of(word.code());
  }

  private static Json plain(BigDecimal amount) {
    return Json.of(Money.plain(amount).toPlainString());
  }
}
