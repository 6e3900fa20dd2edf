package io.pricewright.gateway.http.body;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request, at most {@link #MOST}; unknown fields come last. */
final class Errors {
  static final int MOST = 100;

  private final List<FieldError> found = new ArrayList<>();
  private final List<FieldError> unknown = new ArrayList<>();

  void add(FieldError error) {
    if (found.size() < MOST) {
      found.add(error);
    }
  }

  void unknown(String pointer) {
    if (unknown.size() < MOST) {
      unknown.add(
          new FieldError(
              pointer, "unknown_field", "There is no such field. Remove it, or correct its name."));
    }
  }

  List<FieldError> found() {
    return found;
  }

  boolean none() {
    return found.isEmpty();
  }

  /** Refuses the request if anything was wrong with it. */
  void done() {
    unknown.forEach(this::add);
    unknown.clear();
    if (!found.isEmpty()) {
      throw new ProblemException(Problem.InvalidRequest.of(found));
    }
  }
}
