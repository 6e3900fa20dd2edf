package io.pricewright.rulescripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptOutcome.Priced;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the authors' types with the TypeScript compiler. Needs Node.js, npm and its cache. */
@Timeout(240)
final class TypesTest {
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path FOLDER = Path.of("target", "types");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER.resolve("scripts"));
    for (String file : List.of("package.json", "package-lock.json", "tsconfig.json")) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/typescript/package.json"))) {
      Ended ended = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      assertThat(ended.code()).as("npm ci: " + ended.said()).isZero();
    }
  }

  @Test
  void scripts_thatShip_areWellTyped() throws IOException, InterruptedException {
    List<String> sources = new ArrayList<>();
    BuiltInScripts.all().forEach(script -> sources.add(script.source()));
    assertThat(check(sources)).isEqualTo(new Ended(0, ""));
  }

  @Test
  void mistakes_ofAuthors_areAllRefused() throws IOException, InterruptedException {
    String source = Files.readString(SOURCES.resolve("refused.js"));
    Ended ended = check(List.of(source));
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String place = "script0.js(" + (i + 1) + ",";
      boolean refused = lines.get(i).contains("// refused: ");
      assertThat(ended.said().contains(place)).as(lines.get(i)).isEqualTo(refused);
    }
  }

  @Test
  void members_declared_areThereForScripts() {
    String types = BuiltInScripts.types();
    String missing =
        missing(types, "interface ReadonlyArray<", "[]")
            + missing(types, "interface Array<", "[]")
            + missing(types, "interface String ", "''")
            + missing(types, "declare class Decimal ", "new Decimal(0)")
            + missing(types, "declare const Object: ", "Object")
            + missing(types, "declare const tiers: ", "tiers")
            + missing(types, "interface Map<", "new Map()")
            + missing(types, "interface Set<", "new Set()");
    assertThat(missing).isEmpty();
  }

  private static String missing(String types, String declaration, String value) {
    int from = types.indexOf(declaration);
    String body = types.substring(from, types.indexOf("\n}", from));
    List<String> names =
        Pattern.compile("^  (?:readonly )?(\\w+)(?:<[^>]*>)?[(:]", Pattern.MULTILINE)
            .matcher(body)
            .results()
            .map(found -> "'" + found.group(1) + "'")
            .filter(name -> !name.equals("'constructor'"))
            .toList();
    assertThat(names).as(declaration).isNotEmpty();
    String source =
        """
        export function price() {
          const value = %s;
          return [%s].filter(name => value[name] === undefined).map(label => ({label, amount: '1'}));
        }
        """
            .formatted(value, String.join(",", names));
    try (GraalScriptEngine engine = ScriptRuns.engine()) {
      var outcome =
          ScriptRuns.runSource(
                  engine, source, List.of(new ScriptInput("{\"quantity\":\"1\"}", "{}", "{}")))
              .getFirst();
      assertThat(outcome).as(declaration).isInstanceOf(Priced.class);
      var lines = ((Priced) outcome).lines();
      return lines.isEmpty() ? "" : declaration + lines;
    }
  }

  private static Ended check(List<String> sources) throws IOException, InterruptedException {
    Path scripts = FOLDER.resolve("scripts");
    try (var old = Files.list(scripts)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    Files.writeString(scripts.resolve("pricing.d.ts"), BuiltInScripts.types());
    for (int i = 0; i < sources.size(); i++) {
      Files.writeString(scripts.resolve("script" + i + ".js"), sources.get(i));
    }
    return run("node", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
  }

  private record Ended(int code, String said) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " does not end");
    }
    return new Ended(process.exitValue(), said.strip());
  }
}
