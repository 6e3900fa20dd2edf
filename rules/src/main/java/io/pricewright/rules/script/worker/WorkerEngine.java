package io.pricewright.rules.script.worker;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An engine behind a process wall. Batches go to a worker process that is killed when it has not
 * answered by the deadline; the batch is then halved until the guilty input stands alone and fails
 * with {@code script_timeout}, and the others are priced. One worker works while one more waits
 * warm. Thread-safe: one call after another.
 */
public final class WorkerEngine implements ScriptEngine {
  /** Inputs that go to the worker at once. */
  static final int BATCH = 200;

  /** Workers that one call may lose; what is left then is not tried. */
  static final int MOST_LOST = 20;

  private final List<String> command;
  private final Duration deadline;
  private @Nullable WorkerProcess worker;
  private @Nullable CompletableFuture<WorkerProcess> spare;
  private boolean closed;

  /** Makes an engine with this process's Java and class path. Starts nothing yet. */
  public WorkerEngine() {
    this(command("128m", List.of()), Duration.ofSeconds(8));
  }

  /** Makes one that starts this command and gives each batch so long. */
  WorkerEngine(List<String> command, Duration deadline) {
    this.command = List.copyOf(command);
    this.deadline = deadline;
  }

  static List<String> command(String heap, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName()));
    command.addAll(arguments);
    return command;
  }

  @Override
  public synchronized ScriptKind check(String source) {
    Messages.Answer answer;
    try {
      answer = ask(new Messages.Ask.Check(source));
    } catch (IOException e) {
      lose();
      throw new ProblemException(
          new Problem.InvalidScript(
              "line 1, column 1: the script cannot be read in time: make it smaller", List.of()));
    }
    return switch (answer) {
      case Messages.Answer.Kind kind -> kind.kind();
      case Messages.Answer.Invalid invalid ->
          throw new ProblemException(new Problem.InvalidScript(invalid.detail(), invalid.errors()));
      case Messages.Answer.Outcomes outcomes ->
          throw new IllegalStateException("the script worker answered another question");
    };
  }

  @Override
  public synchronized List<ScriptOutcome> evaluate(
      ScriptVersion version, List<ScriptInput> inputs) {
    List<ScriptOutcome> outcomes = new ArrayList<>(inputs.size());
    int[] mayLose = {MOST_LOST};
    for (int from = 0; from < inputs.size(); from += BATCH) {
      List<ScriptInput> batch = inputs.subList(from, Math.min(inputs.size(), from + BATCH));
      outcomes.addAll(halving(version, batch, mayLose));
    }
    return outcomes;
  }

  private List<ScriptOutcome> halving(
      ScriptVersion version, List<ScriptInput> inputs, int[] mayLose) {
    if (mayLose[0] == 0) {
      return failed(
          inputs.size(), "not tried: too many evaluations of the same call had to be killed");
    }
    try {
      Messages.Answer answer = ask(new Messages.Ask.Evaluate(version, inputs));
      if (answer instanceof Messages.Answer.Outcomes o && o.outcomes().size() == inputs.size()) {
        return o.outcomes();
      }
      throw new IOException("the script worker answered another question");
    } catch (IOException e) {
      lose();
      mayLose[0]--;
    }
    if (inputs.size() == 1) {
      return failed(1, "its process was killed: it took too much time or memory");
    }
    int half = inputs.size() / 2;
    List<ScriptOutcome> outcomes =
        new ArrayList<>(halving(version, inputs.subList(0, half), mayLose));
    outcomes.addAll(halving(version, inputs.subList(half, inputs.size()), mayLose));
    return outcomes;
  }

  private static List<ScriptOutcome> failed(int times, String why) {
    return Collections.nCopies(times, ScriptOutcome.Failed.stopped(why));
  }

  private Messages.Answer ask(Messages.Ask ask) throws IOException {
    return Messages.readAnswer(worker().ask(Messages.ask(ask), deadline));
  }

  /** Returns the worker, or the spare in its place; sees to it that a spare gets ready. */
  private WorkerProcess worker() {
    if (closed) {
      throw new IllegalStateException("the script worker is closed");
    }
    WorkerProcess now = worker;
    if (now == null || !now.lives()) {
      now = started();
      worker = now;
    }
    if (spare == null) {
      spare = starting();
    }
    return now;
  }

  private WorkerProcess started() {
    CompletableFuture<WorkerProcess> ready = spare == null ? starting() : spare;
    spare = null;
    try {
      return ready.join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "the script worker does not start; see whether this command runs: "
              + String.join(" ", command.subList(0, Math.min(8, command.size()))),
          e.getCause());
    }
  }

  private CompletableFuture<WorkerProcess> starting() {
    CompletableFuture<WorkerProcess> ready = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("script-worker-start")
        .start(
            () -> {
              try {
                WorkerProcess process = WorkerProcess.start(command);
                if (!ready.complete(process)) {
                  process.close();
                }
              } catch (IOException e) {
                ready.completeExceptionally(e);
              }
            });
    return ready;
  }

  private void lose() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }

  /** Returns the process that works now, for tests. */
  synchronized @Nullable WorkerProcess working() {
    return worker;
  }

  @Override
  public String runtime() {
    return "interpreter";
  }

  @Override
  public synchronized void close() {
    closed = true;
    lose();
    if (spare != null && !spare.completeExceptionally(new IOException("closed"))) {
      spare.join().close();
    }
    spare = null;
  }
}
