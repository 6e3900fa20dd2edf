package io.pricewright.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The variables of an environment that begin with {@code PRICEWRIGHT_}. One that is empty is as one
 * that is not set. What is wrong is collected and told at once by {@link #done}.
 */
public final class Variables {
  /** All settings, subject by subject. */
  public static final List<Setting<?>> SETTINGS =
      Stream.of(
              StoreConfig.SETTINGS,
              RatingConfig.SETTINGS,
              ScriptConfig.SETTINGS,
              KafkaConfig.SETTINGS,
              WebhookConfig.SETTINGS,
              LogConfig.SETTINGS)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private static final String PREFIX = "PRICEWRIGHT_";

  /** Others' names: the launcher's, the commands' and the tests'. */
  static final Set<String> OTHERS =
      Set.of(
          "PRICEWRIGHT_HEAP",
          "PRICEWRIGHT_JAVA_OPTS",
          "PRICEWRIGHT_API_KEY",
          "PRICEWRIGHT_DATA",
          "PRICEWRIGHT_CHROMIUM",
          "PRICEWRIGHT_TEST_PG_URL",
          "PRICEWRIGHT_TEST_REDIS_URL");

  /** What Kubernetes sets in each container beside a service that is called pricewright. */
  private static final Pattern SERVICE_LINKS =
      Pattern.compile(
          "PRICEWRIGHT_(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|PORT(?:_\\d+_(?:TCP|UDP|SCTP)\\w*)?)");

  /**
   * What can be repeated in a message: a word or a number, and nothing that is as long as a key.
   */
  private static final Pattern SHOWN = Pattern.compile("[\\w.-]{1,16}");

  private final Map<String, String> variables;
  private final List<String> complaints = new ArrayList<>();

  /** Takes the variables of an environment. */
  public Variables(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** Returns the value of a setting that has one without being set. */
  <T> T get(Setting<T> setting) {
    T found = find(setting);
    return found != null
        ? found
        : java.util.Objects.requireNonNull(setting.absent(), setting.name());
  }

  /** Returns the value of a setting, what holds without it, or null. */
  <T> @Nullable T find(Setting<T> setting) {
    String text = variables.getOrDefault(setting.name(), "").strip();
    if (text.isEmpty()) {
      return setting.absent();
    }
    T value = setting.reader().apply(text);
    if (value == null) {
      boolean shown = !setting.secret() && SHOWN.matcher(text).matches();
      wrong(
          "%s is %s, not %s."
              .formatted(
                  setting.name(),
                  setting.form(),
                  shown ? "'" + text + "'" : "what it is set to, which is not shown here"));
      return setting.absent();
    }
    return value;
  }

  /** Returns whether a setting is set, to whatever. */
  boolean has(Setting<?> setting) {
    return !variables.getOrDefault(setting.name(), "").isBlank();
  }

  /** Notes what is wrong, in a sentence. */
  void wrong(String complaint) {
    complaints.add(complaint);
  }

  /**
   * Refuses what was wrong, and names that are none.
   *
   * @throws ConfigException when something is wrong
   */
  public void done() {
    Set<String> names = SETTINGS.stream().map(Setting::name).collect(Collectors.toSet());
    variables.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !names.contains(name) && !OTHERS.contains(name))
        .filter(name -> !SERVICE_LINKS.matcher(name).matches())
        .sorted()
        .forEach(name -> wrong(unknown(name)));
    if (!complaints.isEmpty()) {
      throw new ConfigException(complaints);
    }
  }

  private static String unknown(String name) {
    return SETTINGS.stream()
        .map(Setting::name)
        .filter(one -> distance(one, name) <= 3)
        .findFirst()
        .map(near -> "%s is no setting; %s is one.".formatted(name, near))
        .orElseGet(
            () ->
                "%s is no setting; there are %s."
                    .formatted(
                        name,
                        SETTINGS.stream().map(Setting::name).collect(Collectors.joining(", "))));
  }

  /** Returns how many letters are to be put in, taken away or changed (Levenshtein, 1965). */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
      }
      above = row;
    }
    return above[to.length()];
  }
}
