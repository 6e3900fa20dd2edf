package io.pricewright.rules.script.worker;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import io.pricewright.rules.script.worker.WorkerProcess.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine behind a process wall. Batches go to a worker process that is killed when it has not
 * answered by the deadline. Thread-safe: one batch after another, and at most {@value
 * #MOST_WAITING} callers wait; more are refused with {@link Problem.Unavailable}.
 *
 * <p>For drafts, a batch whose worker was killed is halved until the guilty input stands alone and
 * fails with {@code script_timeout}, and the others are priced; one more worker waits warm. For
 * published versions, whose customers wait, all that is left of the batch fails as it does behind a
 * timeout, and there is no spare.
 */
public final class WorkerEngine implements ScriptEngine, BranchProbe {
  /** Most inputs that go to the worker at once. */
  static final int BATCH = 200;

  /** Inputs that go first; each may take a tenth of a second, and others wait meanwhile. */
  private static final int FIRST_BATCH = 25;

  /** How long a batch should take, so that others' turns come. */
  private static final long BATCH_NANOS = 200_000_000;

  /** Characters of input that go to the worker at once; one input may be longer. */
  static final int BATCH_CHARS = 4 << 20;

  /** Workers that one call for a draft may lose; what is left then is not tried. */
  static final int MOST_LOST = 20;

  /** Callers that wait for the worker. */
  static final int MOST_WAITING = 16;

  private static final int TRIES = 3;
  private static final String HEAP = "160m";

  private final Workers workers;
  private final Patience patience;
  private final int mostLost;
  private final Turns turns = new Turns(MOST_WAITING);

  /**
   * Makes an engine for scripts that nobody has published, with this process's Java and class path.
   * Starts nothing yet.
   */
  public static WorkerEngine forDrafts() {
    return new WorkerEngine(
        new Workers(WorkerCommand.modest(HEAP), true),
        new Patience(Duration.ofSeconds(7), Duration.ofSeconds(30)),
        MOST_LOST);
  }

  /** Makes an engine for published versions that have not proven themselves. Starts nothing yet. */
  public static WorkerEngine forNewVersions() {
    return new WorkerEngine(
        new Workers(WorkerCommand.modest(HEAP), false),
        new Patience(Duration.ofSeconds(7), Duration.ofSeconds(10)),
        1);
  }

  /** Makes one for drafts that starts this command and gives each batch so long. */
  WorkerEngine(List<String> command, Patience patience) {
    this(new Workers(command, true), patience, MOST_LOST);
  }

  WorkerEngine(Workers workers, Patience patience, int mostLost) {
    this.workers = workers;
    this.patience = patience;
    this.mostLost = mostLost;
  }

  /** Starts the worker, so that the first caller need not wait for it. Returns at once. */
  public void prepare() {
    workers.prepare();
  }

  /** Returns how many workers were killed or ended by themselves. */
  public long lost() {
    return workers.lost();
  }

  /**
   * Returns a view for one judgement.
   *
   * @param processor processor time of the worker that it may take in all
   * @param wall wall time, likewise; what it waits for others does not count
   * @param nanoTime a clock that only goes forward
   */
  public AllottedEngine within(Duration processor, Duration wall, LongSupplier nanoTime) {
    return new AllottedEngine(this, new Allotment(new Patience(processor, wall), nanoTime));
  }

  @Override
  public ScriptKind check(String source) {
    return check(source, false, Allotment.unlimited());
  }

  @Override
  public ScriptKind checkDraft(String source) {
    return check(source, true, Allotment.unlimited());
  }

  ScriptKind check(String source, boolean draft, Allotment allotment) {
    return switch (answer(new Messages.Ask.Check(source, draft), allotment)) {
      case Messages.Answer.Kind kind -> kind.kind();
      case Messages.Answer other -> throw another(other);
    };
  }

  @Override
  public Coverage cover(String source, List<ScriptInput> inputs) {
    return cover(source, inputs, Allotment.unlimited());
  }

  Coverage cover(String source, List<ScriptInput> inputs, Allotment allotment) {
    return switch (answer(new Messages.Ask.Cover(source, inputs), allotment)) {
      case Messages.Answer.Covered covered -> covered.coverage();
      case Messages.Answer other -> throw another(other);
    };
  }

  /** Returns what the worker answers to what cannot be halved. */
  private Messages.Answer answer(Messages.Ask ask, Allotment allotment) {
    try {
      return ask(ask, allotment);
    } catch (IOException e) {
      throw new ProblemException(
          new Problem.InvalidScript(
              "line 1, column 1: reading the script took too much time or memory: make it smaller",
              List.of()));
    }
  }

  private static RuntimeException another(Messages.Answer answer) {
    return answer instanceof Messages.Answer.Invalid invalid
        ? new ProblemException(new Problem.InvalidScript(invalid.detail(), invalid.errors()))
        : new IllegalStateException("the script worker answered another question");
  }

  @Override
  public List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs) {
    return evaluate(version, inputs, Allotment.unlimited());
  }

  List<ScriptOutcome> evaluate(
      ScriptVersion version, List<ScriptInput> inputs, Allotment allotment) {
    List<ScriptOutcome> outcomes = new ArrayList<>(inputs.size());
    int[] mayLose = {mostLost};
    int batch = FIRST_BATCH;
    while (outcomes.size() < inputs.size()) {
      int from = outcomes.size();
      long began = System.nanoTime();
      outcomes.addAll(
          halving(version, inputs.subList(from, end(inputs, from, batch)), mayLose, allotment));
      long took = System.nanoTime() - began;
      batch = took < BATCH_NANOS / 2 ? Math.min(BATCH, batch * 4) : Math.max(1, batch / 2);
    }
    return outcomes;
  }

  /** Evaluates if it need not wait longer than this for its turn; else returns nothing. */
  Optional<List<ScriptOutcome>> evaluateWithin(
      Duration wait, ScriptVersion version, List<ScriptInput> inputs) {
    if (!turns.take(wait)) {
      return Optional.empty();
    }
    try {
      return Optional.of(evaluate(version, inputs));
    } finally {
      turns.end();
    }
  }

  /**
   * Evaluates if a worker is ready and nobody else is at it. Otherwise returns at once, with
   * nothing, and sees to it that a worker gets ready.
   */
  Optional<List<ScriptOutcome>> evaluateIfFree(ScriptVersion version, List<ScriptInput> inputs) {
    if (!turns.takeIfFree()) {
      return Optional.empty();
    }
    try {
      return workers.ready() ? Optional.of(evaluate(version, inputs)) : Optional.empty();
    } finally {
      turns.end();
    }
  }

  private static int end(List<ScriptInput> inputs, int from, int batch) {
    int to = from;
    long chars = 0;
    do {
      ScriptInput input = inputs.get(to++);
      chars += input.subject().length() + input.params().length() + input.context().length();
    } while (to < inputs.size() && to - from < batch && chars < BATCH_CHARS);
    return to;
  }

  private List<ScriptOutcome> halving(
      ScriptVersion version, List<ScriptInput> inputs, int[] mayLose, Allotment allotment) {
    if (allotment.isUp()) {
      return failed(inputs.size(), "not tried: the time of this judgement is used up");
    }
    if (mayLose[0] == 0) {
      return failed(
          inputs.size(), "not tried: too many evaluations of the same call had to be killed");
    }
    try {
      return switch (ask(new Messages.Ask.Evaluate(version, inputs), allotment)) {
        case Messages.Answer.Outcomes o when o.outcomes().size() == inputs.size() -> o.outcomes();
        case Messages.Answer other -> throw another(other);
      };
    } catch (IOException e) {
      mayLose[0]--;
    }
    if (inputs.size() == 1) {
      return failed(1, "its process was killed: it took too much time or memory");
    }
    int half = inputs.size() / 2;
    List<ScriptOutcome> outcomes =
        new ArrayList<>(halving(version, inputs.subList(0, half), mayLose, allotment));
    outcomes.addAll(halving(version, inputs.subList(half, inputs.size()), mayLose, allotment));
    return outcomes;
  }

  private static List<ScriptOutcome> failed(int times, String why) {
    return Collections.nCopies(times, ScriptOutcome.Failed.stopped(why));
  }

  private Messages.Answer ask(Messages.Ask ask, Allotment allotment) throws IOException {
    turns.take();
    try {
      byte[] question = Messages.ask(ask);
      for (int tries = 1; ; tries++) {
        WorkerProcess worker = workers.worker();
        try {
          return Messages.readAnswer(allotment.ask(worker, question, patience));
        } catch (IOException e) {
          workers.lose();
          // That somebody ended the worker, or its spare, may be seen only now.
          if (tries == TRIES || !worker.wasEnded()) {
            throw e;
          }
        }
      }
    } finally {
      turns.end();
    }
  }

  /** Returns whether a spare is ready, for tests. */
  boolean hasSpare() {
    return workers.hasSpare();
  }

  /** Returns the process that works now, for tests. */
  @Nullable WorkerProcess working() {
    return workers.working();
  }

  @Override
  public String runtime() {
    return "interpreter";
  }

  @Override
  public void close() {
    workers.close();
  }
}
