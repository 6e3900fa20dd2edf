package io.pricewright.rules.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.catalogue.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IdTest {
  @Test
  void id_ofAnyText_isThatText() {
    assertThat(new CustomerId("")).hasToString("");
    assertThat(new CustomerId("no such / customer")).hasToString("no such / customer");
    assertThat(new PriceId("price_1").lineage().first()).isEqualTo(new PriceId("price_1"));
  }

  @Test
  void number_compares_asItsValue() {
    assertThat(new LineItemNo(9)).isLessThan(new LineItemNo(10)).hasToString("9");
    assertThat(new CustomerNo(2)).isGreaterThan(new CustomerNo(1));
  }

  @Test
  void batch_rowsOfIt_differInTheLastBitsAlone() {
    BatchId batch = BatchId.of(Instant.parse("2026-01-01T00:00:00Z"), -1);
    assertThat(batch.value().version()).isEqualTo(7);
    assertThat(batch.row(1, 65_535).toString()).startsWith(batch.toString().substring(0, 31));
    assertThat(batch.row(1, 0)).isNotEqualTo(batch.row(2, 0));
    assertThatThrownBy(() -> batch.row(1, 65_536)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void word_ofAChoice_isFoundBothWays() {
    assertThat(Coded.find(Status.class, "archived")).contains(Status.ARCHIVED);
    assertThat(Coded.find(Status.class, "ARCHIVED")).isEmpty();
    assertThat(Coded.of(Status.class, Status.PUBLISHED.code())).isEqualTo(Status.PUBLISHED);
    assertThatThrownBy(() -> Coded.of(Status.class, "gone"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no Status is called gone");
  }
}
