package io.pricewright.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A file that is exported again, grown: its range is taken back and imported anew. */
final class ImportReplaceIT {
  private final Scene scene = TestNode.shared().tenant();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(Path file, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "import",
                file.toString(),
                "--time",
                "t",
                "--map",
                "n=n",
                "--url",
                scene.api.url(),
                "--api-key",
                scene.api.key()));
    line.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Commands())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(line.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("hour.csv"), text);
  }

  @Test
  void range_exportedAgain_costsWhatTheLastFileSays() throws IOException {
    scene.sell("use", Terms.flat("1.5"));
    scene.subscriber("ann");
    String[] ann = {"--event", "use", "--customer", "ann"};
    // 3 + 6 = 9 at 1.5, and 4.5 of before the hour.
    Path first = file("t,n\n2026-01-02T10:00:00Z,3\n2026-01-02T10:30:00Z,6\n");
    assertThat(run(first, ann).code()).isZero();
    Path before = Files.writeString(folder.resolve("before.csv"), "t,n\n2026-01-02,3\n");
    assertThat(run(before, ann).code()).isZero();
    scene.settle().sums().are("18"); // (9 + 3) x 1.5
    String[] replace = {
      "--event",
      "use",
      "--customer",
      "ann",
      "--replace-from",
      "2026-01-02T10:00:00Z",
      "--replace-to",
      "1767351600", // 11:00
    };
    Path grown = file("t,n\n2026-01-02T10:00:00Z,3\n2026-01-02T10:30:00Z,7.5\n1767350700,1\n");
    Ended shown = run(grown, replace);
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.out())
        .contains("holds 2 events that cost 13.5 usd", "the file's 3 rows", "Nothing was changed");
    scene.settle().sums().are("18");
    List<String> yes = new ArrayList<>(List.of(replace));
    yes.add("--yes");
    Ended done = run(grown, yes.toArray(String[]::new));
    assertThat(done.err() + done.out()).contains("3 accepted");
    assertThat(done.code()).isZero();
    scene.settle().sums().are("21.75"); // (3 + 7.5 + 1 + 3) x 1.5
    // Once more: what was imported is taken back, and the sum is the same.
    assertThat(run(grown, yes.toArray(String[]::new)).code()).isZero();
    scene.settle().sums().are("21.75");
    Path outside = file("t,n\n2026-01-02T12:00:00Z,3\n");
    assertThat(run(outside, yes.toArray(String[]::new)).err()).contains("line 2", "is outside");
    scene.settle().sums().are("21.75");
    scene.isClean();
  }

  @Test
  void columns_sayWhoAndWhat() throws IOException {
    scene.sell("use", Terms.flat("2"));
    scene.subscriber("ann");
    scene.subscriber("bob");
    Path file = file("t,n,who,what\n1767348000,1,ann,use\n1767348000000,2,bob,use\n");
    Ended done = run(file, "--event-column", "what", "--customer-column", "who");
    assertThat(done.err()).doesNotContain("line");
    assertThat(done.code()).isZero();
    scene.settle().sumsOf("ann").are("2");
    scene.sumsOf("bob").are("4");
    assertThat(run(file, "--event-column", "what", "--customer-column", "who").out())
        .contains("2 duplicate");
    assertThat(run(file, "--event", "use", "--event-column", "what", "--customer", "ann").code())
        .isEqualTo(2);
    Path empty = file("t,n,who,what\n1767348000,1,,use\n");
    assertThat(run(empty, "--event-column", "what", "--customer-column", "who").err())
        .contains("line 2: the column 'who' is empty");
  }
}
