package io.pricewright.rules.rerating;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Where durable work stands. */
public enum TaskStatus implements Coded {
  /** Waits for its turn, or to be tried again. */
  PENDING,
  /** A node has it. */
  RUNNING,
  /** Over. */
  DONE,
  /** Given up. */
  FAILED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
