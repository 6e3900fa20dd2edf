package io.pricewright.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQL is built on the generated tables; what is a text is here by name, and says why. */
final class StatementsTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** All classes that hold SQL as text; each has a line that begins with "Text:". */
  private static final List<String> TEXTS =
      List.of(
          "access/Tenants",
          "customer/Families",
          "database/Database",
          "database/Pulse",
          "embedded/EmbeddedPostgres",
          "event/EventHistory",
          "gate/Epochs",
          "migration/Migrations");

  private static final Pattern TEXT =
      Pattern.compile("\"\\s*(?:select|insert into|update|delete from|with|copy|set local) ");

  /** What builds a statement: a constant, or one of the everyday ones of an entity. */
  private static final Pattern BUILT =
      Pattern.compile(
          "Sql\\.statement\\(|\\.DSL_CONTEXT\\b|\\bTABLE\\s*\\.(?:add|addAll|put|find|one|list"
              + "|listAny|among|oldest|count|remove)\\(");

  @Test
  void texts_areFew_namedAndExplained() throws IOException {
    TreeMap<String, Integer> texts = new TreeMap<>();
    int built = 0;
    try (Stream<Path> all = Files.walk(SOURCES)) {
      for (Path path : all.filter(one -> one.toString().endsWith(".java")).toList()) {
        String source = Files.readString(path);
        String name =
            SOURCES
                .resolve("io/pricewright/store")
                .relativize(path)
                .toString()
                .replace(".java", "");
        int found = count(TEXT, source);
        built += count(BUILT, source);
        if (found > 0) {
          texts.merge(name, found, Integer::sum);
          assertThat(source).as("why %s holds SQL as text", name).contains("<p>Text: ");
        }
      }
    }
    int written = texts.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf("StatementsTest: %d built, %d texts %s%n", built, written, texts);
    assertThat(texts.keySet()).isEqualTo(new java.util.TreeSet<>(TEXTS));
    assertThat(built).as("of five statements four are built").isGreaterThanOrEqualTo(4 * written);
  }

  private static int count(Pattern pattern, String source) {
    return (int) pattern.matcher(source).results().count();
  }
}
