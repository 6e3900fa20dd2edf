package io.pricewright.rules.script;

import java.util.List;

/**
 * Evaluates a script while noting which of its branches are taken. For tests of scripts; slower
 * than {@link ScriptEngine}, with the same outcomes and steps.
 */
public interface BranchProbe {
  /**
   * A place where a script goes one way or another.
   *
   * @param line of the author's text, from 1
   * @param column from 1
   * @param what such as {@code if}, {@code the if not taken}, {@code function price}
   * @param taken whether an input went there
   */
  record Branch(int line, int column, String what, boolean taken) {
    /** Returns the branch as people look it up, {@code line 3, column 5: the if not taken}. */
    public String place() {
      return "line %d, column %d: %s".formatted(line, column, what);
    }
  }

  /**
   * What came of the inputs.
   *
   * @param outcomes one an input, in order
   * @param branches all of the script, in the order of the text
   */
  record Coverage(List<ScriptOutcome> outcomes, List<Branch> branches) {
    public Coverage {
      outcomes = List.copyOf(outcomes);
      branches =
          branches.stream()
              .sorted(
                  java.util.Comparator.comparingInt(Branch::line).thenComparingInt(Branch::column))
              .toList();
    }
  }

  /**
   * Evaluates a script over inputs.
   *
   * @throws io.pricewright.rules.problem.ProblemException with {@link
   *     io.pricewright.rules.problem.Problem.InvalidScript} when the source breaks the contract
   */
  Coverage cover(String source, List<ScriptInput> inputs);
}
