package io.pricewright.gateway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WallsTest {
  private static final Walls HOUSE = new Walls("io.pricewright");
  private static final Walls BROKEN = new Walls("io.pricewright.gateway.walls.fixture");
  private static final ImportOption NO_TESTS =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");
  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("io.pricewright");
  private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(BROKEN.root());

  static Stream<String> rules() {
    return HOUSE.rules().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void house_everyRule_holds(String rule) {
    assertThat(failures(HOUSE, rule, MAIN)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void fixture_everyRule_isSeenToFail(String rule) {
    assertThat(failures(BROKEN, rule, FIXTURE)).isNotEmpty();
  }

  @Test
  void fixture_rulesModule_isCaughtWithEachForeignLibrary() {
    String caught = String.join("\n", failures(BROKEN, "rules see no world", FIXTURE));
    assertThat(caught)
        .contains("io.vertx.core.Vertx", "org.jooq.Query", "java.sql.Connection", "TopicPartition");
  }

  @Test
  void fixture_clock_isCaughtBehindAMethodReference() {
    assertThat(failures(BROKEN, "only Main asks for the time", FIXTURE))
        .anyMatch(line -> line.contains("SeesTheWorld.time()"));
  }

  @Test
  void house_import_holdsEveryModuleAndNoTest() {
    for (String module : List.of("rules", "store", "webhooks", "gateway")) {
      assertThat(MAIN.stream().map(type -> type.getPackageName()))
          .anyMatch(name -> name.startsWith("io.pricewright." + module));
    }
    assertThat(MAIN.contain(WallsTest.class)).isFalse();
  }

  private static List<String> failures(Walls walls, String rule, JavaClasses classes) {
    return java.util.Objects.requireNonNull(walls.rules().get(rule))
        .evaluate(classes)
        .getFailureReport()
        .getDetails();
  }
}
