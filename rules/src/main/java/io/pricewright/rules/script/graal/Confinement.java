package io.pricewright.rules.script.graal;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The first layer: a context with every permission denied and the language cut down. The policy
 * stays TRUSTED because CONSTRAINED refuses the options that bound strings and arrays; {@link
 * #checkPermissions} builds the same permissions under CONSTRAINED, which validates them.
 */
final class Confinement {
  static final Map<String, String> ACCEPTED_BY_CONSTRAINED =
      Map.of(
          "js.strict", "true",
          "js.allow-eval", "false",
          "js.load", "false",
          "js.print", "false",
          "js.console", "false",
          "js.graal-builtin", "false",
          "js.locale", "en-US");
  private static final Map<String, String> STRICTER =
      Map.of(
          "js.polyglot-builtin", "false",
          "js.bigint", "false",
          "js.atomics", "false",
          "js.shared-array-buffer", "false",
          "js.intl-402", "false",
          "js.regexp-static-result", "false",
          "js.annex-b", "false",
          "js.timezone", "UTC",
          "js.stack-trace-limit", "5",
          "js.max-apply-argument-length", "10000");

  private Confinement() {}

  static Engine engine() {
    return quiet().build();
  }

  /** Makes an engine that only interprets: what runs in it asks nothing of the compiler. */
  static Engine interpreting() {
    try {
      return quiet().option("engine.Compilation", "false").build();
    } catch (IllegalArgumentException e) {
      // A runtime without a compiler does not know the option.
      return engine();
    }
  }

  private static Engine.Builder quiet() {
    return Engine.newBuilder("js")
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .option("engine.WarnInterpreterOnly", "false")
        .allowExperimentalOptions(true);
  }

  static Context context(Engine engine, int stringChars) {
    return denied(Context.newBuilder("js").engine(engine))
        .allowExperimentalOptions(true)
        .options(ACCEPTED_BY_CONSTRAINED)
        .options(STRICTER)
        .option("js.string-length-limit", Integer.toString(stringChars))
        .option("js.max-typed-array-length", Integer.toString(stringChars))
        .build();
  }

  /** Fails when a permission of {@link #context} is one that SandboxPolicy.CONSTRAINED refuses. */
  static void checkPermissions() {
    denied(Context.newBuilder("js").sandbox(SandboxPolicy.CONSTRAINED))
        .options(ACCEPTED_BY_CONSTRAINED)
        .build()
        .close();
  }

  private static Context.Builder denied(Context.Builder builder) {
    return builder
        .allowHostAccess(HostAccess.CONSTRAINED)
        .allowIO(IOAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowNativeAccess(false)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowHostClassLoading(false)
        .in(InputStream.nullInputStream())
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream());
  }
}
