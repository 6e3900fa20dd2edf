package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credits that come with a plan: each period, carried over, and no more when it is cancelled. */
final class RecurringCreditsIT {
  private final Scene scene = Units.sold(TestNode.shared().tenant("development"));

  @AfterEach
  void clean() {
    scene.isClean();
  }

  /** Gives 20 a day with the plan, at most 40 after a renewal. */
  private void daily() {
    gives(
        "20",
        "\"period\":\"DAILY\",\"expiration_type\":\"DURATION\",\"expiration_duration\":1,"
            + "\"expiration_duration_unit\":\"DAY\",\"rollover_cap\":\"40\"");
  }

  private void gives(String credits, String rest) {
    scene.made(
        "/v1/creditgrants",
        "{\"name\":\"G\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"%s\",\"cadence\":\"RECURRING\",%s}"
            .formatted(scene.sold().plan(), credits, rest));
  }

  private String subscribe(String customer) {
    String id =
        scene.made(
            "/v1/subscriptions",
            "{\"customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\"}"
                .formatted(customer, scene.sold().plan()));
    advance("PT1S");
    return id;
  }

  private void cancel(String subscription, String how) {
    scene.posted(
        "/v1/subscriptions/" + subscription + "/cancel",
        "{\"cancellation_type\":\"%s\"}".formatted(how));
  }

  private void advance(String by) {
    assertThat(scene.post("/v1/clock/advance", "{\"by\":\"%s\"}".formatted(by)).status())
        .isEqualTo(200);
  }

  private String wallet(String customer) {
    Json.Arr wallets =
        (Json.Arr) JsonReader.parse(scene.get("/v1/customers/" + customer + "/wallets").body());
    return String.valueOf(((Json.Obj) wallets.items().getFirst()).string("id"));
  }

  private long given() {
    return scene.number("select count(*) from wallet_grants where schedule_id is not null");
  }

  @Test
  void carried_inTheFirstHourAfterARenewal_areSeenHeldAndSpent() {
    daily();
    String customer = scene.customer("first-hour");
    subscribe(customer);
    String wallet = wallet(customer);
    advance("P1DT1M");
    // 20 left and 20 new.
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("40");
    String hold =
        scene.made(
            "/v1/holds",
            "{\"external_customer_id\":\"first-hour\",\"currency\":\"usd\",\"amount\":\"35\"}");
    scene.posted("/v1/holds/" + hold + "/release", "");
    scene.send(Units.of("spend", "first-hour", "30"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("10");
    // Used before the renewal and late: 4 of what was carried pay it.
    Instant before = Instant.parse(scene.get("/v1/clock").text("now")).minus(Duration.ofHours(1));
    scene.send(Units.of("late", "first-hour", "4").at(before));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("6");
    assertThat(scene.number("select count(*) from credit_uses where uncovered <> 0")).isZero();
    advance("PT1H");
    assertThat(scene.realTime(wallet)).as("nothing lapsed").isEqualByComparingTo("6");
    advance("P1D");
    // 6 left and 20 new; a day later 26 left, of which the cap lets 20 pass, and 20 new.
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("26");
    advance("P1D");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("40");
  }

  @Test
  void carried_growsByWhatComesBackWithinTheGrace() {
    daily();
    String customer = scene.customer("back");
    subscribe(customer);
    String wallet = wallet(customer);
    scene.send(Units.of("most", "back", "10"));
    scene.send(Units.of("some", "back", "2"));
    advance("P1DT1M");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("28");
    scene.posted("/v1/events/some/void", "");
    // The 2 are back in a grant that ended: nothing can spend them until they are carried.
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("28");
    advance("PT1H");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("30");
    assertThat(scene.number("select count(*) from wallet_grants where credits = 10")).isEqualTo(1);
  }

  @Test
  void cancelled_renewsAndCarriesNothing() {
    daily();
    for (String how : List.of("immediate", "end_of_period")) {
      String customer = scene.customer(how);
      String subscription = subscribe(customer);
      scene.send(Units.of(how, how, "5"));
      cancel(subscription, how);
      advance("immediate".equals(how) ? "P1DT1H" : "P40D");
      String wallet = wallet(customer);
      assertThat(scene.realTime(wallet)).as(how).isEqualByComparingTo("0");
      advance("P3D");
      assertThat(
              scene.number(
                  "select count(*) from wallet_grants where not lapsed and wallet_id = '%s'"
                      .formatted(wallet)))
          .as(how)
          .isZero();
    }
    assertThat(scene.number("select count(*) from credit_schedules where next_at is not null"))
        .isZero();
  }

  @Test
  void forfeitOnCancel_endsWhatIsLeftWithTheSubscription() {
    gives("100", "\"period\":\"MONTHLY\",\"expiration_type\":\"NEVER\"");
    gives(
        "30",
        "\"period\":\"MONTHLY\",\"expiration_type\":\"BILLING_CYCLE\",\"priority\":1,"
            + "\"forfeit_on_cancel\":true");
    for (String how : List.of("immediate", "end_of_period")) {
      String customer = scene.customer("forfeits-" + how);
      String subscription = subscribe(customer);
      String wallet = wallet(customer);
      scene.send(Units.of("used-" + how, "forfeits-" + how, "4"));
      // 100 and 30 less 4, drawn from the 30 first.
      assertThat(scene.realTime(wallet)).isEqualByComparingTo("126");
      cancel(subscription, how);
      advance("immediate".equals(how) ? "PT1S" : "P40D");
      // The 26 cannot be spent from the end on; the 100 stay as they never expire.
      assertThat(scene.realTime(wallet)).as(how).isEqualByComparingTo("100");
      advance("PT1H");
      assertThat(scene.realTime(wallet)).as(how).isEqualByComparingTo("100");
      assertThat(
              scene.number(
                  "select count(*) from wallet_grants where credits = 30 and gone = 26 and lapsed"
                      + " and wallet_id = '%s'".formatted(wallet)))
          .as(how)
          .isEqualTo(1);
    }
  }

  @Test
  void cancelledAndSubscribedAgain_getsTheCreditsOfAPeriodOnce() {
    gives("100", "\"period\":\"MONTHLY\",\"expiration_type\":\"BILLING_CYCLE\"");
    scene.made(
        "/v1/creditgrants",
        "{\"name\":\"Hello\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"7\",\"cadence\":\"ONETIME\"}"
            .formatted(scene.sold().plan()));
    String customer = scene.customer("again");
    String subscription = subscribe(customer);
    for (int i = 0; i < 2; i++) {
      advance("PT1H");
      cancel(subscription, "immediate");
      subscription = subscribe(customer);
    }
    String wallet = wallet(customer);
    assertThat(given()).isEqualTo(2);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("107");
    // The first period's end gives the next ones, whole and once; the 7 came once.
    advance("P32D");
    assertThat(given()).isEqualTo(3);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("107");
    advance("P31D");
    assertThat(given()).isEqualTo(4);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("107");
  }

  @Test
  void expiryDate_ofCreditsThatLapsedOrWereCarried_stays() {
    daily();
    String customer = scene.customer("dated");
    subscribe(customer);
    String wallet = wallet(customer);
    advance("P3D");
    Reply listed = scene.get("/v1/wallets/" + wallet + "/transactions");
    List<Json> came =
        Parts.array(listed.json(), "items").stream()
            .filter(one -> "credit".equals(((Json.Obj) one).string("type")))
            .toList();
    assertThat(came).hasSizeGreaterThan(5);
    assertThat(came)
        .allSatisfy(one -> assertThat(((Json.Obj) one).string("expiry_date")).isNotNull());
  }
}
