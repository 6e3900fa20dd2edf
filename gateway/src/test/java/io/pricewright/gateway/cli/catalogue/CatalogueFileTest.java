package io.pricewright.gateway.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.rules.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file may hold, and how it is refused otherwise. */
final class CatalogueFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private CatalogueFile.Parsed parse(String text) {
    return CatalogueFile.parse(text, folder, "c.yaml");
  }

  private void refused(String text, String... messages) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(CliException.class)
        .message()
        .contains(messages);
  }

  private static String with(String text) {
    return "format: pricewright-catalogue/1\n" + text.replace('~', '\n');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      meters:~  M: 1 | c.yaml:3:6: write the fields of the meter below it
      metres: {} | c.yaml:2:1: there is no section 'metres': write scripts, meters, features or plans
      plans:~  p: {name: P, nmae: Q} | c.yaml:3:16: there is no field 'nmae': remove it
      plans:~  p: {description: P} | c.yaml:3:6: 'name' is missing: add it
      plans:~  p: {name: P}~  p: {name: Q} | c.yaml:4:3: the key 'p' stands in line 3 already
      plans:~  p: &x {name: P} | c.yaml:3:6: anchors are not used here: remove '&x'
      plans:~  p: *x | c.yaml:3:6: aliases are not used here
      plans:~  p: !!java.net.URL [x] | c.yaml:3:6: tags are not used here
      plans:~  p: !x {name: P} | c.yaml:3:6: tags are not used here: remove '!x'
      plans:~  p: {name: [P]} | c.yaml:3:13: a list cannot stand here: write a text
      plans:~  p: {name: P, display_order: 1.5} | c.yaml:3:31: '1.5' cannot stand here: write a whole number
      plans:~  p: [ | c.yaml:3:7: this is no YAML
      plans:~  ? [a]~  : {name: P} | c.yaml:3:5: a key is a text, not a list
      features:~  f: {name: F, type: metered, meter: M} | c.yaml:3:3: the feature f names the meter 'M', which is not in this file
      plans:~  p: {name: P, entitlements: {f: {}}} | c.yaml:3:31: the entitlement p/f names the feature 'f'
      scripts:~  flat: {source: x} | c.yaml:3:3: scripts named 'flat' ship with the server
      scripts:~  s: {file: gone.js} | c.yaml:3:13: there is no file
      scripts:~  s: {file: a.js, source: b} | c.yaml:3:7: write either 'source' or 'file'
      scripts:~  s: {source: x, manifest: {a: 0x10}} | c.yaml:3:32: '0x10' cannot stand here: put it into quotes
      scripts:~  s: {source: x, manifest: {a: yes}} | c.yaml:3:32: 'yes' cannot stand here: put it into quotes
      --- a | c.yaml:2:1: a second document begins
      """)
  void file_thatIsWrong_isRefusedWithLineAndColumn(String text, String message) {
    refused(with(text), message);
  }

  @ParameterizedTest
  @CsvSource({"1e-3", ".5", "0x10", "1_000", ".inf", "1:30", "+1", "010", "1.", "NaN", "'\"1e3\"'"})
  void money_thatIsNoPlainDecimal_isRefused(String amount) {
    refused(
        price(amount),
        "c.yaml:8:17: ",
        "cannot stand here: write all digits of an exact decimal, such as \"0.002\"");
  }

  private static String price(String amount) {
    return """
        format: pricewright-catalogue/1
        plans:
          p:
            name: P
            prices:
              a:
                type: FIXED
                amount: %s
                currency: USD
                billing_period: MONTHLY
                billing_model: FLAT_FEE
        """
        .formatted(amount);
  }

  @Test
  void money_isTakenDigitForDigit() {
    Handle handle = new Handle(Kind.PRICE, "p", "a");
    for (String amount : new String[] {"0.1000000000000000055511151231", "\"0.10\"", "0.10"}) {
      Json.Obj said = Objects.requireNonNull(parse(price(amount)).document().items().get(handle));
      assertThat(said.string("amount")).isEqualTo(amount.startsWith("0.1000") ? amount : "0.1");
      assertThat(said.string("currency")).isEqualTo("usd");
    }
  }

  @Test
  void script_canStandInAFile_besideTheCatalogue() throws IOException {
    Files.writeString(folder.resolve("a.js"), "export function price() { return []; }\n");
    Document document = parse(with("scripts:\n  s: {file: a.js}\n")).document();
    assertThat(document.script("s")).startsWith("s#");
    assertThat(document.items().get(Handle.of(Kind.SCRIPT, "s")))
        .isEqualTo(
            Json.Obj.EMPTY.with("source", Json.of("export function price() { return []; }\n")));
  }

  @Test
  void sameLookupKeyInTwoPlans_isRefused() {
    String fee =
        "{type: FIXED, amount: 1, currency: usd, billing_period: MONTHLY, billing_model: FLAT_FEE}";
    refused(
        with(
            "plans:~  p: {name: P, prices: {a: %s}}~  q: {name: Q, prices: {a: %s}}"
                .formatted(fee, fee)),
        "c.yaml:4:25: the price 'a' stands in line 3 already");
  }

  @Test
  void everyFault_isTold_upToALimit() {
    StringBuilder text = new StringBuilder("format: x\nplans:\n");
    for (int i = 0; i < 2 * Faults.MOST; i++) {
      text.append("  p%d: {}\n".formatted(i));
    }
    assertThatThrownBy(() -> parse(text.toString()))
        .message()
        .contains("c.yaml:1:1: write 'format: pricewright-catalogue/1'", "c.yaml:3:7: 'name' is")
        .satisfies(message -> assertThat(message.lines()).hasSize(Faults.MOST));
  }

  @Test
  void bombs_areRefused_beforeTheyUnfold() throws IOException {
    refused(
        "format: pricewright-catalogue/1\na: &a [lol]\n", "c.yaml:2:4: anchors are not used here");
    refused(with("plans: " + "[".repeat(200_000)), "nested deeper than 50");
    refused(with("plans: " + "{a: ".repeat(100)), "nested deeper than 50");
    refused(
        with("plans: [" + "1,".repeat(YamlReader.MAX_NODES) + "]"), "has more than 200000 values");
    Path large = folder.resolve("large.yaml");
    Files.writeString(large, with("#" + "x".repeat(YamlReader.MAX_BYTES)));
    assertThatThrownBy(() -> CatalogueFile.read(large))
        .message()
        .contains("large.yaml:1:1: large.yaml has more than 4194304 bytes");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xE4});
    assertThatThrownBy(() -> CatalogueFile.read(latin)).message().contains("is not in UTF-8");
    refused(with("plans: \u0007"), "c.yaml:2:8: the character U+0007 cannot stand here");
  }
}
