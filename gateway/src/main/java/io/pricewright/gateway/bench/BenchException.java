package io.pricewright.gateway.bench;

/** Says why a measurement cannot be made; the message is for the person. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message, null, false, false);
  }
}
