package io.pricewright.gateway.cli;

/** Says why an import cannot begin or go on, and what to do; the message is for the person. */
final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    super(message, null, false, false);
  }
}
