package io.pricewright.gateway.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.entitlement.Quota;
import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.cache.Stamp;
import io.pricewright.store.row.ReservationRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccessAnswersTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static Ask ask(boolean external, String feature, @Nullable String currency) {
    return new Ask(
        "a \"quoted\" näme",
        external,
        feature,
        new BigDecimal("2.5"),
        BigDecimal.ONE,
        currency,
        Duration.ofMinutes(5));
  }

  private static Level level(boolean metered, @Nullable Long limit) {
    Level.OfFeature feature =
        new Level.OfFeature(
            new FeatureId("feat_1"),
            "calls",
            new Quota(
                metered,
                true,
                false,
                limit,
                new BigDecimal("7"),
                BigDecimal.ZERO,
                limit == null ? null : NOW),
            List.of("gold", "a\nb"),
            List.of("{\"max\":3}"),
            Map.of("usd", new BigDecimal("12.34")));
    return new Level(
        new CustomerNo(1),
        new CustomerId("cust_1"),
        new Stamp(1, 1, 1),
        false,
        List.of(),
        Level.named(List.of(feature)),
        new Interval(NOW, NOW.plusSeconds(1)));
  }

  /** The text is written by hand; what it is read as, by the record, is written as the same. */
  @Test
  void text_ofEachKindOfAnswer_isThatOfTheRecord() {
    List<Access> all =
        List.of(
            Access.judge(ask(true, "calls", null), null, List.of()),
            Access.judge(ask(false, "none", "usd"), level(true, 10L), List.of()),
            Access.judge(ask(true, "calls", "usd"), level(true, 10L), List.of()),
            Access.judge(ask(true, "calls", "eur"), level(true, null), List.of()),
            Access.judge(ask(false, "feat_1", null), level(false, null), List.of()));
    ReservationRow reserved =
        new ReservationRow(
            new ReservationId("resv_1"),
            new CustomerNo(1),
            new FeatureId("feat_1"),
            BigDecimal.ONE,
            ReservationStatus.HELD,
            NOW,
            NOW,
            NOW);
    List<@Nullable ReservationRow> reservations =
        new ArrayList<>(Arrays.asList(null, null, reserved, null, null));
    String text = AccessAnswers.of(all, reservations, NOW).body().toString();
    Json parsed = JsonReader.parse(text);
    assertThat(AccessAnswers.ACCESS.json(AccessAnswers.ACCESS.read(parsed).done()).text())
        .isEqualTo(text);
    assertThat(text).contains("\"used\":\"7\"", "\"credit_available\":\"12.34\"", "resv_1");
  }
}
