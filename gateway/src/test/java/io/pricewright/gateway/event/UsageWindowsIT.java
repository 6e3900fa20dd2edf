package io.pricewright.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Usage in windows, by the clock of a zone. In Berlin the 29th of March 2026 has 23 hours: from
 * 01:00 in UTC on it is two hours ahead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UsageWindowsIT {
  private final Scene scene = TestNode.shared().tenant();
  private final String sum = scene.meter("use", "SUM", "n");
  private final String most = scene.meter("use", "MAX", "n");
  private final String users = scene.meter("use", "COUNT_UNIQUE", "u");
  private final String seats = scene.meter("seats", "WEIGHTED_SUM", "n");

  private static Event use(String id, String at, int n, String user) {
    return Event.of(id, "use", "ann").at(at).with("{\"n\":%d,\"u\":\"%s\"}".formatted(n, user));
  }

  @BeforeAll
  void open() {
    scene.customer("ann");
    scene.send(
        List.of(
            use("a", "2026-03-28T22:30:00Z", 1, "x"),
            use("b", "2026-03-28T23:30:00Z", 2, "x"),
            use("c", "2026-03-29T02:30:00Z", 4, "y"),
            use("d", "2026-03-29T21:59:59.999999Z", 8, "y"),
            use("e", "2026-03-29T22:00:00Z", 16, "z"),
            use("f", "2026-04-02T00:00:00Z", 32, "z"),
            // 10 seats in March already, 5 fewer in the middle of the 2nd of April.
            Event.of("s1", "seats", "ann").at("2026-03-20T00:00:00Z").n(10),
            Event.of("s2", "seats", "ann").at("2026-04-02T12:00:00Z").n(-5)));
  }

  private Reply ask(String meter, String rest) {
    return scene.post(
        "/v1/events/usage/meter",
        "{'meter_id':'%s','external_customer_id':'ann',%s}"
            .formatted(meter, rest)
            .replace('\'', '"'));
  }

  private static String shown(Reply reply) {
    return reply.is(200).list("results").stream()
        .map(one -> Parts.text(one, "window_size") + " " + Parts.text(one, "value"))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // UTC: a and b on the 28th, c to e on the 29th, then two days of nothing.
        "sum | 'start_time':'2026-03-28T00:00:00Z','end_time':'2026-04-01T00:00:00Z','window_size':'DAY' |"
            + " 31 | 2026-03-28T00:00:00Z 3, 2026-03-29T00:00:00Z 28, 2026-03-30T00:00:00Z 0,"
            + " 2026-03-31T00:00:00Z 0",
        // Berlin: a on the 28th, b to d on the 29th, e on the 30th, which begins at 22:00.
        "sum | 'start_time':'2026-03-28T12:00:00Z','end_time':'2026-03-30T22:00:00Z','window_size':'DAY','timezone':'Europe/Berlin' |"
            + " 31 | 2026-03-27T23:00:00Z 1, 2026-03-28T23:00:00Z 14, 2026-03-29T22:00:00Z 16",
        // Of the short day the last window has 11 hours: 23:00 to 11:00 and to 22:00.
        "sum | 'start_time':'2026-03-28T23:00:00Z','end_time':'2026-03-29T22:00:00Z','window_size':'12HOUR','timezone':'Europe/Berlin' |"
            + " 14 | 2026-03-28T23:00:00Z 6, 2026-03-29T11:00:00Z 8",
        // The first window is cut: a lies before half past ten and a minute.
        "sum | 'start_time':'2026-03-28T22:31:00Z','end_time':'2026-03-29T00:00:00Z','window_size':'HOUR' |"
            + " 2 | 2026-03-28T22:00:00Z 0, 2026-03-28T23:00:00Z 2",
        "sum | 'start_time':'2026-03-23T00:00:00Z','end_time':'2026-04-06T00:00:00Z','window_size':'WEEK' |"
            + " 63 | 2026-03-23T00:00:00Z 31, 2026-03-30T00:00:00Z 32",
        "sum | 'start_time':'2026-03-01T00:00:00Z','end_time':'2026-05-01T00:00:00Z','window_size':'MONTH' |"
            + " 63 | 2026-03-01T00:00:00Z 31, 2026-04-01T00:00:00Z 32",
        // Months from the 29th at 12:00 on: a to c before, d to f behind.
        "sum | 'start_time':'2026-03-01T00:00:00Z','end_time':'2026-04-29T12:00:00Z','window_size':'MONTH','billing_anchor':'2026-01-29T12:00:00Z' |"
            + " 63 | 2026-02-28T12:00:00Z 7, 2026-03-29T12:00:00Z 56",
        "most | 'start_time':'2026-03-28T00:00:00Z','end_time':'2026-03-30T00:00:00Z','window_size':'DAY' |"
            + " 16 | 2026-03-28T00:00:00Z 2, 2026-03-29T00:00:00Z 16",
        // x; y and z: three in all.
        "users | 'start_time':'2026-03-28T00:00:00Z','end_time':'2026-03-30T00:00:00Z','window_size':'DAY' |"
            + " 3 | 2026-03-28T00:00:00Z 1, 2026-03-29T00:00:00Z 2",
        // What is held goes on: 10, half a day 10 and half 5, then 5: (10 + 7.5 + 5) / 3 days.
        "seats | 'start_time':'2026-04-01T00:00:00Z','end_time':'2026-04-04T00:00:00Z','window_size':'DAY' |"
            + " 7.5 | 2026-04-01T00:00:00Z 10, 2026-04-02T00:00:00Z 7.5, 2026-04-03T00:00:00Z 5",
        "sum | 'filters':{'u':['x','z']} | 51 | ''",
      })
  void usage_inWindows_isThatOfEach(String meter, String rest, String whole, String windows) {
    String id =
        switch (meter.strip()) {
          case "most" -> most;
          case "users" -> users;
          case "seats" -> seats;
          default -> sum;
        };
    Reply reply = ask(id, rest);
    assertThat(shown(reply)).isEqualTo(windows.strip());
    assertThat(reply.text("value")).isEqualTo(whole.strip());
  }

  @Test
  void windows_thatCannotBe_areRefused() {
    String from = "'start_time':'2026-03-28T00:00:00Z'";
    ask(sum, from + ",'window_size':'FORTNIGHT'").refused(400, "/window_size");
    ask(sum, from + ",'window_size':'DAY','timezone':'Mars'").refused(400, "/timezone");
    ask(sum, from + ",'timezone':'Europe/Berlin'").refused(400, "/timezone");
    ask(sum, from + ",'window_size':'DAY','billing_anchor':'2026-01-01T00:00:00Z'")
        .refused(400, "/billing_anchor");
    ask(sum, "'window_size':'DAY'").refused(400, "/start_time");
    ask(sum, from + ",'end_time':'2026-03-28T00:00:00Z'").refused(400, "/end_time");
    ask(sum, "'end_time':'1960-03-28T00:00:00Z'").refused(400, "/end_time");
    // 50 hours are 3,000 minutes; a minute more is one too many.
    String minutes = from + ",'end_time':'2026-03-30T02:0%d:00Z','window_size':'MINUTE'";
    assertThat(ask(sum, minutes.formatted(0)).is(200).list("results")).hasSize(3_000);
    ask(sum, minutes.formatted(1)).refused(400, "/window_size");
  }
}
