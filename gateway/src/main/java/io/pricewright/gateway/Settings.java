package io.pricewright.gateway;

import io.pricewright.gateway.kafka.EventTopic;
import io.pricewright.store.database.PgAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node runs.
 *
 * @param port HTTP port; 0 chooses a free one
 * @param data folder of the embedded stores
 * @param app PostgreSQL as the application's role; null for the embedded one
 * @param owner PostgreSQL as the owner, to migrate at start; null to leave the tables alone
 * @param redisUri Redis; null for the embedded one
 * @param kafka bootstrap servers; null in direct mode
 * @param topic Kafka topic of events
 * @param webhookUrl endpoint of notifications, or null
 * @param webhookSecret its secret, or null
 * @param development allows plain http and private addresses for the webhook
 * @param connections most database connections
 * @param lanes rating transactions of one environment under way at most
 * @param queue events that may wait at most
 * @param kafkaSessionMs how long the consumer group waits for a silent node, in milliseconds
 * @param scriptBudgetMs how long the scripts of one rating transaction may run, in milliseconds
 * @param gateRequired whether scripts without tests and manifest are refused
 */
public record Settings(
    int port,
    Path data,
    @Nullable PgAddress app,
    @Nullable PgAddress owner,
    @Nullable String redisUri,
    @Nullable String kafka,
    String topic,
    @Nullable String webhookUrl,
    @Nullable String webhookSecret,
    boolean development,
    int connections,
    int lanes,
    int queue,
    int kafkaSessionMs,
    int scriptBudgetMs,
    boolean gateRequired) {

  /** Returns the topic of events; null in direct mode. */
  @Nullable EventTopic eventTopic() {
    return kafka == null ? null : new EventTopic(kafka, topic, Duration.ofMillis(kafkaSessionMs));
  }

  /** Returns the settings of an environment, such as that of a container. */
  public static Settings of(int port, Path data, @Nullable String kafka, Map<String, String> env) {
    return new Settings(
        port,
        data,
        address(env.get("PRICEWRIGHT_PG_URL")),
        address(env.get("PRICEWRIGHT_PG_OWNER_URL")),
        env.get("PRICEWRIGHT_REDIS_URL"),
        kafka,
        env.getOrDefault("PRICEWRIGHT_TOPIC", "pricewright.events"),
        env.get("PRICEWRIGHT_WEBHOOK_URL"),
        env.get("PRICEWRIGHT_WEBHOOK_SECRET"),
        "true".equals(env.get("PRICEWRIGHT_DEVELOPMENT")),
        number(env, "PRICEWRIGHT_CONNECTIONS", 16),
        number(
            env, "PRICEWRIGHT_LANES", Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
        number(env, "PRICEWRIGHT_QUEUE", 50_000),
        number(env, "PRICEWRIGHT_KAFKA_SESSION_MS", 30_000),
        number(env, "PRICEWRIGHT_SCRIPT_BUDGET_MS", 1_000),
        "required".equals(env.get("PRICEWRIGHT_GATE")));
  }

  private static int number(Map<String, String> env, String name, int absent) {
    String text = env.get(name);
    if (text == null) {
      return absent;
    }
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw new IllegalArgumentException(
          "%s is a whole number above 0, not '%s'".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  private static @Nullable PgAddress address(@Nullable String url) {
    if (url == null) {
      return null;
    }
    URI uri = URI.create(url);
    String[] user = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "a database URL looks like postgresql://user:password@host:5432/database");
    }
    return new PgAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        uri.getPath().substring(1),
        user[0],
        user.length == 2 ? user[1] : "");
  }
}
