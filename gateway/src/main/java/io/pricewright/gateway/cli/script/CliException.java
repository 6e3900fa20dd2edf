package io.pricewright.gateway.cli.script;

/** What the user has to know and do; printed without a stack trace. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CliException(String message) {
    super(message, null, false, false);
  }
}
