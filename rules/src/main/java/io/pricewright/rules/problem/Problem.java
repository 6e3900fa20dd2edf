package io.pricewright.rules.problem;

import java.util.List;

/**
 * Everything a caller can get wrong or run into. Each case has a stable code for programs and a
 * detail for people.
 */
public sealed interface Problem {
  /** Returns the stable code, snake_case. */
  String code();

  /** Returns what is wrong, where, and what to do. */
  String detail();

  /** A request with fields that cannot be used; holds all of them at once. */
  record InvalidRequest(String detail, List<FieldError> errors) implements Problem {
    public InvalidRequest {
      errors = List.copyOf(errors);
    }

    /** Refuses fields of a body, each for its own reason. */
    public static InvalidRequest of(List<FieldError> errors) {
      return new InvalidRequest(
          errors.size() == 1
              ? "One field cannot be used; errors says why."
              : "%d fields cannot be used; errors says why.".formatted(errors.size()),
          errors);
    }

    /**
     * Refuses one field.
     *
     * @param pointer where it is in the body (RFC 6901)
     */
    public static InvalidRequest at(String pointer, String code, String detail) {
      return of(List.of(new FieldError(pointer, code, detail)));
    }

    @Override
    public String code() {
      return "validation_error";
    }
  }

  /** A body that is not what its content type says, such as malformed JSON. */
  record MalformedBody(String detail) implements Problem {
    @Override
    public String code() {
      return "malformed_body";
    }
  }

  /** A body above the size limit. */
  record BodyTooLarge(String detail) implements Problem {
    @Override
    public String code() {
      return "body_too_large";
    }
  }

  /** A body that took too long to arrive. */
  record BodyTooSlow(String detail) implements Problem {
    @Override
    public String code() {
      return "body_too_slow";
    }
  }

  /** A missing, unknown, revoked or expired API key. */
  record Unauthenticated(String detail) implements Problem {
    @Override
    public String code() {
      return "unauthenticated";
    }
  }

  /** A key without the scope that the route asks for. */
  record PermissionDenied(String detail) implements Problem {
    @Override
    public String code() {
      return "permission_denied";
    }
  }

  /**
   * A row that is not there, or belongs to another tenant: both look the same. The errors name the
   * body's field that refers to it; without one it is the path that does.
   */
  record NotFound(String detail, List<FieldError> errors) implements Problem {
    public NotFound {
      errors = List.copyOf(errors);
    }

    /** A path that names nothing. */
    public NotFound(String detail) {
      this(detail, List.of());
    }

    @Override
    public String code() {
      return "not_found";
    }
  }

  /** An event whose receipt cannot exist yet, because it waits in the queue. */
  record NotRatedYet(String detail) implements Problem {
    @Override
    public String code() {
      return "not_rated_yet";
    }
  }

  /** A unique value that is taken. */
  record AlreadyExists(String detail) implements Problem {
    @Override
    public String code() {
      return "already_exists";
    }
  }

  /** An event id that was used with another body. */
  record EventConflict(String eventId, String detail) implements Problem {
    @Override
    public String code() {
      return "event_conflict";
    }
  }

  /** A request that is well formed but not possible in the present state. */
  record InvalidOperation(String detail) implements Problem {
    @Override
    public String code() {
      return "invalid_operation";
    }
  }

  /** A change of a customer whose invoices are held, or are far from being made up to now. */
  record NotBilledYet(boolean held, String detail) implements Problem {
    @Override
    public String code() {
      return held ? "billing_held" : "billing_catching_up";
    }
  }

  /** An Idempotency-Key that was used with another body, or whose first request still runs. */
  record IdempotencyConflict(boolean stillRunning, String detail) implements Problem {
    @Override
    public String code() {
      return stillRunning ? "idempotency_key_in_use" : "idempotency_key_reused";
    }
  }

  /** A script that does not compile or breaks the contract; positions are in the author's text. */
  record InvalidScript(String detail, List<FieldError> errors) implements Problem {
    public InvalidScript {
      errors = List.copyOf(errors);
    }

    @Override
    public String code() {
      return "invalid_script";
    }
  }

  /** A script that breaks its tests, its laws or what must hold of every script. */
  record GateFailed(String detail, List<FieldError> errors) implements Problem {
    public GateFailed {
      errors = List.copyOf(errors);
    }

    @Override
    public String code() {
      return "gate_failed";
    }
  }

  /**
   * A node that has no room or no store right now: nothing was written, or the outcome is unknown.
   */
  record Unavailable(String detail, int retryAfterSeconds) implements Problem {
    @Override
    public String code() {
      return "service_unavailable";
    }
  }
}
