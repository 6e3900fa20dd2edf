package io.pricewright.gateway.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds between any two catalogues. */
final class DifferencesTest {
  private static final int RUNS = 400;
  private final long seed = Long.getLong("seed", System.identityHashCode(this));

  @Test
  void document_writtenAndRead_isTheSame() {
    for (int i = 0; i < RUNS; i++) {
      Document document = new RandomCatalogue(seed + i).next();
      String text = CatalogueFile.text(document);
      assertThat(CatalogueFile.parse(text, Path.of("."), "c.yaml").document().items())
          .as("seed %d%n%s", seed + i, text)
          .isEqualTo(document.items());
    }
  }

  @Test
  void apply_ofAnyAfterAny_givesTheSecond_andNothingIsLeftToDo() {
    for (int i = 0; i < RUNS; i++) {
      NaiveServer server = new NaiveServer();
      Document first = new RandomCatalogue(seed + i).next();
      Document second = new RandomCatalogue(seed + RUNS + i).next();
      for (Document wanted : new Document[] {first, second, second, first}) {
        Differences before = Differences.between(server.document(), wanted, server.held);
        Differences ways = possible(before);
        server.apply(wanted, ways);
        Differences after = Differences.between(server.document(), wanted, server.held);
        assertThat(after.none()).as("seed %d: %s", seed + i, after.real()).isTrue();
        assertThat(said(server.document()))
            .as("seed %d", seed + i)
            .containsAllEntriesOf(said(wanted));
        assertThat(server.document().items().keySet())
            .as("seed %d", seed + i)
            .allMatch(
                h ->
                    h.kind() == Kind.SCRIPT
                        || wanted.items().containsKey(h)
                        || after.changes().contains(new Change.Kept(h)));
      }
    }
  }

  /** Fields that are taken away and cannot be are a refusal; the model takes them all the same. */
  private static Differences possible(Differences differences) {
    assertThat(differences.impossible())
        .allMatch(one -> one.why().contains("cannot be taken away"));
    return differences;
  }

  @Test
  void exported_fromOneServer_isNoDifferenceToIt_norToOneThatTookIt() {
    for (int i = 0; i < RUNS; i++) {
      NaiveServer sandbox = new NaiveServer();
      NaiveServer production = new NaiveServer();
      for (int round = 0; round < 2; round++) {
        Document wanted = new RandomCatalogue(seed + 2L * i + round).next();
        sandbox.apply(wanted, Differences.between(sandbox.document(), wanted, sandbox.held));
      }
      Document file = sandbox.document().trimmed();
      assertThat(Differences.between(sandbox.document(), file, Set.of()).none()).isTrue();
      production.apply(file, Differences.between(production.document(), file, Set.of()));
      assertThat(Differences.between(production.document(), file, Set.of()).none()).isTrue();
      assertThat(Differences.between(sandbox.document(), production.document().trimmed(), Set.of()))
          .matches(Differences::none);
    }
  }

  private static Map<Handle, Json.Obj> said(Document document) {
    return document.items().entrySet().stream()
        .filter(item -> item.getKey().kind() != Kind.SCRIPT)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, item -> document.compared(item.getKey(), item.getValue())));
  }

  private static Document parsed(String text) {
    return CatalogueFile.parse("format: pricewright-catalogue/1\n" + text, Path.of("."), "c.yaml")
        .document();
  }

  private static final String ONE =
      """
      meters:
        M: {event_name: e, aggregation: {type: COUNT}}
      features:
        f: {name: F, type: metered, meter: M}
      plans:
        p:
          name: P
          prices:
            a: {meter: M, currency: usd, billing_period: MONTHLY, billing_model: FLAT_FEE, amount: 0.10}
          entitlements:
            f: {usage_limit: 10, usage_reset_period: MONTHLY}
      """;

  @Test
  void retiredPlan_keepsWhatItsSubscriptionsNeed() {
    Document there = parsed(ONE);
    Differences all = Differences.between(there, parsed("plans: {}\n"), Set.of());
    assertThat(all.real()).containsExactly(new Change.Retire(Handle.of(Kind.PLAN, "p")));
    assertThat(all.changes())
        .contains(
            new Change.Kept(Handle.of(Kind.FEATURE, "f")),
            new Change.Kept(Handle.of(Kind.METER, "M")));
  }

  @Test
  void whatIsSaidForGood_cannotChange_andNeitherGoAway() {
    Document there = parsed(ONE);
    Differences euro = Differences.between(there, parsed(ONE.replace("usd", "eur")), Set.of());
    assertThat(euro.impossible()).hasSize(1);
    assertThat(euro.impossible().getFirst().why())
        .contains("currency cannot change from \"usd\" to \"eur\": give the price a new key");
    assertThat(Differences.between(there, parsed(ONE.replace("0.10", "0.1000")), Set.of()).none())
        .isTrue();
    assertThat(
            Differences.between(
                    parsed(ONE.replace("amount: 0.10", "amount: 1, maximum_amount: 5")),
                    there,
                    Set.of())
                .impossible())
        .hasSize(1);
  }

  @Test
  void exported_leavesOldVersionsOut_andKeepsLibrariesByTheirNumber() {
    Map<Handle, Json.Obj> items = new LinkedHashMap<>();
    for (int n = 1; n <= 3; n++) {
      items.put(script("lib@" + n), source("'use library';\nexport const a = " + n + ";\n"));
      items.put(script("own@" + n), source("import { a } from 'lib@2';\n// " + n + "\n"));
      items.put(script("lone@" + n), source("// " + n + "\n"));
    }
    items.put(new Handle(Kind.PRICE, "p", "a"), Json.Obj.EMPTY.with("script", Json.of("own@1")));
    Document there = new Document(items);
    Document file = there.trimmed();
    assertThat(file.of(Kind.SCRIPT).map(Handle::key))
        .containsExactlyInAnyOrder("lib@2", "lib@3", "own@1", "own@3", "lone");
    assertThat(file.script("lone")).isEqualTo(there.script("lone@3"));
    assertThat(file.items().get(new Handle(Kind.PRICE, "p", "a")))
        .isEqualTo(Json.Obj.EMPTY.with("script", Json.of("own@1")));
    StringBuilder many = new StringBuilder();
    for (int n = 1; n <= 12; n++) {
      many.append("import { a } from 'lib%d@1';\n".formatted(n));
    }
    assertThat(new Document(Map.of(script("s"), source(many.toString()))).imports(script("s")))
        .isEmpty();
  }

  private static Handle script(String label) {
    return Handle.of(Kind.SCRIPT, label);
  }

  private static Json.Obj source(String text) {
    return Json.Obj.EMPTY.with("source", Json.of(text));
  }
}
