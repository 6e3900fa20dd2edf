package io.pricewright.gateway.credit;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;

/** Problems that only what is stored shows. */
final class Refusals {
  private Refusals() {}

  /** Says that a field cannot be used. */
  static ProblemException refused(String pointer, String code, String detail) {
    return new ProblemException(Problem.InvalidRequest.at(pointer, code, detail));
  }

  /** Says that something cannot be done now. */
  static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  /** Says that there is nothing of an id. */
  static ProblemException unknown(String detail) {
    return new ProblemException(new Problem.NotFound(detail));
  }
}
