package io.pricewright.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JooqDriftIT {
  @TempDir Path fresh;

  @Test
  void committedTables_afterAllMigrations_areWhatTheGeneratorWrites() throws Exception {
    GenerateJooq.into(fresh);
    Map<String, String> generated = sources(fresh);
    assertThat(generated).containsKey("io/pricewright/store/jooq/Tables.java");
    assertThat(sources(Path.of("src/main/jooq")))
        .as("a migration changed the tables: run ./pricewright generate and commit src/main/jooq")
        .isEqualTo(generated);
  }

  private static Map<String, String> sources(Path root) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
