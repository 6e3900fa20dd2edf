package io.pricewright.rules.script.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptOutcome.Failed;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class WorkerEngineTest {
  private static final String PRICE =
      "export function price(usage) { return [{label: 'x', quantity: usage.quantity,"
          + " amount: usage.quantity.times('0.1')}]; }";

  private static ScriptVersion version(String source) {
    return new ScriptVersion(
        new ScriptId("script_draft"), "draft", 1, "", ScriptKind.CUMULATIVE, source);
  }

  private static List<ScriptInput> inputs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ScriptInput("{\"quantity\":\"" + i + "\"}", "{}", "{}"))
        .toList();
  }

  private static WorkerProcess.Patience patience(int seconds) {
    return new WorkerProcess.Patience(Duration.ofSeconds(seconds), Duration.ofSeconds(60));
  }

  @Test
  void worker_pricesAsTheEngineInProcess() {
    try (WorkerEngine engine = WorkerEngine.forDrafts();
        GraalScriptEngine here = new GraalScriptEngine(ScriptLimits.defaults())) {
      assertThat(engine.check(PRICE)).isEqualTo(ScriptKind.CUMULATIVE);
      assertThatThrownBy(() -> engine.check("class A {}"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem()).isInstanceOf(Problem.InvalidScript.class);
                assertThat(e.problem().detail()).contains("line 1");
              });
      assertThat(engine.evaluate(version(PRICE), inputs(450)))
          .isEqualTo(here.evaluate(version(PRICE), inputs(450)));
      assertThat(engine.evaluate(version(PRICE), List.of())).isEmpty();
      assertThat(engine.cover(PRICE, inputs(2))).isEqualTo(here.cover(PRICE, inputs(2)));
      assertThatThrownBy(() -> engine.cover("class A {}", inputs(2)))
          .isInstanceOf(ProblemException.class);
      assertThat(engine.lost()).isZero();
    }
  }

  @Test
  void guiltyInput_isFoundByKilling_andTheOthersArePriced() {
    // Without the inner limits the script really loops until its process is killed.
    try (WorkerEngine engine =
        new WorkerEngine(WorkerCommand.of("128m", List.of("unwatched")), patience(1))) {
      engine.check(PRICE);
      long before = Objects.requireNonNull(engine.working()).pid();
      List<ScriptOutcome> outcomes =
          engine.evaluate(
              version(PRICE.replace("return", "while (usage.quantity.eq(3)) {} return")),
              inputs(4));
      assertThat(outcomes).hasSize(4);
      assertThat(engine.lost()).isEqualTo(3);
      for (int i = 0; i < 4; i++) {
        if (i == 3) {
          assertThat(outcomes.get(i)).isInstanceOf(Failed.class);
          assertThat(((Failed) outcomes.get(i)).reason()).isEqualTo("script_timeout");
        } else {
          assertThat(outcomes.get(i)).isInstanceOf(Priced.class);
        }
      }
      assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  /** The end of a process is seen only when it is asked next; who asks is not to blame. */
  @Test
  void workersThatDiedBetweenQuestions_costTheNextOneNothing() throws InterruptedException {
    try (WorkerEngine engine =
        new WorkerEngine(WorkerCommand.of("128m", List.of("unwatched")), patience(20))) {
      for (int i = 1; i <= 3; i++) {
        assertThat(engine.check(PRICE)).isEqualTo(ScriptKind.CUMULATIVE);
        if (i == 2) {
          engine.prepare();
          while (!engine.hasSpare()) {
            TimeUnit.MILLISECONDS.sleep(20);
          }
        }
        myWorkers().forEach(ProcessHandle::destroyForcibly);
      }
      assertThat(engine.evaluate(version(PRICE), inputs(1)).getFirst()).isInstanceOf(Priced.class);
    }
  }

  private static List<ProcessHandle> myWorkers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("WorkerMain"))
        .toList();
  }

  @Test
  void memoryBeyondTheHeap_endsTheWorker_andNotThisProcess() {
    try (WorkerEngine engine =
        new WorkerEngine(WorkerCommand.of("64m", List.of("unwatched")), patience(60))) {
      List<ScriptOutcome> outcomes =
          engine.evaluate(
              version(
                  "export function price() { const a = []; for (let i = 0;; i++)"
                      + " a[i] = ('x' + i).repeat(1000).split(''); }"),
              inputs(1));
      assertThat(((Failed) outcomes.getFirst()).reason()).isEqualTo("script_timeout");
      assertThat(engine.evaluate(version(PRICE), inputs(1)).getFirst()).isInstanceOf(Priced.class);
    }
  }

  @Test
  void callThatLosesTooManyWorkers_triesNoMore() {
    List<String> mortal = List.of("sh", "-c", "printf '\\0\\0\\0\\0'; head -c1 >/dev/null; exit 1");
    try (WorkerEngine engine = new WorkerEngine(mortal, patience(5))) {
      List<ScriptOutcome> outcomes = engine.evaluate(version(PRICE), inputs(200));
      assertThat(outcomes).hasSize(200);
      assertThat(outcomes)
          .allSatisfy(o -> assertThat(((Failed) o).reason()).isEqualTo("script_timeout"));
      assertThat(((Failed) outcomes.getLast()).detail()).contains("not tried");
    }
  }

  @Test
  void workerThatDoesNotStart_saysSo() {
    try (WorkerEngine engine =
        new WorkerEngine(List.of("sh", "-c", "exit 1", "", "", "", "", ""), patience(5))) {
      assertThatThrownBy(() -> engine.evaluate(version(PRICE), inputs(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not start");
    }
  }
}
