package io.pricewright.gateway.http;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import java.util.List;
import java.util.Map;

/** Turns problems into RFC 9457 answers. */
final class ProblemAnswers {
  private static final String TYPE = "https://pricewright.io/problems/";
  static final String MEDIA_TYPE = "application/problem+json";

  /** Codes of what never reaches an endpoint. */
  static final List<String> OUTSIDE =
      List.of(
          "method_not_allowed",
          "malformed_request",
          "uri_too_long",
          "headers_too_large",
          "internal_error");

  private ProblemAnswers() {}

  static Answer of(Problem problem, String requestId) {
    Answer answer =
        make(
            status(problem),
            problem.code(),
            title(problem),
            problem.detail(),
            errors(problem),
            requestId);
    return switch (problem) {
      case Problem.Unavailable busy ->
          with(answer, "Retry-After", Integer.toString(busy.retryAfterSeconds()));
      case Problem.Unauthenticated ignored -> with(answer, "WWW-Authenticate", "Bearer");
      default -> answer;
    };
  }

  static Answer noSuchRoute(String requestId) {
    return make(
        404,
        "not_found",
        "Not found",
        "There is no such route. /openapi.json lists all.",
        List.of(),
        requestId);
  }

  static Answer wrongMethod(String requestId) {
    return make(
        405,
        "method_not_allowed",
        "Method not allowed",
        "The route does not take this method. /openapi.json lists all.",
        List.of(),
        requestId);
  }

  static Answer badRequest(String requestId) {
    return make(
        400,
        "malformed_request",
        "Malformed request",
        "The request line or a header cannot be read.",
        List.of(),
        requestId);
  }

  /** What is so long that it was not read: a path with its query, or headers. */
  static Answer tooLong(boolean path, String requestId) {
    return path
        ? make(
            414,
            "uri_too_long",
            "URI too long",
            "The path and its query are too long. Send long lists in a body.",
            List.of(),
            requestId)
        : make(
            431,
            "headers_too_large",
            "Headers too large",
            "The headers are above 32 kB. Send fewer or shorter ones.",
            List.of(),
            requestId);
  }

  static Answer fault(String requestId) {
    return make(
        500,
        "internal_error",
        "Internal error",
        "The server failed. Tell its operator the request_id.",
        List.of(),
        requestId);
  }

  static int status(Problem problem) {
    return switch (problem) {
      case Problem.InvalidRequest ignored -> 400;
      case Problem.MalformedBody ignored -> 400;
      case Problem.InvalidOperation ignored -> 400;
      case Problem.InvalidScript ignored -> 400;
      case Problem.GateFailed ignored -> 422;
      case Problem.Unauthenticated ignored -> 401;
      case Problem.PermissionDenied ignored -> 403;
      case Problem.NotFound ignored -> 404;
      case Problem.NotRatedYet ignored -> 404;
      case Problem.AlreadyExists ignored -> 409;
      case Problem.EventConflict ignored -> 409;
      case Problem.NotBilledYet ignored -> 409;
      case Problem.IdempotencyConflict conflict -> conflict.stillRunning() ? 409 : 422;
      case Problem.BodyTooLarge ignored -> 413;
      case Problem.BodyTooSlow ignored -> 408;
      case Problem.Unavailable ignored -> 503;
    };
  }

  private static String title(Problem problem) {
    return switch (problem) {
      case Problem.InvalidRequest ignored -> "Invalid request";
      case Problem.MalformedBody ignored -> "Malformed body";
      case Problem.InvalidOperation ignored -> "Not possible now";
      case Problem.InvalidScript ignored -> "Invalid script";
      case Problem.GateFailed ignored -> "The script did not pass the gate";
      case Problem.Unauthenticated ignored -> "Not authenticated";
      case Problem.PermissionDenied ignored -> "Permission denied";
      case Problem.NotFound ignored -> "Not found";
      case Problem.NotRatedYet ignored -> "Not rated yet";
      case Problem.AlreadyExists ignored -> "Already exists";
      case Problem.EventConflict ignored -> "Event id used with another body";
      case Problem.NotBilledYet ignored -> "Not billed yet";
      case Problem.IdempotencyConflict ignored -> "Idempotency key conflict";
      case Problem.BodyTooLarge ignored -> "Body too large";
      case Problem.BodyTooSlow ignored -> "Body too slow";
      case Problem.Unavailable ignored -> "Unavailable";
    };
  }

  private static List<FieldError> errors(Problem problem) {
    return switch (problem) {
      case Problem.InvalidRequest invalid -> invalid.errors();
      case Problem.InvalidScript invalid -> invalid.errors();
      case Problem.GateFailed failed -> failed.errors();
      case Problem.NotFound missing -> missing.errors();
      default -> List.of();
    };
  }

  private static Answer make(
      int status,
      String code,
      String title,
      String detail,
      List<FieldError> errors,
      String requestId) {
    List<ProblemBody.Wrong> wrong =
        errors.stream()
            .map(error -> new ProblemBody.Wrong(error.pointer(), error.code(), error.detail()))
            .toList();
    ProblemBody body = new ProblemBody(TYPE + code, title, status, detail, code, wrong, requestId);
    return Answer.text(status, MEDIA_TYPE, ProblemBody.BODY.json(body).text());
  }

  private static Answer with(Answer answer, String header, String value) {
    return new Answer(answer.status(), answer.contentType(), answer.body(), Map.of(header, value));
  }
}
