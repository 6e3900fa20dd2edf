package io.pricewright.rules.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.notification.Notification.ChargesCreated;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.rules.wallet.Wallet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Receivers know types and payloads by heart: these texts never change. */
final class NotificationTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Currency USD = new Currency("usd");
  private static final ChargesCreated.Charged CHARGED =
      new ChargesCreated.Charged(
          new CustomerId("cust_1"),
          new ExternalId("acme"),
          new Money(new BigDecimal("1.50"), USD),
          3);

  private static void is(Notification told, String type, String data) {
    assertThat(told.type().code()).isEqualTo(type);
    assertThat(told.data().text()).isEqualTo(data);
  }

  @Test
  void types_areDotSeparatedWords_eachOnce() {
    assertThat(NotificationType.values())
        .extracting(NotificationType::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z_]+(\\.[a-z_]+)+") && code.length() <= 100);
  }

  @Test
  void charges_areToldByCustomer_aHundredAtOnce() {
    is(
        new ChargesCreated(List.of(CHARGED)),
        "charges.created",
        "{\"charges\":[{\"customer_id\":\"cust_1\",\"external_customer_id\":\"acme\","
            + "\"amount\":\"1.5\",\"currency\":\"usd\",\"events\":3}]}");
    assertThat(ChargesCreated.of(Collections.nCopies(201, CHARGED)))
        .extracting(part -> part.charges().size())
        .containsExactly(100, 100, 1);
  }

  @Test
  void scriptsAndSubscriptions_areToldById() {
    is(
        new Notification.ScriptSuspended(new ScriptId("script_1"), "flat", 2, "timeout", NOW),
        "script.suspended",
        "{\"script_id\":\"script_1\",\"name\":\"flat\",\"version\":2,\"reason\":\"timeout\","
            + "\"suspended_at\":\"2026-01-02T03:04:05Z\"}");
    is(
        new Notification.SubscriptionChanged(
            NotificationType.SUBSCRIPTION_CANCELLED,
            new SubscriptionId("subs_1"),
            Json.Obj.EMPTY.with("id", Json.of("subs_1"))),
        "subscription.cancelled",
        "{\"subscription_id\":\"subs_1\",\"subscription\":{\"id\":\"subs_1\"}}");
  }

  @Test
  void parkedEvents_areToldByCause() {
    Failure failure =
        new Failure(
            "script_error",
            new PriceId("price_1"),
            new ScriptId("script_1"),
            "calls@3",
            "line 2, column 5: Error: \"no\"");
    is(
        new Notification.EventsParked(
            failure,
            7,
            List.of(
                new Notification.EventsParked.Example(
                    new EventId("e7"), new ExternalId("acme"), failure.detail())),
            NOW),
        "events.parked",
        "{\"reason\":\"script_error\",\"price_id\":\"price_1\",\"script_id\":\"script_1\","
            + "\"script\":\"calls@3\",\"detail\":\"line 2, column 5: Error: \\\"no\\\"\","
            + "\"events\":7,\"examples\":[{\"event_id\":\"e7\","
            + "\"external_customer_id\":\"acme\","
            + "\"detail\":\"line 2, column 5: Error: \\\"no\\\"\"}],"
            + "\"hour\":\"2026-01-02T03:04:05Z\"}");
  }

  @Test
  void budgets_areToldWithWhatTheyReached() {
    is(
        new Notification.SpendReached(
            Alerts.State.WARNING,
            new BudgetId("bud_1"),
            new SubscriptionId("subs_1"),
            null,
            80,
            new BigDecimal("100"),
            new BigDecimal("81.5"),
            USD,
            NOW),
        "subscription.spend.threshold_reached",
        "{\"event_type\":\"subscription.spend.threshold_reached\","
            + "\"alert_type\":\"subscription_spend\",\"alert_status\":\"warning\","
            + "\"budget_id\":\"bud_1\",\"subscription_id\":\"subs_1\",\"feature_id\":null,"
            + "\"percent\":80,\"threshold\":\"100\",\"current_spend\":\"81.5\","
            + "\"currency\":\"usd\",\"triggered_at\":\"2026-01-02T03:04:05Z\"}");
  }

  @Test
  void wallets_areToldWithTheirState_andWhatMoved() {
    is(
        new Notification.WalletChanged(
            NotificationType.WALLET_CREATED, new WalletId("w_1"), USD, Wallet.Status.ACTIVE),
        "wallet.created",
        "{\"event_type\":\"wallet.created\","
            + "\"wallet\":{\"id\":\"w_1\",\"currency\":\"usd\",\"wallet_status\":\"active\"}}");
    is(
        new Notification.WalletMoved(
            new WalletId("w_1"),
            USD,
            new WalletTransactionId("wtxn_1"),
            TransactionType.CREDIT,
            new BigDecimal("10.0"),
            new BigDecimal("5"),
            TransactionReason.PURCHASED_CREDIT_DIRECT),
        "wallet.transaction.created",
        "{\"wallet_id\":\"w_1\",\"currency\":\"usd\",\"transaction_id\":\"wtxn_1\","
            + "\"type\":\"credit\",\"amount\":\"10\",\"credit_amount\":\"5\","
            + "\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\","
            + "\"event_type\":\"wallet.transaction.created\"}");
    is(
        new Notification.TopUpRequested(
            new WalletId("w_1"),
            USD,
            new WalletTransactionId("wtxn_1"),
            new BigDecimal("9.0"),
            new BigDecimal("10"),
            new BigDecimal("-4"),
            new BigDecimal("5")),
        "wallet.topup.requested",
        "{\"event_type\":\"wallet.topup.requested\",\"wallet_id\":\"w_1\","
            + "\"currency\":\"usd\",\"transaction_id\":\"wtxn_1\",\"amount\":\"9\","
            + "\"credit_amount\":\"10\",\"real_time_credit_balance\":\"-4\","
            + "\"threshold\":\"5\"}");
    is(
        new Notification.TopUpLimitReached(
            new WalletId("w_1"), USD, 2, new BigDecimal("-4"), new BigDecimal("5")),
        "wallet.topup.limit_reached",
        "{\"event_type\":\"wallet.topup.limit_reached\",\"wallet_id\":\"w_1\","
            + "\"currency\":\"usd\",\"max_per_day\":2,\"real_time_credit_balance\":\"-4\","
            + "\"threshold\":\"5\"}");
  }
}
