package io.pricewright.gateway.http;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is to run, whatever it is: in earnest or as a rehearsal, and once for a key.
 *
 * @param dryRun whether it is rolled back after it answered
 * @param idempotencyKey the caller's own, or null
 */
record Parameters(boolean dryRun, @Nullable String idempotencyKey) {
  static final String DRY_RUN = "dry_run";

  private static final int MAX_KEY = 255;

  /** Reads them. Fails with {@code InvalidRequest} and {@code MalformedBody}. */
  static Parameters of(Request request) {
    return new Parameters(dryRun(request), key(request.header("Idempotency-Key")));
  }

  private static boolean dryRun(Request request) {
    String asked = request.query(DRY_RUN);
    if (asked == null || asked.equals("false")) {
      return false;
    }
    if (!asked.equals("true")) {
      throw refused("wrong_type", "Give true or false.");
    }
    return true;
  }

  /** Refuses a rehearsal that is neither asked for nor not. */
  static Request checked(Request request) {
    var _ = dryRun(request);
    return request;
  }

  /** Refuses a rehearsal where there is none: it would be the real thing. */
  static Request notRehearsed(Request request) {
    if (dryRun(request)) {
      throw refused("not_supported", "This operation cannot be rehearsed. Leave it out.");
    }
    return request;
  }

  private static ProblemException refused(String code, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "The query parameter '%s' cannot be used.".formatted(DRY_RUN),
            List.of(new FieldError("/query/" + DRY_RUN, code, detail))));
  }

  private static @Nullable String key(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String bare = header.strip();
    if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (bare.isEmpty() || bare.length() > MAX_KEY) {
      throw new ProblemException(
          new Problem.MalformedBody(
              "The header Idempotency-Key has 1 to %d characters.".formatted(MAX_KEY)));
    }
    return bare;
  }
}
