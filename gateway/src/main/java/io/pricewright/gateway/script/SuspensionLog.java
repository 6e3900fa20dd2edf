package io.pricewright.gateway.script;

import io.pricewright.rules.script.ScriptVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log which script versions are suspended. */
public final class SuspensionLog {
  private static final Logger LOG = LoggerFactory.getLogger(SuspensionLog.class);

  private SuspensionLog() {}

  /** Notes a suspension; never the source. */
  public static void suspended(ScriptVersion version, String reason) {
    LOG.warn(
        "script version {} ({}) is suspended for ten minutes, as it was stopped again and again"
            + " within a minute; last: {}",
        version.id(),
        version.label(),
        reason);
  }
}
