package io.pricewright.gateway.cli.script;

/** What the user has to know and do; printed without a stack trace. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that says this. */
  public CliException(String message) {
    super(message, null, false, false);
  }
}
