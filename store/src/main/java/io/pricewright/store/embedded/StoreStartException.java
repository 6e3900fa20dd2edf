package io.pricewright.store.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An embedded store cannot start; the message is one line that says what is wrong and what to do.
 */
public final class StoreStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception; {@code message} is shown to the person at the terminal as it is. */
  public StoreStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  StoreStartException(String message) {
    this(message, null);
  }
}
