package io.pricewright.gateway.http;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What problems a route may answer, by status. */
final class ProblemKinds {
  /** A problem of every code there is. */
  static final List<Problem> ALL =
      List.of(
          Problem.InvalidRequest.at("/name", "required", "Give 'name'."),
          new Problem.MalformedBody("The body is no JSON: unexpected end of input."),
          new Problem.BodyTooLarge(
              "The body is above 33554432 bytes. Send several smaller requests."),
          new Problem.BodyTooSlow(
              "The body did not arrive within 60 s. Send several smaller requests."),
          new Problem.Unauthenticated("Send an API key in the header x-api-key."),
          new Problem.PermissionDenied(
              "The API key lacks the scope 'billing:write'. Use a key that has it."),
          new Problem.NotFound("There is nothing of that id."),
          new Problem.NotRatedYet("The event waits to be rated. Ask again."),
          new Problem.AlreadyExists("There is one of that name. Choose another."),
          new Problem.EventConflict(
              "req-7f3a", "The event id 'req-7f3a' was used with another body."),
          new Problem.NotBilledYet(
              true, "What is due for the customer is held. Mend the cause, and release it."),
          new Problem.NotBilledYet(
              false, "More than 24 invoices are still to be made. Try again in a moment."),
          new Problem.InvalidOperation("It is archived. Make a new one."),
          new Problem.IdempotencyConflict(
              true, "The first request of this Idempotency-Key still runs. Try again."),
          new Problem.IdempotencyConflict(
              false, "The idempotency key was used with another request. Use a new one."),
          new Problem.InvalidScript(
              "The script cannot be used; errors says where.",
              List.of(new FieldError("/source/1/1", "syntax", "Unexpected token."))),
          new Problem.GateFailed(
              "The script did not pass the gate.",
              List.of(new FieldError("/tests/0", "test_failed", "Expected 1, got 2."))),
          new Problem.Unavailable("There is no room right now. Send it again.", 1));

  private ProblemKinds() {}

  /** Returns the problems of a route, by status. */
  static Map<Integer, List<Problem>> of(Route route) {
    List<Class<? extends Problem>> kinds = new ArrayList<>(route.about().fails());
    kinds.add(Problem.Unavailable.class);
    kinds.add(Problem.BodyTooLarge.class); // The door reads what is sent, asked for or not.
    if (route.scope() != null) {
      kinds.add(Problem.Unauthenticated.class);
      kinds.add(Problem.PermissionDenied.class);
    }
    if (route.request() != null) {
      kinds.addAll(
          List.of(
              Problem.InvalidRequest.class,
              Problem.MalformedBody.class,
              Problem.BodyTooSlow.class));
    }
    if (!route.query().parameters().isEmpty()) {
      kinds.add(Problem.InvalidRequest.class);
    }
    if (route.path().indexOf('{') >= 0) {
      kinds.add(Problem.NotFound.class);
    }
    if (route.endpoint().mindsKeys()) {
      kinds.add(Problem.IdempotencyConflict.class);
    }
    Map<Integer, List<Problem>> byStatus = new TreeMap<>();
    for (Problem problem : ALL) {
      if (kinds.contains(problem.getClass())) {
        byStatus
            .computeIfAbsent(ProblemAnswers.status(problem), status -> new ArrayList<>())
            .add(problem);
      }
    }
    return byStatus;
  }
}
