package io.pricewright.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pricewright.gateway.Settings;
import io.pricewright.store.database.PgAddress;
import io.pricewright.webhooks.Secret;
import io.pricewright.webhooks.WebhookSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final String SECRET = "whsec_" + "c2VjcmV0".repeat(4);
  private static final String TITLES = "| variable | what | value | without it |";

  private static Settings read(String... pairs) {
    Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin"));
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return Settings.of(8080, Path.of("data"), environment);
  }

  private static String complaint(String... pairs) {
    return String.valueOf(
        assertThatExceptionOfType(ConfigException.class)
            .isThrownBy(() -> read(pairs))
            .actual()
            .getMessage());
  }

  @Test
  void nothingSet_isTheDefaults() {
    assertThat(read())
        .isEqualTo(
            new Settings(
                null,
                8080,
                Path.of("data"),
                new StoreConfig(null, null, null, 16),
                new RatingConfig(
                    Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 50_000),
                new ScriptConfig(Duration.ofSeconds(1), ScriptConfig.Gate.OPTIONAL),
                new KafkaConfig(
                    KafkaConfig.Mode.DIRECT, null, "pricewright.events", Duration.ofSeconds(30)),
                new WebhookConfig(null)));
  }

  @Test
  void everythingSet_isRead() {
    Map<String, String> all =
        Map.ofEntries(
            Map.entry("PRICEWRIGHT_PG_URL", "postgresql://app:p%40ss@db.example:5433/billing"),
            Map.entry("PRICEWRIGHT_PG_OWNER_URL", "postgres://owner@db.example/billing"),
            Map.entry("PRICEWRIGHT_REDIS_URL", "rediss://:word@cache.example:6380/2"),
            Map.entry("PRICEWRIGHT_CONNECTIONS", "32"),
            Map.entry("PRICEWRIGHT_LANES", "3"),
            Map.entry("PRICEWRIGHT_QUEUE", "700"),
            Map.entry("PRICEWRIGHT_SCRIPT_BUDGET_MS", "250"),
            Map.entry("PRICEWRIGHT_GATE", "required"),
            Map.entry("PRICEWRIGHT_MODE", "kafka"),
            Map.entry("PRICEWRIGHT_KAFKA", "one:9092,two:9092"),
            Map.entry("PRICEWRIGHT_TOPIC", "usage"),
            Map.entry("PRICEWRIGHT_KAFKA_SESSION_MS", "6000"),
            Map.entry("PRICEWRIGHT_WEBHOOK_URL", "http://127.0.0.1:1/"),
            Map.entry("PRICEWRIGHT_WEBHOOK_SECRET", SECRET),
            Map.entry("PRICEWRIGHT_DEVELOPMENT", "true"),
            Map.entry("PRICEWRIGHT_LOG", "json"));
    assertThat(all.keySet())
        .as("a setting is missing here")
        .isEqualTo(Variables.SETTINGS.stream().map(Setting::name).collect(Collectors.toSet()));
    assertThat(Settings.of(0, Path.of("data"), all))
        .isEqualTo(
            new Settings(
                null,
                0,
                Path.of("data"),
                new StoreConfig(
                    new PgAddress("db.example", 5433, "billing", "app", "p@ss"),
                    new PgAddress("db.example", 5432, "billing", "owner", ""),
                    "rediss://:word@cache.example:6380/2",
                    32),
                new RatingConfig(3, 700),
                new ScriptConfig(Duration.ofMillis(250), ScriptConfig.Gate.REQUIRED),
                new KafkaConfig(
                    KafkaConfig.Mode.KAFKA, "one:9092,two:9092", "usage", Duration.ofSeconds(6)),
                new WebhookConfig(
                    WebhookSettings.of("http://127.0.0.1:1/", Secret.parse(SECRET), true))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRICEWRIGHT_GATE | maybe | PRICEWRIGHT_GATE is optional or required, not 'maybe'.",
        "PRICEWRIGHT_GATE | REQUIRED | PRICEWRIGHT_GATE is optional or required, not 'REQUIRED'.",
        "PRICEWRIGHT_MODE | topic | PRICEWRIGHT_MODE is direct or kafka, not 'topic'.",
        "PRICEWRIGHT_DEVELOPMENT | yes | PRICEWRIGHT_DEVELOPMENT is true or false, not 'yes'.",
        "PRICEWRIGHT_LANES | 0 | PRICEWRIGHT_LANES is 1 to 1,000, not '0'.",
        "PRICEWRIGHT_QUEUE | -1 | PRICEWRIGHT_QUEUE is 1 to 9,999,999, not '-1'.",
        "PRICEWRIGHT_CONNECTIONS | 99999999999 | PRICEWRIGHT_CONNECTIONS is 1 to 1,000, not"
            + " '99999999999'.",
        "PRICEWRIGHT_SCRIPT_BUDGET_MS | 1s | PRICEWRIGHT_SCRIPT_BUDGET_MS is 1 to 600,000"
            + " milliseconds, not '1s'.",
        "PRICEWRIGHT_LANEZ | 2 | PRICEWRIGHT_LANEZ is no setting; PRICEWRIGHT_LANES is one.",
        "PRICEWRIGHT_REDIS_URI | redis://x | PRICEWRIGHT_REDIS_URI is no setting;"
            + " PRICEWRIGHT_REDIS_URL is one.",
      })
  void wrongSetting_isNamed_withWhatWouldDo(String name, String value, String said) {
    assertThat(complaint(name, value)).isEqualTo(said);
  }

  @Test
  void everythingWrong_isToldInOneLine() {
    assertThat(complaint("PRICEWRIGHT_GATE", "no", "PRICEWRIGHT_COLOUR", "crimson"))
        .startsWith("PRICEWRIGHT_GATE is optional or required, not 'no'.")
        .contains(" PRICEWRIGHT_COLOUR is no setting; there are PRICEWRIGHT_PG_URL, ")
        .endsWith(", PRICEWRIGHT_LOG.")
        .doesNotContain("\n", "crimson");
  }

  @ParameterizedTest
  @CsvSource({
    "PRICEWRIGHT_PG_URL, postgresql://app:hunter2@db:54x32/billing",
    "PRICEWRIGHT_PG_URL, postgresql://app:hunter2 @db:5432/billing",
    "PRICEWRIGHT_PG_URL, jdbc:postgresql://app:hunter2@db/billing",
    "PRICEWRIGHT_PG_URL, postgresql://app:hunter2@db:5432/billing?sslmode=require",
    "PRICEWRIGHT_PG_OWNER_URL, postgresql://owner:hunter2@db:5432",
    "PRICEWRIGHT_REDIS_URL, redis//:hunter2@cache",
    "PRICEWRIGHT_WEBHOOK_SECRET, hunter2",
    "PRICEWRIGHT_GATE, postgresql://app:hunter2@db:5432/billing",
  })
  void secret_ofAWrongValue_isInNoMessage(String name, String value) {
    assertThat(complaint(name, value)).startsWith(name + " is ").doesNotContain("hunter2");
  }

  @Test
  void secret_ofARightValue_isInNoText() {
    String said =
        read(
                "PRICEWRIGHT_PG_URL", "postgresql://app:hunter2@db:5432/billing",
                "PRICEWRIGHT_REDIS_URL", "redis://:hunter2@cache:6379",
                "PRICEWRIGHT_WEBHOOK_URL", "https://hooks.example/hunter2",
                "PRICEWRIGHT_WEBHOOK_SECRET", SECRET)
            .toString();
    assertThat(said).doesNotContain("hunter2", SECRET).contains("app@db:5432/billing");
  }

  @Test
  void settingsThatNeedOthers_sayWhich() {
    assertThat(complaint("PRICEWRIGHT_WEBHOOK_URL", "https://hooks.example/x"))
        .isEqualTo(
            "PRICEWRIGHT_WEBHOOK_URL needs PRICEWRIGHT_WEBHOOK_SECRET: whsec_ and 24 to 64 bytes"
                + " in base64.");
    assertThat(complaint("PRICEWRIGHT_MODE", "kafka"))
        .isEqualTo(
            "PRICEWRIGHT_MODE kafka needs the brokers: --kafka host:9092, or PRICEWRIGHT_KAFKA.");
    assertThat(
            complaint(
                "PRICEWRIGHT_WEBHOOK_URL",
                "http://hooks.example/hunter2",
                "PRICEWRIGHT_WEBHOOK_SECRET",
                SECRET))
        .startsWith("PRICEWRIGHT_WEBHOOK_URL is https://host/path")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRICEWRIGHT_HEAP",
        "PRICEWRIGHT_API_KEY",
        "PRICEWRIGHT_SERVICE_HOST",
        "PRICEWRIGHT_SERVICE_PORT",
        "PRICEWRIGHT_SERVICE_PORT_HTTP",
        "PRICEWRIGHT_PORT",
        "PRICEWRIGHT_PORT_8080_TCP",
        "PRICEWRIGHT_PORT_8080_TCP_ADDR",
        "PRICEWRIGHTED",
      })
  void namesOfOthers_areLeftAlone(String name) {
    assertThatCode(() -> read(name, "anything")).doesNotThrowAnyException();
  }

  @Test
  void emptyValue_isAsNone() {
    assertThat(read("PRICEWRIGHT_WEBHOOK_SECRET", "", "PRICEWRIGHT_LANES", " ")).isEqualTo(read());
  }

  @Test
  void sources_nameNothingElse() throws IOException {
    Pattern named = Pattern.compile("PRICEWRIGHT_[A-Z_]*[A-Z]");
    TreeSet<String> names = new TreeSet<>();
    for (String module : List.of("rules", "store", "webhooks", "sandbox", "gateway")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          named
              .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
              .results()
              .forEach(found -> names.add(found.group()));
        }
      }
    }
    Variables.SETTINGS.forEach(setting -> names.remove(setting.name()));
    names.removeAll(Variables.OTHERS);
    assertThat(names).allMatch(name -> name.matches("PRICEWRIGHT_(?:SERVICE|PORT).*"));
  }

  @Test
  void readme_hasTheTableOfAll() throws IOException {
    String table =
        Stream.concat(
                Stream.of(TITLES, "|---|---|---|---|"),
                Variables.SETTINGS.stream().map(Setting::row))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("..", "README.md")))
        .as("the README's table of settings is this:\n%s", table)
        .contains("\n" + table + "\n\n");
  }
}
