package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.ScriptOutcome;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Turns what stopped a run into the outcome of the input it stopped at. */
final class FailureReader {
  private static final int MAX_DETAIL = 500;
  private final Realm realm;
  private final CompiledScript script;
  private final Watchdog.Watch watch;

  FailureReader(Realm realm, CompiledScript script, Watchdog.Watch watch) {
    this.realm = realm;
    this.script = script;
    this.watch = watch;
  }

  void note(PolyglotException e, BatchCall batch) {
    String verdict = watch.verdict();
    if (verdict != null || e.isCancelled() || e.isInterrupted()) {
      realm.abandon();
      ScriptOutcome.Failed stopped =
          ScriptOutcome.Failed.stopped(verdict == null ? "cancelled" : verdict);
      timeout(batch, stopped.detail());
    } else if (e.isInternalError() || e.isHostException()) {
      realm.abandon();
      batch.fail(
          "script_error",
          cut(position(e) + "the engine cannot do this: make it smaller (" + e.getMessage() + ")"));
    } else if (realm.exhausted()) {
      timeout(batch, ScriptOutcome.Failed.exhausted(position(e)).detail());
    } else {
      batch.fail("script_error", cut(position(e) + e.getMessage()));
      if (e.isResourceExhausted()) {
        realm.abandon();
      }
    }
  }

  private static void timeout(BatchCall batch, String detail) {
    batch.fail("script_timeout", cut(detail));
    batch.failRest(
        "script_timeout", "not tried: an evaluation before it in the same call timed out");
  }

  private String position(PolyglotException e) {
    int offset = authorOffset(e);
    return offset < 0 ? "" : script.position(offset) + ": ";
  }

  private static int authorOffset(PolyglotException e) {
    int inError = offsetOf(e.getSourceLocation());
    if (inError >= 0) {
      return inError;
    }
    for (StackFrame frame : e.getPolyglotStackTrace()) {
      int offset = offsetOf(frame.getSourceLocation());
      if (offset >= 0) {
        return offset;
      }
    }
    return -1;
  }

  private static int offsetOf(@Nullable SourceSection section) {
    boolean authors =
        section != null
            && section.hasCharIndex()
            && section.getSource().getName().equals(CompiledScript.NAME);
    return authors && section != null ? section.getCharIndex() : -1;
  }

  private static String cut(String detail) {
    return detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
  }
}
