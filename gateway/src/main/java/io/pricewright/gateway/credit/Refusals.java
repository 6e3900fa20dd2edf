package io.pricewright.gateway.credit;

import io.pricewright.rules.id.Id;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Problems that only what is stored shows. */
final class Refusals {
  private Refusals() {}

  /** Says that a field cannot be used. */
  static ProblemException refused(String pointer, String code, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "One field cannot be used; errors says why.",
            List.of(new FieldError(pointer, code, detail))));
  }

  /** Says that something cannot be done now. */
  static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  /** Says that a field refers to nothing that can be used. */
  static ProblemException missing(String what, Id id, String pointer, String why) {
    String detail = "The %s '%s' %s.".formatted(what, id.value(), why);
    return new ProblemException(
        new Problem.NotFound(detail, List.of(new FieldError(pointer, "not_found", detail))));
  }

  /** Returns what was found, or fails with {@link Problem.NotFound}. */
  static <T> T existing(Optional<T> found, String what, Id id) {
    return found.orElseThrow(() -> unknown("There is no %s '%s'.".formatted(what, id.value())));
  }

  /** Says that there is nothing of an id. */
  static ProblemException unknown(String detail) {
    return new ProblemException(new Problem.NotFound(detail));
  }
}
