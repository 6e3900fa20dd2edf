package io.pricewright.gateway.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.gateway.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class ServerOptionsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  @Test
  void key_isTheGivenOne_elseTheFirstKey_elseSaysWhatWasTried() throws IOException {
    Path file = folder.resolve("api-key");
    assertThat(ServerOptions.key(" pw_given\n", file)).isEqualTo("pw_given");
    assertThatThrownBy(() -> ServerOptions.key(null, file))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("--api-key")
        .hasMessageContaining("PRICEWRIGHT_API_KEY")
        .hasMessageContaining(file.toString());
    Files.writeString(file, "pw_first\n");
    assertThat(ServerOptions.key(null, file)).isEqualTo("pw_first");
    assertThat(ServerOptions.key("", file)).isEqualTo("pw_first");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> ServerOptions.key(null, file)).isInstanceOf(CliException.class);
  }

  @Test
  void commands_allSayTheSameOfServerAndKey() {
    Set<String> said = new HashSet<>();
    List<String> having = new ArrayList<>();
    tell(new CommandLine(new Commands()), having, said);
    assertThat(having).contains("check", "import", "push", "apply");
    assertThat(said).hasSize(2);
  }

  private static void tell(CommandLine line, List<String> having, Set<String> said) {
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (option.longestName().equals("--api-key") || option.longestName().equals("--server")) {
        having.add(line.getCommandName());
        said.add(
            String.join(" ", option.names())
                + " "
                + String.join(" ", option.description())
                + option.defaultValue());
      }
    }
    line.getSubcommands().values().forEach(sub -> tell(sub, having, said));
  }
}
