package io.pricewright.gateway;

import io.pricewright.gateway.config.ConfigException;
import io.pricewright.gateway.config.KafkaConfig;
import io.pricewright.gateway.config.LogConfig;
import io.pricewright.gateway.config.RatingConfig;
import io.pricewright.gateway.config.ScriptConfig;
import io.pricewright.gateway.config.StoreConfig;
import io.pricewright.gateway.config.Variables;
import io.pricewright.gateway.config.WebhookConfig;
import io.pricewright.gateway.kafka.EventTopic;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node runs.
 *
 * @param host the address it listens on; null for the loopback with embedded stores, and for all
 *     addresses otherwise
 * @param port HTTP port; 0 chooses a free one
 * @param data folder of the embedded stores
 * @param stores where the stores are
 * @param rating how much is rated at once
 * @param scripts what scripts may
 * @param kafka how events come in
 * @param webhooks where notifications go
 */
public record Settings(
    @Nullable String host,
    int port,
    Path data,
    StoreConfig stores,
    RatingConfig rating,
    ScriptConfig scripts,
    KafkaConfig kafka,
    WebhookConfig webhooks) {

  /**
   * Reads the settings of an environment, such as that of a container.
   *
   * @throws ConfigException when a name is none, or a value has another form
   */
  public static Settings of(int port, Path data, Map<String, String> environment) {
    Variables from = new Variables(environment);
    Settings read =
        new Settings(
            null,
            port,
            data,
            StoreConfig.read(from),
            RatingConfig.read(from),
            ScriptConfig.read(from),
            KafkaConfig.read(from),
            WebhookConfig.read(from));
    LogConfig.check(from);
    from.done();
    return read;
  }

  /** Returns the same on another address, or on the one that is the default. */
  public Settings listeningOn(@Nullable String address) {
    return new Settings(address, port, data, stores, rating, scripts, kafka, webhooks);
  }

  /** Returns the address it listens on. */
  String address() {
    return host != null ? host : embedded() ? "127.0.0.1" : "0.0.0.0";
  }

  /** Returns whether a store is to be this process's own. */
  boolean embedded() {
    return stores.app() == null || stores.redisUri() == null;
  }

  /** Returns the topic of events; null in direct mode. */
  @Nullable EventTopic eventTopic() {
    String servers = kafka.servers();
    return servers == null || kafka.mode() == KafkaConfig.Mode.DIRECT
        ? null
        : new EventTopic(servers, kafka.topic(), kafka.session());
  }
}
