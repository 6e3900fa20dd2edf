package io.pricewright.rules.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a parked event is read back as it was, and found by its cause alone. */
final class EntryTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private static Entry parked(String part, String reason, String price, String detail) {
    return new Entry(
        Entry.Status.PARKED,
        new MeterId("meter_1"),
        new LineItemNo(7),
        MAY,
        part,
        reason,
        BigDecimal.TEN,
        null,
        null,
        null,
        null,
        null,
        new Failure(reason, new PriceId(price), new ScriptId("script_1"), "calls@3", detail));
  }

  private static String mark(String reason, String price) {
    return Entry.mark(new Failure.Cause(reason, new PriceId(price)));
  }

  @Test
  void parked_isReadBack_withWhatItsScriptSaid() {
    List<Entry> entries =
        List.of(
            parked("", "script_error", "price_1", "line 1, column 2: \"no\" \\ \uD83D\uDE00"),
            parked("g", "script_timeout", "price_2", "stopped"));
    assertThat(Entry.parse(Entry.text(entries))).isEqualTo(entries);
  }

  /** Neither a longer id nor a text that looks like it is taken for the cause. */
  @Test
  void mark_isInTheTextOfItsCauseAlone() {
    String forged = mark("script_error", "price_9");
    String text = Entry.text(List.of(parked(forged, "script_error", "price_12", forged)));
    assertThat(text)
        .contains(mark("script_error", "price_12"))
        .doesNotContain(mark("script_error", "price_1"))
        .doesNotContain(mark("script_result", "price_12"))
        .doesNotContain(forged);
  }

  @Test
  void detail_isCut_betweenCharacters() {
    Failure failure =
        new Failure(
            "script_error",
            new PriceId("p"),
            new ScriptId("s"),
            "calls@3",
            "x".repeat(499) + "\uD83D\uDE00");
    assertThat(failure.detail()).isEqualTo("x".repeat(499));
  }
}
