package io.pricewright.gateway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a stranger asks is answered in three hops: the README, a section of a module's, a file. And
 * the README's map names packages that are there.
 */
final class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern WALK =
      Pattern.compile("\\| ([^|]+) \\| `([^`]+\\.md)` \"([^\"]+)\" \\| `([^`]+)` \\|");
  private static final Pattern MODULE = Pattern.compile("`([a-z-]+)/`((?:,? `[a-z.]+`)+)");
  private static final Pattern PACKAGE = Pattern.compile("`([a-z.]+)`");

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  @Test
  void tenWalks_endAtFilesThatAreThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    Matcher walks = WALK.matcher(text("README.md"));
    int count = 0;
    while (walks.find()) {
      count++;
      String question = walks.group(1);
      if (!text(walks.group(2)).contains("\n## " + walks.group(3) + "\n")) {
        wrong.add(question + ": no such section in " + walks.group(2));
      }
      if (!Files.exists(ROOT.resolve(walks.group(4)))) {
        wrong.add(question + ": no file " + walks.group(4));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThanOrEqualTo(10);
  }

  @Test
  void map_namesPackagesThatAreThere() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher modules = MODULE.matcher(text("README.md"));
    int count = 0;
    while (modules.find()) {
      Matcher packages = PACKAGE.matcher(modules.group(2));
      while (packages.find()) {
        count++;
        String named = packages.group(1);
        if (!named.endsWith(".ts") && !isPackage(modules.group(1), named)) {
          missing.add(modules.group(1) + "/ " + named);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(count).isGreaterThan(20);
  }

  private static boolean isPackage(String module, String name) {
    Path sources = ROOT.resolve(module).resolve("src/main/java/io/pricewright").resolve(module);
    return Files.exists(sources.resolve(name.replace('.', '/')).resolve("package-info.java"));
  }
}
