package io.pricewright.gateway.testing;

import io.pricewright.gateway.Settings;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node of a test runs, whether in this process or in one of its own: the variables of its
 * environment, of which a test names those that matter to it.
 *
 * @param variables names and values
 * @param kafka bootstrap servers; null in direct mode
 */
public record TestSettings(Map<String, String> variables, @Nullable String kafka) {
  /** Small, patient, and so much time for scripts that a busy machine defers nothing. */
  public static final TestSettings DEFAULT =
      new TestSettings(
          Map.of(
              "PRICEWRIGHT_DEVELOPMENT", "true",
              "PRICEWRIGHT_CONNECTIONS", "8",
              "PRICEWRIGHT_LANES", "2",
              "PRICEWRIGHT_QUEUE", "10000",
              "PRICEWRIGHT_SCRIPT_BUDGET_MS", "20000"),
          null);

  /** A node with stores of its own, in its folder. */
  public static final TestSettings OWN_STORES = new TestSettings(Map.of(), null);

  public TestSettings {
    variables = Map.copyOf(variables);
  }

  /** Returns the same with one variable set. */
  public TestSettings with(String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return new TestSettings(more, kafka);
  }

  /** Returns the same on these stores, whose tables are there; else a node brings its own. */
  public TestSettings on(StoreAddresses stores) {
    return with("PRICEWRIGHT_PG_URL", url(stores.app()))
        .redis(variables.getOrDefault("PRICEWRIGHT_REDIS_URL", stores.redisUri()));
  }

  /** Returns the same with a Redis of its own. */
  public TestSettings redis(String uri) {
    return with("PRICEWRIGHT_REDIS_URL", uri);
  }

  /** Returns the same with notifications sent to an endpoint. */
  public TestSettings webhook(String url) {
    return with("PRICEWRIGHT_WEBHOOK_URL", url)
        .with("PRICEWRIGHT_WEBHOOK_SECRET", "whsec_" + "c2VjcmV0".repeat(4));
  }

  /** Returns the same with notifications that nobody takes, so that they stay in the outbox. */
  public TestSettings keepingNotifications() {
    return webhook("http://127.0.0.1:1/");
  }

  /** Returns the same with so much time for the scripts of one transaction. */
  public TestSettings scriptBudget(Duration budget) {
    return with("PRICEWRIGHT_SCRIPT_BUDGET_MS", Long.toString(budget.toMillis()));
  }

  /** Returns the same, which may publish only what passes the gate. */
  public TestSettings gateRequired() {
    return with("PRICEWRIGHT_GATE", "required");
  }

  /** Returns the same with events queued in a topic. */
  public TestSettings kafka(String servers, String topic) {
    return new TestSettings(variables, servers).with("PRICEWRIGHT_TOPIC", topic);
  }

  /** Returns the settings of a node of this process. */
  public Settings here() {
    TestSettings whole =
        kafka == null ? this : with("PRICEWRIGHT_MODE", "kafka").with("PRICEWRIGHT_KAFKA", kafka);
    return Settings.of(0, Path.of("target", "unused"), whole.variables);
  }

  /** Returns the options of a node in a process of its own, beside the variables. */
  List<String> options() {
    return kafka == null ? List.of() : List.of("--mode", "kafka", "--kafka", kafka);
  }

  private static String url(PgAddress address) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            address.user(), address.password(), address.host(), address.port(), address.database());
  }
}
