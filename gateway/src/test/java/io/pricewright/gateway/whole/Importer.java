package io.pricewright.gateway.whole;

import io.pricewright.gateway.cli.Commands;
import io.pricewright.gateway.testing.Scene;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Runs the import command as a person would, and reads the line it ends with. */
final class Importer {
  private static final Pattern TOTALS =
      Pattern.compile(
          "([0-9,]+) accepted, ([0-9,]+) parked, ([0-9,]+) unmatched, ([0-9,]+) duplicate,"
              + " ([0-9,]+) conflict, ([0-9,]+) failed");

  private Importer() {}

  /** How an import ended: its exit code, and the counts it said. */
  record Ended(
      int exit,
      long accepted,
      long parked,
      long unmatched,
      long duplicate,
      long conflict,
      long failed) {
    Ended plus(Ended o) {
      return new Ended(
          Math.max(exit, o.exit),
          accepted + o.accepted,
          parked + o.parked,
          unmatched + o.unmatched,
          duplicate + o.duplicate,
          conflict + o.conflict,
          failed + o.failed);
    }
  }

  static final Ended NOTHING = new Ended(0, 0, 0, 0, 0, 0, 0);

  static Ended run(Scene scene, Trace.Part part) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new Commands())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "import",
                part.file().toString(),
                "--event=llm.call",
                "--customer=" + part.customer(),
                "--time=TIMESTAMP",
                "--map=ContextTokens=input_tokens,GeneratedTokens=output_tokens",
                "--url=" + scene.api.url(),
                "--api-key=" + scene.api.key());
    Matcher said = TOTALS.matcher(out.toString());
    if (!said.find()) {
      throw new AssertionError("the import said no totals: " + out + err);
    }
    return new Ended(
        exit,
        number(said, 1),
        number(said, 2),
        number(said, 3),
        number(said, 4),
        number(said, 5),
        number(said, 6));
  }

  /** Imports all files, one after the other. */
  static Ended run(Scene scene, Trace trace) {
    Ended all = NOTHING;
    for (Trace.Part part : trace.parts()) {
      all = all.plus(run(scene, part));
    }
    return all;
  }

  private static long number(Matcher said, int group) {
    return Long.parseLong(said.group(group).replace(",", ""));
  }
}
