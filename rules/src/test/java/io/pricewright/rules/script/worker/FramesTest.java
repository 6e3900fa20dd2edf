package io.pricewright.rules.script.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FramesTest {
  private static final ScriptVersion VERSION =
      new ScriptVersion(
          new ScriptId("script_1"), "a", 1, "ab", ScriptKind.PER_EVENT, "source \u00e9");
  private static final Messages.Ask ASK =
      new Messages.Ask.Evaluate(
          VERSION,
          List.of(
              new ScriptInput("{}", "{\"a\":1}", "{}"),
              new ScriptInput("{\"b\":2}", "{\"a\":1}", "{\"c\":3}"),
              new ScriptInput("{}", "{}", "{\"c\":3}")));
  private static final Messages.Answer ANSWER =
      new Messages.Answer.Outcomes(
          List.of(
              new ScriptOutcome.Priced(
                  new BigDecimal("1.50"),
                  List.of(new ScriptLine("x", null, new BigDecimal("2"), new BigDecimal("1.50"))),
                  7),
              new ScriptOutcome.Failed("script_error", "why")));

  @Test
  void message_writtenAndRead_isTheSame() throws IOException {
    assertThat(Messages.readAsk(Messages.ask(ASK))).isEqualTo(ASK);
    assertThat(Messages.readAsk(Messages.ask(new Messages.Ask.Check("x", false))))
        .isEqualTo(new Messages.Ask.Check("x", false));
    assertThat(Messages.readAnswer(Messages.answer(ANSWER))).isEqualTo(ANSWER);
    Messages.Ask cover = new Messages.Ask.Cover("x", ((Messages.Ask.Evaluate) ASK).inputs());
    assertThat(Messages.readAsk(Messages.ask(cover))).isEqualTo(cover);
    Messages.Answer covered =
        new Messages.Answer.Covered(
            new BranchProbe.Coverage(
                ((Messages.Answer.Outcomes) ANSWER).outcomes(),
                List.of(new BranchProbe.Branch(3, 5, "if", true))));
    assertThat(Messages.readAnswer(Messages.answer(covered))).isEqualTo(covered);
    Messages.Answer invalid =
        new Messages.Answer.Invalid("d", List.of(new FieldError("/a", "b", "c")));
    assertThat(Messages.readAnswer(Messages.answer(invalid))).isEqualTo(invalid);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frames.write(out, new byte[] {1, 2, 3});
    assertThat(Frames.read(new ByteArrayInputStream(out.toByteArray()))).containsExactly(1, 2, 3);
  }

  @Test
  void frame_outOfBoundsOrCut_isRefused() {
    assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(new byte[] {127, 0, 0, 0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of bounds");
    assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(new byte[] {-1, 0, 0, 0})))
        .hasMessageContaining("out of bounds");
    assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(new byte[] {0, 0, 0, 5, 1})))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(
            () -> Frames.write(new ByteArrayOutputStream(), new byte[Frames.MOST_BYTES + 1]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void randomBytes_areReadOrRefused_andNothingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = bytes(random, i);
      refused += refuses(() -> Frames.read(new ByteArrayInputStream(bytes)), seed) ? 1 : 0;
      refused += refuses(() -> Messages.readAsk(bytes), seed) ? 1 : 0;
      refused += refuses(() -> Messages.readAnswer(bytes), seed) ? 1 : 0;
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(200_000);
  }

  // Noise, or a true message with a few bytes changed, which gets further in.
  private static byte[] bytes(Random random, int i) {
    if (i % 3 == 0) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] message = i % 3 == 1 ? Messages.ask(ASK) : Messages.answer(ANSWER);
    for (int n = random.nextInt(4); n >= 0; n--) {
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
    }
    return message;
  }

  private interface Reads {
    Object read() throws IOException;
  }

  private static boolean refuses(Reads reads, long seed) {
    try {
      assertThat(reads.read()).isNotNull();
      return false;
    } catch (IOException e) {
      return true;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
