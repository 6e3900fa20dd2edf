package io.pricewright.rules.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a meter is read as it was, and its texts never change. */
final class MeterJsonTest {
  @Test
  void aggregation_whatWasWritten_isRead() {
    Aggregation full =
        new Aggregation(
            AggregationType.SUM_WITH_MULTIPLIER,
            "usage.tokens",
            new BigDecimal("0.001"),
            BucketSize.HALF_HOUR,
            "model");
    assertThat(MeterJson.text(full))
        .isEqualTo(
            "{\"type\":\"SUM_WITH_MULTIPLIER\",\"field\":\"usage.tokens\",\"multiplier\":\"0.001\","
                + "\"bucket_size\":\"30MIN\",\"group_by\":\"model\"}");
    assertThat(MeterJson.aggregation(MeterJson.text(full))).isEqualTo(full);
    Aggregation bare = new Aggregation(AggregationType.COUNT, null, null);
    assertThat(MeterJson.aggregation(MeterJson.text(bare))).isEqualTo(bare);
    assertThat(MeterJson.aggregation("{\"type\":\"COUNT\"}")).isEqualTo(bare);
  }

  @ParameterizedTest
  @EnumSource
  void filter_ofEveryOperator_isReadAsItWas(PropertyFilter.Operator operator) {
    PropertyFilters filters =
        new PropertyFilters(List.of(new PropertyFilter("a.b", operator, List.of("1"))));
    assertThat(MeterJson.filters(MeterJson.text(filters))).isEqualTo(filters);
  }

  @Test
  void filters_none_areAnEmptyArray() {
    assertThat(MeterJson.text(PropertyFilters.NONE)).isEqualTo("[]");
    assertThat(MeterJson.filters("[]")).isEqualTo(PropertyFilters.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void bucket_ofEverySize_isReadAsItWas(BucketSize size) {
    Aggregation rule = new Aggregation(AggregationType.SUM, "n", null, size, null);
    assertThat(MeterJson.aggregation(MeterJson.text(rule))).isEqualTo(rule);
  }
}
