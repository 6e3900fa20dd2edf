package io.pricewright.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The text of {@code docker-compose.yml}: what its parts expect of each other. */
final class ComposeTest {
  private final Map<String, Object> file = read();
  private final Map<String, Object> services = inner(file, "services");

  private static Map<String, Object> read() {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .load(Files.readString(Path.of("..", "docker-compose.yml")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // as YAML has it
  private static Map<String, Object> inner(Map<String, Object> of, String name) {
    return (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
  }

  private Map<String, Object> service(String name) {
    return inner(services, name);
  }

  /** What a shell would make of a value that nothing is set for but passwords. */
  private static String value(Object text) {
    return text.toString()
        .replaceAll("\\$\\{\\w+:-([^}]*)}", "$1")
        .replaceAll("\\$\\{(\\w+)}", "secret");
  }

  @Test
  void gateway_isGivenEverySetting_andCanReadThem() {
    Map<String, String> environment = new TreeMap<>();
    inner(service("gateway"), "environment")
        .forEach((name, text) -> environment.put(name, value(text)));
    assertThat(environment.keySet())
        .isEqualTo(Variables.SETTINGS.stream().map(Setting::name).collect(Collectors.toSet()));
    Settings read = Settings.of(8080, Path.of("data"), environment);
    assertThat(Objects.requireNonNull(read.stores().app()).host()).isEqualTo("postgres");
    assertThat(services).containsKeys("postgres", "redis", "kafka");
    assertThat(read.stores().redisUri()).startsWith("redis://redis:");
  }

  @Test
  void kafka_isFoundByOtherContainers() {
    Map<String, Object> kafka = inner(service("kafka"), "environment");
    Object servers = inner(service("gateway"), "environment").get("PRICEWRIGHT_KAFKA");
    assertThat(kafka.get("KAFKA_ADVERTISED_LISTENERS")).isEqualTo("PLAINTEXT://" + servers);
    assertThat(servers).isEqualTo("kafka:9092");
    assertThat(String.valueOf(kafka.get("KAFKA_LISTENERS"))).contains("PLAINTEXT://:9092");
  }

  @Test
  void services_areStartedAgain_lookedAt_andKeepWhatTheyHold() {
    Set<String> volumes = new HashSet<>();
    services
        .keySet()
        .forEach(
            name -> {
              assertThat(service(name)).as(name).containsKeys("restart", "healthcheck", "image");
              if (service(name).get("volumes") instanceof List<?> mounted) {
                mounted.forEach(one -> volumes.add(one.toString().split(":", 2)[0]));
              }
            });
    assertThat(volumes).isEqualTo(inner(file, "volumes").keySet());
    inner(service("gateway"), "depends_on")
        .forEach(
            (name, how) ->
                assertThat(how.toString()).as(name).isEqualTo("{condition=service_healthy}"));
  }
}
