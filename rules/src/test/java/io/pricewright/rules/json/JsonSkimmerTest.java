package io.pricewright.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pricewright.rules.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSkimmerTest {
  private static final Map<String, Integer> THREE = Map.of("events", 3, JsonSkimmer.ROOT, 3);

  /**
   * Returns the code of the refusal and how many bytes were looked at, or "" when there is none.
   */
  private static String refusal(String text, int part) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonSkimmer skimmer = new JsonSkimmer(THREE);
    for (int at = 0; at < bytes.length; at += part) {
      int to = Math.min(bytes.length, at + part);
      try {
        skimmer.next(java.util.Arrays.copyOfRange(bytes, at, to));
      } catch (ProblemException refused) {
        return refused.problem().code() + " " + to;
      }
    }
    return "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"events\":[{},{},{}]}|''",
        "{\"events\":[{},{},{},{},{}]}|validation_error 21", // at the brace of the fourth
        "{\"events\":[1,2,3,[]]}|validation_error 18",
        "{\"events\":[[1,2,3,4],{\"a\":[1,2,3,4]}]}|''", // lists within have no such bound
        "{\"others\":[1,2,3,4],\"x\":{\"events\":[1,2,3,4]}}|''",
        "{\"others\":[1,2,3,4],\"events\":[1,2,3,4]}|validation_error 37",
        "[{},{},{}]|''",
        "[{},{},{},{}]|validation_error 11",
        "{\"a\":}|malformed_body 6",
        "{\"a\":1,\"a\":2}|''", // names that come twice are the reader's
        "{\"a\" 1}|malformed_body 6",
        "[1,]|malformed_body 4",
        "{\"a\":1,}|malformed_body 8",
        "[-]|malformed_body 3",
        "[01]|malformed_body 3",
        "[1.e]|malformed_body 4",
        "[1e5,-0.0,0e-1]|''",
        "[1e]|malformed_body 4",
        "[tru]|malformed_body 5",
        "[truth]|malformed_body 5",
        "[nullx]|malformed_body 6",
        "[\"\\x\"]|malformed_body 4",
        "[\"\\u12g4\"]|malformed_body 7",
        "{}{|malformed_body 3",
        "[1,2|''" // its end is the reader's to miss
      })
  void part_thatCannotBeUsed_isRefusedThere(String text, String refusal) {
    assertThat(refusal(text, 1)).isEqualTo(refusal);
    assertThat(refusal(text, 1_000)).isEqualTo(refusal.replaceAll("\\d+", "" + text.length()));
  }

  @Test
  void depthAndValues_haveTheReadersBounds() {
    assertThat(refusal("[".repeat(64), 7)).isEmpty();
    assertThat(refusal("[".repeat(65), 7)).startsWith("malformed_body");
    String many = "{\"a\":[" + "1,".repeat(JsonReader.MAX_VALUES - 3) + "1]}";
    assertThat(refusal(many, 10_000)).isEmpty();
    assertThat(refusal(many.replace("]", ",1]"), 10_000)).startsWith("malformed_body");
  }

  /** Seventy bodies that each stand in a long string must not take the node's memory. */
  @Test
  void string_thatIsLong_isNotKept() {
    byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    JsonSkimmer skimmer = new JsonSkimmer(THREE);
    skimmer.next("{\"events\":[{\"event_name\":\"".getBytes(StandardCharsets.UTF_8));
    skimmer.next(part);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 60; i++) {
      skimmer.next(part);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(256 * 1024);
  }

  /** Whatever is changed in a text, only what the reader refuses too is refused for its form. */
  @Test
  void text_changedAnywhere_isRefusedOnlyIfItCannotBeRead() {
    long seed = Long.getLong("pricewright.seed", System.nanoTime());
    System.out.println("JsonSkimmerTest: seed " + seed);
    Random random = new Random(seed);
    String good =
        "{\"events\":[{\"a\":\"x\\u00e9\\n"
            + "\u00e9\uD83D\uDE00\",\"b\":-1.5e3},[true,false,null,{}],\"\"],\"n\":[[0]]}";
    String odd = "{}[]:,\"\\ 01e.tu\u00e9\n";
    assertThat(refusal(good, 3)).isEmpty();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char by = odd.charAt(random.nextInt(odd.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, by);
          case 1 -> text.insert(at, by);
          default -> text.deleteCharAt(at);
        }
      }
      String changed = text.toString();
      String skimmed = refusal(changed, 1 + random.nextInt(30));
      if (skimmed.startsWith("malformed")) {
        refused++;
        assertThat(read(changed)).as(changed).isNotNull();
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  private static @Nullable String read(String text) {
    try {
      JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
      return null;
    } catch (ProblemException refused) {
      return refused.problem().code();
    }
  }
}
