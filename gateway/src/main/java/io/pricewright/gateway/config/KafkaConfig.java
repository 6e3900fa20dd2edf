package io.pricewright.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How events come in.
 *
 * @param mode whether they are rated in their request or behind a topic
 * @param servers bootstrap servers; there in mode {@link Mode#KAFKA}
 * @param topic the topic's name, which the consumer group has too
 * @param session how long the group waits for a silent node
 */
public record KafkaConfig(Mode mode, @Nullable String servers, String topic, Duration session) {
  /** What happens to an event that is sent. */
  public enum Mode {
    DIRECT,
    KAFKA
  }

  private static final Setting<Mode> MODE =
      Setting.choice(
          "PRICEWRIGHT_MODE",
          Mode.class,
          Mode.DIRECT,
          "`direct` answers events with their price; `kafka` queues them in a topic. Also"
              + " `--mode`");

  private static final Setting<String> SERVERS =
      Setting.text(
          "PRICEWRIGHT_KAFKA",
          Pattern.compile("[^\\s,]+:\\d{1,5}(?:,[^\\s,]+:\\d{1,5})*"),
          "host:9092, or several with commas between",
          null,
          "the brokers, which mode `kafka` needs. Also `--kafka`");

  private static final Setting<String> TOPIC =
      Setting.text(
          "PRICEWRIGHT_TOPIC",
          Pattern.compile("[A-Za-z0-9._-]{1,249}"),
          "1 to 249 letters, digits, dots, underscores or hyphens",
          "pricewright.events",
          "the topic of events; the consumer group has its name");

  private static final Setting<Duration> SESSION =
      Setting.millis(
          "PRICEWRIGHT_KAFKA_SESSION_MS",
          1_000,
          1_800_000,
          30_000,
          "how long the group waits for a node that shows no sign of life");

  static final List<Setting<?>> SETTINGS = List.of(MODE, SERVERS, TOPIC, SESSION);

  /** Reads it. */
  public static KafkaConfig read(Variables from) {
    KafkaConfig read =
        new KafkaConfig(from.get(MODE), from.find(SERVERS), from.get(TOPIC), from.get(SESSION));
    if (read.mode == Mode.KAFKA && !from.has(SERVERS)) {
      from.wrong(
          "PRICEWRIGHT_MODE kafka needs the brokers: --kafka host:9092, or PRICEWRIGHT_KAFKA.");
    }
    return read;
  }
}
