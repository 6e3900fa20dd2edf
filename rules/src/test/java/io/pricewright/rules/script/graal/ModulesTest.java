package io.pricewright.rules.script.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.Modules;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the field
final class ModulesTest {
  private static final String MARKUP =
      """
      'use library';
      const HUNDRED = '100';
      export const NAME = 'markup';
      export function markup(amount, percent) {
        return amount.plus(amount.times(percent).div(HUNDRED, 12, 'HALF_UP'));
      }
      export function forever() { for (;;) {} }
      """;
  private static final Map<Modules.Name, String> LIBRARIES =
      Map.of(new Modules.Name("markup", 1), MARKUP);

  private GraalScriptEngine engine;

  @BeforeAll
  void open() {
    engine = new GraalScriptEngine(ScriptLimits.defaults());
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private ScriptOutcome run(String author) {
    String source = Modules.link(author, LIBRARIES);
    ScriptKind kind = engine.check(source);
    ScriptVersion version =
        new ScriptVersion(
            new ScriptId("script_1"), "s", 1, Integer.toHexString(source.hashCode()), kind, source);
    return engine
        .evaluate(version, List.of(new ScriptInput("{\"quantity\":\"10\"}", "{}", "{}")))
        .getFirst();
  }

  @Test
  void import_byNameAndVersion_isCalled() {
    ScriptOutcome outcome =
        run(
            """
            import {markup as more, NAME} from 'markup@1';
            const percent = '25';
            export function price(usage) {
              return [{label: NAME, amount: more(usage.quantity, percent)}];
            }
            """);
    // 10 + 25 %.
    assertThat(((ScriptOutcome.Priced) outcome).amount()).isEqualByComparingTo("12.5");
    assertThat(((ScriptOutcome.Priced) outcome).lines().getFirst().label()).isEqualTo("markup");
  }

  @Test
  void import_isMeteredAsTheScriptIs() {
    ScriptOutcome outcome =
        run(
            """
            import {forever} from 'markup@1';
            export function price() { forever(); return []; }
            """);
    assertThat(((ScriptOutcome.Failed) outcome).detail()).contains("used up its steps");
  }

  @Test
  void errorBehindAnImport_isAtTheAuthorsPlace() {
    ScriptOutcome outcome =
        run(
            """
            import {markup} from 'markup@1';
            export function price(usage) {
              throw new Error('no');
            }
            """);
    assertThat(((ScriptOutcome.Failed) outcome).detail()).contains("line 3, column 9");
  }

  @Test
  void library_isOneByItsDirective() {
    assertThat(engine.check(MARKUP)).isEqualTo(ScriptKind.LIBRARY);
  }

  @Test
  void wrongImports_areRefusedWithWhatIsThere() {
    refused("import {other} from 'markup@1';", "markup@1 exports no other; it exports NAME");
    refused("import all from 'markup@1';", "import {name} from");
    refused("import * as all from 'markup@1';", "import {name} from");
    refused("import {x} from 'fs';", "a released library, by name and version");
    refused("import 'markup@1';\nconst $$0 = 1;", "names that begin with $$ are reserved");
  }

  @Test
  void wrongLibraries_areRefused() {
    assertThatThrownBy(
            () -> engine.check("'use library';\nimport {a} from 'markup@1';\nexport const b = 1;"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).contains("a library imports nothing"));
    assertThatThrownBy(() -> engine.check("'use library';\nconst a = 1;"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).contains("exports at least one"));
    String notALibrary = "export function price() { return []; }";
    String linked =
        Modules.link(
            "import {markup} from 'markup@1';\nexport function price() { return []; }",
            Map.of(new Modules.Name("markup", 1), notALibrary));
    assertThatThrownBy(() -> engine.check(linked))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).contains("begins with 'use library'"));
  }

  @Test
  void link_ofTooManyOrOfALinkedText_isRefused() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= Modules.MAX; i++) {
      many.append("import {a} from 'lib%d@1';\n".formatted(i));
    }
    assertThatThrownBy(() -> Modules.wanted(many.toString())).hasMessageContaining("at most 10");
    assertThatThrownBy(() -> Modules.wanted("x\n//# module a@1\ny"))
        .hasMessageContaining("the author's text alone");
  }

  private void refused(String first, String why) {
    String author = first + "\nexport function price() { return []; }";
    assertThatThrownBy(() -> engine.check(Modules.link(author, LIBRARIES)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().toString()).contains(why));
  }
}
