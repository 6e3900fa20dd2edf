package io.pricewright.rules.script;

import java.util.List;

/**
 * Evaluates script versions, confined. Thread-safe; calls block, so they run on platform threads of
 * the script pool only.
 */
public interface ScriptEngine extends AutoCloseable {
  /**
   * Compiles a script without keeping it and says what it is.
   *
   * @throws io.pricewright.rules.problem.ProblemException with {@link
   *     io.pricewright.rules.problem.Problem.InvalidScript} when the source breaks the contract
   */
  ScriptKind check(String source);

  /**
   * Does the same for a draft, which must not use what is not there either: an unknown name or
   * member would only fail where it is reached.
   *
   * @throws io.pricewright.rules.problem.ProblemException with {@link
   *     io.pricewright.rules.problem.Problem.InvalidScript} that names each place
   */
  default ScriptKind checkDraft(String source) {
    return check(source);
  }

  /**
   * Evaluates one version over many inputs, each independent of the others, in order. One outcome
   * an input; never throws for what a script does. After the first timeout the remaining inputs of
   * the call fail with {@code script_timeout} without being tried.
   */
  List<ScriptOutcome> evaluate(ScriptVersion version, List<ScriptInput> inputs);

  /** Returns the runtime's name: {@code optimizing} or {@code interpreter}. */
  String runtime();

  @Override
  void close();
}
