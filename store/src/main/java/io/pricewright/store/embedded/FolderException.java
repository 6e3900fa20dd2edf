package io.pricewright.store.embedded;

/** Says why the data folder cannot be used, and what to do, in one line. */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FolderException(String message) {
    super(message);
  }
}
