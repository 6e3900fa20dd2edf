package io.pricewright.gateway.cli.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Imports a list twice, and is told what changed. */
final class ImportPricesTest {
  @TempDir private Path folder;

  private record Ended(int code, String said) {}

  private Ended run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code = new CommandLine(new Commands()).setOut(out).setErr(out).execute(arguments);
    return new Ended(code, said.toString());
  }

  private Ended imported(String list, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("list.json"), list);
    String out = folder.resolve("params.json").toString();
    String[] all = new String[5 + more.length];
    System.arraycopy(
        new String[] {"prices", "import", file.toString(), "--out", out}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return run(all);
  }

  @Test
  void aList_importedAgain_saysWhatIsNewChangedAndGone() throws IOException {
    Ended first =
        imported(
            """
            {"old":{"litellm_provider":"acme","input_cost_per_token":1e-06},
             "same":{"litellm_provider":"acme","input_cost_per_token":3e-06},
             "moved":{"litellm_provider":"acme","input_cost_per_token":2.5e-06,"output_cost_per_token":1e-05}}\
            """);
    assertThat(first.code()).as(first.said()).isZero();
    assertThat(first.said()).startsWith("3 models: 3 new, 0 changed, 0 gone; parameters in ");
    String second =
        """
        {"fresh":{"litellm_provider":"acme","input_cost_per_token":4e-06},
         "same":{"litellm_provider":"acme","input_cost_per_token":3e-06},
         "moved":{"litellm_provider":"acme","input_cost_per_token":2e-06,"cache_read_input_token_cost":5e-07}}\
        """;
    assertThat(imported(second, "--dry-run").said()).contains("nothing is written");
    Ended changed = imported(second);
    assertThat(changed.said().lines())
        .contains(
            "+ fresh: input_price 4",
            "~ moved: cached_input_price none -> 0.5, input_price 2.5 -> 2, output_price 10 ->"
                + " none",
            "- old");
    assertThat(changed.said()).contains("3 models: 1 new, 1 changed, 1 gone");
    assertThat(imported(second).said()).startsWith("3 models: 0 new, 0 changed, 0 gone");
    assertThat(Files.readString(folder.resolve("params.json"))).contains("\"input_price\":\"2\"");
  }

  @Test
  void aList_thatCannotBeUsed_isRefusedInWords() throws IOException {
    assertThat(imported("no json").said()).contains("cannot be read as JSON");
    assertThat(imported("{\"m\":1}").said()).contains("/m is not an object");
    String two =
        "[{\"id\":\"a\",\"models\":[{\"id\":\"m\",\"prices\":{\"input_mtok\":1}}]},"
            + "{\"id\":\"b\",\"models\":[{\"id\":\"m\",\"prices\":{\"input_mtok\":2}}]}]";
    Ended both = imported(two);
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.said()).contains("Several providers offer 'm'", "Providers: a, b.");
    assertThat(imported(two, "--provider", "b").said()).startsWith("1 models: 1 new");
    assertThat(imported(two, "--provider", "c").said()).contains("Its providers: a, b.");
  }
}
