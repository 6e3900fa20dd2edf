package io.pricewright.rules.script.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.Proofs.Standing;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class ProbationEngineTest {
  private static final String PRICE =
      "export function price(usage) { return [{label: 'x', quantity: usage.quantity,"
          + " amount: usage.quantity.times('0.1')}]; }";

  /** Endless where the quantity is 7: by its processor time, not by steps. */
  private static final String MOODY =
      PRICE.replace(
          "{ return",
          "{ if (usage.quantity.eq(7)) { const s = 'ab'.repeat(30000);"
              + " for (;;) /(a|b)*a(a|b){50}c/.test(s); } return");

  private final Proofs proofs = new Proofs(100, Set.of());
  private final Here here = new Here(proofs);
  private static final WorkerEngine AWAY = WorkerEngine.forNewVersions();
  private final ProbationEngine engine = new ProbationEngine(here, AWAY, proofs);

  @AfterEach
  void close() {
    engine.close();
  }

  @AfterAll
  static void closeWorker() {
    AWAY.close();
  }

  /** The engine of this process, which counts what it is asked. */
  private static final class Here implements ScriptEngine {
    private final GraalScriptEngine engine;
    private final AtomicInteger asked = new AtomicInteger();

    Here(Proofs proofs) {
      engine = new GraalScriptEngine(ScriptLimits.defaults(), proofs);
    }

    @Override
    public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
      asked.addAndGet(inputs.size());
      return engine.evaluate(version, inputs);
    }

    @Override
    public ScriptKind check(String source) {
      return engine.check(source);
    }

    @Override
    public String runtime() {
      return engine.runtime();
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private static ScriptVersion version(String source) {
    return new ScriptVersion(
        new ScriptId("script_1"), "moody", 1, "", ScriptKind.CUMULATIVE, source);
  }

  private static List<ScriptInput> inputs(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new ScriptInput("{\"quantity\":\"" + i + "\"}", "{}", "{}"))
        .toList();
  }

  private static void workerIsReady() throws InterruptedException {
    while (AWAY.evaluateIfFree(version(PRICE), inputs(1, 2)).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void spareIsReady(WorkerEngine away) throws InterruptedException {
    while (!away.hasSpare()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void newVersion_isPricedAway_untilItIsProven_withTheSameOutcomes() throws InterruptedException {
    workerIsReady();
    List<ScriptOutcome> first = engine.evaluate(version(PRICE), inputs(0, Proofs.PRICES));
    assertThat(here.asked).hasValue(0);
    assertThat(proofs.of(PRICE)).isEqualTo(Standing.PROVEN);
    assertThat(engine.evaluate(version(PRICE), inputs(0, Proofs.PRICES))).isEqualTo(first);
    assertThat(here.asked).hasValue(Proofs.PRICES);
  }

  @Test
  void whileNoWorkerIsReady_newVersionsArePricedHere_andOneGetsReady() throws InterruptedException {
    try (WorkerEngine away = WorkerEngine.forNewVersions();
        ProbationEngine engine = new ProbationEngine(here, away, proofs)) {
      assertThat(engine.evaluate(version(PRICE), inputs(1, 2)))
          .first()
          .isInstanceOf(ScriptOutcome.Priced.class);
      assertThat(here.asked).hasValue(1);
      spareIsReady(away);
      engine.evaluate(version(PRICE), inputs(1, 2));
      assertThat(here.asked).hasValue(1);
    }
  }

  @Test
  void versionThatWasStopped_isNotPricedHere_evenWhileNoWorkerIsReady()
      throws InterruptedException {
    workerIsReady();
    List<ScriptOutcome> outcomes = engine.evaluate(version(MOODY), inputs(5, 10));
    assertThat(outcomes.subList(0, 2)).allMatch(ScriptOutcome.Priced.class::isInstance);
    assertThat(outcomes.subList(2, 5)).noneMatch(ScriptOutcome.Priced.class::isInstance);
    assertThat(proofs.of(MOODY)).isEqualTo(Standing.STOPPED);
    Objects.requireNonNull(AWAY.working()).close();
    assertThat(engine.evaluate(version(MOODY), inputs(7, 8)))
        .first()
        .isInstanceOf(ScriptOutcome.Failed.class);
    assertThat(engine.evaluate(version(MOODY), inputs(1, 2)))
        .first()
        .isInstanceOf(ScriptOutcome.Priced.class);
    assertThat(here.asked).hasValue(0);
  }

  /** Says that it is ready, and ends so when it is asked. */
  private static WorkerEngine mortal(String end) {
    return new WorkerEngine(
        new Workers(
            List.of("sh", "-c", "printf '\\0\\0\\0\\0'; head -c1 >/dev/null; " + end), false),
        new WorkerProcess.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)),
        1);
  }

  @Test
  void workerThatEndsItself_isTheScriptsFault_andNotTriedAgain() throws InterruptedException {
    try (WorkerEngine ends = mortal("exit 17");
        ProbationEngine engine = new ProbationEngine(here, ends, proofs)) {
      ends.prepare();
      spareIsReady(ends);
      assertThat(engine.evaluate(version(PRICE), inputs(0, 3)))
          .allSatisfy(
              o -> assertThat(((ScriptOutcome.Failed) o).reason()).isEqualTo("script_timeout"));
      assertThat(proofs.of(PRICE)).isEqualTo(Standing.STOPPED);
      assertThat(ends.lost()).isOne();
      assertThat(here.asked).hasValue(0);
    }
  }

  @Test
  void workerThatIsEnded_isNobodysFault_andTheNextIsAsked() {
    try (WorkerEngine ended = mortal("kill -9 $$")) {
      ended.evaluate(version(PRICE), inputs(0, 3));
      assertThat(ended.lost()).isEqualTo(3);
    }
  }

  @Test
  void provenVersion_thatTurns_goesAway() throws InterruptedException {
    workerIsReady();
    List<ScriptInput> fine =
        IntStream.range(0, Proofs.PRICES).mapToObj(i -> inputs(1, 2).getFirst()).toList();
    engine.evaluate(version(MOODY), fine);
    engine.evaluate(version(MOODY), inputs(7, 8));
    assertThat(here.asked).hasValue(1);
    engine.evaluate(version(MOODY), inputs(7, 8));
    assertThat(here.asked).hasValue(1);
  }

  @Test
  void whileAnotherBatchIsAtTheWorker_newVersionsArePricedHere() throws InterruptedException {
    workerIsReady();
    CountDownLatch begins = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  begins.countDown();
                  engine.evaluate(version(MOODY), inputs(7, 8));
                });
    begins.await();
    ScriptVersion mine = version(PRICE);
    while (here.asked.get() == 0 && other.isAlive()) {
      assertThat(engine.evaluate(mine, inputs(1, 2)))
          .first()
          .isInstanceOf(ScriptOutcome.Priced.class);
    }
    assertThat(here.asked).hasPositiveValue();
    other.join();
  }

  @Test
  void whereNoProcessCanBeStarted_newVersionsArePricedHere_andStoppedOnesFail() {
    try (WorkerEngine none =
            new WorkerEngine(
                new Workers(List.of("sh", "-c", "exit 1"), false),
                new WorkerProcess.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                1);
        ProbationEngine alone = new ProbationEngine(here, none, proofs)) {
      for (int i = 0; i < 3; i++) {
        assertThat(alone.evaluate(version(PRICE), inputs(1, 2)))
            .first()
            .isInstanceOf(ScriptOutcome.Priced.class);
      }
      proofs.note(PRICE, List.of(ScriptOutcome.Failed.stopped("too slow")));
      assertThat(alone.evaluate(version(PRICE), inputs(1, 2)))
          .first()
          .isEqualTo(
              ScriptOutcome.Failed.stopped(
                  "not tried: it was stopped before, and the process for such versions is not to be"
                      + " had"));
      assertThat(here.asked).hasValue(3);
    }
  }
}
