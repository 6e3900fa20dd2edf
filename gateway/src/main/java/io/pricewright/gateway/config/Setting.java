package io.pricewright.gateway.config;

import io.pricewright.store.database.PgAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One variable of the environment.
 *
 * @param name its name
 * @param what what it is for
 * @param form what its value looks like, with unit and bounds
 * @param otherwise what holds without it, in words
 * @param secret whether its value may hold a secret, and is in no message
 * @param absent what holds without it, or null
 * @param reader makes a value of a text, or null when the text has another form
 * @param <T> type of the value
 */
public record Setting<T>(
    String name,
    String what,
    String form,
    String otherwise,
    boolean secret,
    @Nullable T absent,
    Function<String, @Nullable T> reader) {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final String PG_FORM = "postgresql://user:password@host:5432/database";
  private static final String REDIS_FORM = "redis://host:6379";

  /** Returns a whole number within bounds. */
  static Setting<Integer> whole(
      String name, int min, int max, int absent, String otherwise, String what) {
    return new Setting<>(
        name, what, span(min, max), otherwise, false, absent, text -> within(text, min, max));
  }

  /** Returns a whole number within bounds, which says itself what holds without it. */
  static Setting<Integer> whole(String name, int min, int max, int absent, String what) {
    return whole(name, min, max, absent, grouped(absent), what);
  }

  /** Returns a time in milliseconds. */
  static Setting<Duration> millis(String name, int min, int max, int absent, String what) {
    return new Setting<>(
        name,
        what,
        span(min, max) + " milliseconds",
        grouped(absent),
        false,
        Duration.ofMillis(absent),
        text -> {
          Integer millis = within(text, min, max);
          return millis == null ? null : Duration.ofMillis(millis);
        });
  }

  private static String span(int min, int max) {
    return grouped(min) + " to " + grouped(max);
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static @Nullable Integer within(String text, int min, int max) {
    if (!WHOLE.matcher(text).matches()) {
      return null;
    }
    int number = Integer.parseInt(text);
    return number < min || number > max ? null : number;
  }

  /** Returns one of the constants of an enum, whose names are written in small letters. */
  static <E extends Enum<E>> Setting<E> choice(String name, Class<E> type, E absent, String what) {
    E[] constants = type.getEnumConstants();
    return new Setting<>(
        name,
        what,
        Arrays.stream(constants).map(Setting::word).collect(Collectors.joining(" or ")),
        word(absent),
        false,
        absent,
        text ->
            Arrays.stream(constants)
                .filter(one -> word(one).equals(text))
                .findFirst()
                .orElse(null));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns true or false. */
  static Setting<Boolean> bool(String name, boolean absent, String what) {
    return new Setting<>(
        name,
        what,
        "true or false",
        Boolean.toString(absent),
        false,
        absent,
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
  }

  /** Returns a text that a pattern describes whole. */
  static Setting<String> text(
      String name, Pattern pattern, String form, @Nullable String absent, String what) {
    return new Setting<>(
        name,
        what,
        form,
        absent == null ? "none" : absent,
        false,
        absent,
        text -> pattern.matcher(text).matches() ? text : null);
  }

  /** Returns a text in which a secret may stand; the reader fails or returns null otherwise. */
  static <T> Setting<T> secret(
      String name, String form, String otherwise, String what, Function<String, @Nullable T> read) {
    return new Setting<>(
        name,
        what,
        form,
        otherwise,
        true,
        null,
        text -> {
          try {
            return read.apply(text);
          } catch (IllegalArgumentException e) {
            return null; // What was wrong may be said with what was written.
          }
        });
  }

  /** Returns the address of a database with its role. */
  static Setting<PgAddress> database(String name, String otherwise, String what) {
    return secret(name, PG_FORM, otherwise, what, Setting::address);
  }

  private static @Nullable PgAddress address(String text) {
    URI uri = uri(text, Set.of("postgresql", "postgres"));
    String path = uri == null ? null : uri.getPath();
    if (uri == null || path == null || path.length() < 2 || uri.getRawQuery() != null) {
      return null;
    }
    String[] user = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
    return new PgAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        path.substring(1),
        user[0],
        user.length == 2 ? user[1] : "");
  }

  /** Returns the address of a Redis. */
  static Setting<String> redis(String name, String otherwise, String what) {
    return secret(
        name,
        REDIS_FORM,
        otherwise,
        what,
        text -> uri(text, Set.of("redis", "rediss")) == null ? null : text);
  }

  private static @Nullable URI uri(String text, Set<String> schemes) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && schemes.contains(uri.getScheme()) ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Returns its row of the README's table. */
  public String row() {
    return "| `%s` | %s | %s | %s |".formatted(name, what, form, otherwise);
  }
}
