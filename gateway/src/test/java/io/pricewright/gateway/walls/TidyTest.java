package io.pricewright.gateway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TidyTest {
  @Test
  void house_everyFile_isTidy() throws IOException {
    Path root = root();
    List<String> complaints = new ArrayList<>();
    for (String path : tracked(root)) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        complaints.addAll(Tidy.complaints(path, text));
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void house_everyPackage_saysWhatItIs() throws IOException {
    assertThat(Tidy.withoutPackageInfo(tracked(root()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "common/A.java | class A {}",
        "notes.txt | text",
        "rules/src/main/java/MoneyUtil.java | class MoneyUtil {}",
        "rules/src/main/java/MoneyHelper.java | class MoneyHelper {}",
        "rules/src/main/java/PriceService.java | class PriceService {}",
        "rules/src/main/java/PriceManager.java | class PriceManager {}",
        "rules/src/main/java/PriceImpl.java | class PriceImpl {}",
        "store/src/main/java/A.java | String a = \"select now()\";",
        "store/src/main/java/A.java | String a = \"\"\"select current_timestamp\"\"\";",
        "store/src/main/resources/V1.sql | create table a (b timestamptz default now());",
        "store/src/main/java/A.java | String a = \"select set_config('a', $1, false)\";",
        "store/src/main/resources/V1.sql | select set_config('a', cast(1 as text), FALSE)",
      })
  void untidyFile_eachKind_isCaught(String path, String text) {
    assertThat(Tidy.complaints(path, text)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rules/src/main/java/Clock.java | Instant a = clock.now();",
        "store/src/main/java/A.java | String a = \"select set_config('a', $1, true), false\";",
        "store/src/main/resources/V1.sql | -- never now()",
        ".ci/run | run",
        "sdk/README.md | how to",
      })
  void tidyFile_thatLooksUntidy_isLeftAlone(String path, String text) {
    assertThat(Tidy.complaints(path, text)).isEmpty();
  }

  @Test
  void untidyFile_leftOpenOrLong_isCaught() {
    String open = "// TO" + "DO later";
    assertThat(Tidy.complaints("rules/README.md", open)).hasSize(1);
    assertThat(Tidy.complaints("rules/README.md", "// FIX" + "ME")).hasSize(1);
    longest("rules/README.md", Tidy.MAX_LINES);
    longest("rules/src/main/java/Money.java", Tidy.MAX_LINES);
    longest("rules/src/test/java/MoneyTest.java", Tidy.MAX_LINES_OF_TESTS);
    longest("gateway/src/main/java/MeterRoutes.java", Tidy.MAX_LINES_OF_ROUTES);
  }

  private static void longest(String path, int lines) {
    assertThat(Tidy.complaints(path, "x\n".repeat(lines))).isEmpty();
    assertThat(Tidy.complaints(path, "x\n".repeat(lines + 1))).hasSize(1);
  }

  @Test
  void house_everyMethod_isReadInOneLook() throws IOException {
    Path root = root();
    List<Path> shipped =
        tracked(root).stream()
            .filter(path -> path.contains("/src/main/java/") && path.endsWith(".java"))
            .map(root::resolve)
            .filter(Files::isRegularFile)
            .toList();
    assertThat(shipped).hasSizeGreaterThan(500);
    assertThat(Methods.longerThan(Methods.MAX_LINES, shipped)).isEmpty();
  }

  @Test
  void method_thatIsLong_isCaught(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Long.java");
    String line = "    int i%d = 0;\n";
    StringBuilder body = new StringBuilder("class Long {\n  void fits() {\n");
    IntStream.range(0, Methods.MAX_LINES - 2).forEach(i -> body.append(line.formatted(i)));
    body.append("  }\n\n  void much() {\n");
    IntStream.range(0, Methods.MAX_LINES - 1).forEach(i -> body.append(line.formatted(i)));
    Files.writeString(file, body.append("  }\n}\n"));
    assertThat(Methods.longerThan(Methods.MAX_LINES, List.of(file)))
        .singleElement()
        .asString()
        .contains("Long.java: much");
  }

  @Test
  void package_withoutInfo_isCaught() {
    assertThat(Tidy.withoutPackageInfo(List.of("a/B.java", "c/D.java", "c/package-info.java")))
        .containsExactly("a/");
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("pricewright"))) {
      folder = java.util.Objects.requireNonNull(folder.getParent(), "no launcher above the tests");
    }
    return folder;
  }

  private static List<String> tracked(Path root) throws IOException {
    Process git =
        new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "-z")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(names).as("git ls-files in %s: run the tests in a clone", root).isNotEmpty();
    return List.of(names.split("\0", -1));
  }
}
