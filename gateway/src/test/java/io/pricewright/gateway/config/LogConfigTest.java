package io.pricewright.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines of the log, as logback's own configuration makes them. */
final class LogConfigTest {
  private static final Instant WHEN = Instant.parse("2026-03-20T07:08:09.123Z");

  private static String line(String format) throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("PRICEWRIGHT_LOG", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(LogConfigTest.class.getResource("/logback.xml")));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent("x", root, Level.WARN, "{} is \"away\"", null, new Object[] {"the store"});
    event.setInstant(WHEN);
    return new String(
        ((ConsoleAppender<ILoggingEvent>) root.getAppender("stderr")).getEncoder().encode(event),
        StandardCharsets.UTF_8);
  }

  @Test
  void text_hasAWholeTime() throws Exception {
    assertThat(line("text"))
        .isEqualTo("2026-03-20T07:08:09.123Z WARN  ROOT the store is \"away\"\n");
  }

  @Test
  void json_isAnObjectALine() throws Exception {
    String line = line("json");
    Json.Obj object = JsonReader.parseObject(line.strip());
    assertThat(line).endsWith("\n").hasLineCount(1);
    assertThat(object.string("level")).isEqualTo("WARN");
    assertThat(object.string("formattedMessage")).isEqualTo("the store is \"away\"");
    assertThat(object.get("timestamp")).isEqualTo(Json.of(WHEN.toEpochMilli()));
  }
}
