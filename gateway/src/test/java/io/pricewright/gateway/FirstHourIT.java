package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's first hour, run as it is written there. */
final class FirstHourIT {
  private static String written() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String hour = readme.substring(readme.indexOf("## The first hour"));
    String block = hour.substring(hour.indexOf("```sh\n") + "```sh\n".length());
    return block.substring(0, block.indexOf("```\n"));
  }

  @Test
  void lines_ofTheReadme_runAsWritten() throws Exception {
    assumeThat(List.of("/usr/bin/curl", "/bin/bash"))
        .allMatch(file -> Files.isExecutable(Path.of(file)));
    Scene scene = TestNode.shared().tenant("development");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", written())
            .redirectErrorStream(true);
    builder.environment().put("URL", TestNode.shared().url());
    builder.environment().put("KEY", scene.api.key());
    Process run = builder.start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(said).isZero();
    List<String> answers = said.lines().filter(line -> !line.isBlank()).toList();
    assertThat(answers).as(said).hasSize(6);
    // 1,200 tokens at 0.01 are 12, at 0.015 they are 18.
    assertThat(answers.get(2)).contains("\"status\":\"accepted\"", "\"amount\":\"12\"");
    assertThat(answers.get(3)).contains("\"script\":\"flat@1\"");
    assertThat(answers.get(4)).contains("\"total\":\"12\"", "\"total\":\"18\"");
    assertThat(answers.get(5)).contains("\"amount\":\"0.015\"");
    assertThat(scene.booked("first")).isEqualTo("12");
  }
}
