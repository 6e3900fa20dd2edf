package io.pricewright.gateway.http;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.Quantities;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and collects everything that is wrong. A wrong field gives a
 * stand-in value; {@link #done} then refuses the request with all errors, unknown fields included.
 * Nothing read may be used before {@code done}.
 */
public final class Fields {
  /** Longest text of a field without a bound of its own. */
  public static final int MAX_TEXT = 4_000;

  /** Most errors reported of one request. */
  public static final int MAX_ERRORS = 100;

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Json.Obj object;
  private final String pointer;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> inner = new ArrayList<>();

  private Fields(Json.Obj object, String pointer, List<FieldError> errors) {
    this.object = object;
    this.pointer = pointer;
    this.errors = errors;
  }

  /** Begins to read a body, which has to be an object. */
  public static Fields of(Json body) {
    List<FieldError> errors = new ArrayList<>();
    if (body instanceof Json.Obj object) {
      return new Fields(object, "", errors);
    }
    errors.add(new FieldError("", "wrong_type", "Send a JSON object."));
    return new Fields(Json.Obj.EMPTY, "", errors);
  }

  /** Returns whether a field is there and not null. */
  public boolean has(String name) {
    known.add(name);
    return object.get(name) != null;
  }

  /** Accepts fields and takes no notice of them: older names of other servers' clients. */
  public Fields ignore(String... names) {
    known.addAll(Arrays.asList(names));
    return this;
  }

  /** Adds an error at a field. */
  public void refuse(String name, String code, String detail) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(pointerTo(name), code, detail));
    }
  }

  /** Adds errors whose pointers begin at this object. */
  public void refuseAll(List<FieldError> found) {
    for (FieldError error :
        found.stream().limit(Math.max(0, MAX_ERRORS - errors.size())).toList()) {
      errors.add(new FieldError(pointer + error.pointer(), error.code(), error.detail()));
    }
  }

  /** Returns whether nothing was wrong so far, here and in the objects around. */
  public boolean fine() {
    return errors.isEmpty();
  }

  /** Ends reading: refuses unknown fields and, when anything was wrong, the whole request. */
  public void done() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              errors.size() == 1
                  ? "One field cannot be used; errors says why."
                  : "%d fields cannot be used; errors says why.".formatted(errors.size()),
              errors));
    }
  }

  private void refuseUnknown() {
    for (String name : object.fields().keySet()) {
      if (!known.contains(name)) {
        refuse(name, "unknown_field", "There is no such field. Remove it, or correct its name.");
      }
    }
    inner.forEach(Fields::refuseUnknown);
  }

  /** Reads any JSON, or null. */
  public @Nullable Json json(String name) {
    known.add(name);
    return object.get(name);
  }

  /** Reads a text of 1 to so many characters, or null. */
  public @Nullable String text(String name, int maxLength) {
    Json value = json(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Json.Str text)) {
      return wrong(name, "wrong_type", "Send a string.");
    }
    if (text.value().length() > maxLength) {
      return wrong(name, "too_long", "Send at most %d characters.".formatted(maxLength));
    }
    return text.value();
  }

  /** Reads a text, or null. */
  public @Nullable String text(String name) {
    return text(name, MAX_TEXT);
  }

  /** Reads a text that has to be there and not blank. */
  public String requiredText(String name, int maxLength) {
    String value = text(name, maxLength);
    if (object.get(name) == null || (value != null && value.isBlank())) {
      refuse(name, "required", "Give '%s'.".formatted(name));
    }
    return value == null ? "" : value;
  }

  /** Reads a text, or keeps what was there. */
  public @Nullable String textOr(String name, int maxLength, @Nullable String before) {
    String value = text(name, maxLength);
    return value == null ? before : value;
  }

  /** Reads a text that is not blank, or keeps what was there. */
  public String kept(String name, int maxLength, String before) {
    String value = text(name, maxLength);
    if (value != null && value.isBlank()) {
      refuse(name, "required", "Send a text that is not blank, or leave it out.");
    }
    return value == null ? before : value;
  }

  /** Reads a decimal given as string or number, at most 12 decimals and below 10^26, or null. */
  public @Nullable BigDecimal decimal(String name) {
    Json value = json(name);
    if (value == null) {
      return null;
    }
    String text =
        switch (value) {
          case Json.Num number -> number.value().toString();
          case Json.Str string -> string.value();
          default -> "";
        };
    BigDecimal number = Quantities.parse(text).orElse(null);
    if (number == null) {
      return wrong(name, "not_a_decimal", "Send a decimal as a string, such as \"0.002\".");
    }
    if (number.scale() > 12 || number.abs().compareTo(BigDecimal.TEN.pow(26)) >= 0) {
      return wrong(name, "out_of_range", "Send at most 12 decimals and less than 10^26.");
    }
    return number;
  }

  /** Reads a decimal that is not negative, or null. */
  public @Nullable BigDecimal amount(String name) {
    BigDecimal number = decimal(name);
    return number != null && number.signum() < 0
        ? wrong(name, "out_of_range", "Send 0 or more.")
        : number;
  }

  /** Reads a whole number in a range, or null. A string of digits will do. */
  public @Nullable Long integer(String name, long min, long max) {
    BigDecimal number = decimal(name);
    if (number == null) {
      return null;
    }
    if (number.scale() > 0
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      return wrong(name, "out_of_range", "Send a whole number from %d to %d.".formatted(min, max));
    }
    return number.longValueExact();
  }

  /** Reads a truth value; absent is what is given. */
  public boolean bool(String name, boolean absent) {
    Json value = json(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Json.Bool bool) {
      return bool.value();
    }
    refuse(name, "wrong_type", "Send true or false.");
    return absent;
  }

  /** Reads an RFC 3339 time, cut to microseconds, or null. */
  public @Nullable Instant instant(String name) {
    String text = text(name, 64);
    if (text == null) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      return at.isBefore(EARLIEST) || at.isAfter(LATEST)
          ? wrong(name, "out_of_range", "Send a time between the years 1900 and 9999.")
          : at;
    } catch (DateTimeParseException e) {
      return wrong(name, "not_a_time", "Send an RFC 3339 time, such as 2026-01-31T00:00:00Z.");
    }
  }

  /** Reads one of the names of an enum, or null. */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String text = text(name, 100);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    return wrong(
        name, "not_a_choice", "Send one of " + Arrays.toString(type.getEnumConstants()) + ".");
  }

  /** Reads one of the names of an enum that has to be there; wrong gives the first. */
  public <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
    E value = choice(name, type);
    if (object.get(name) == null) {
      refuse(name, "required", "Give one of " + Arrays.toString(type.getEnumConstants()) + ".");
    }
    return value == null ? type.getEnumConstants()[0] : value;
  }

  /** Reads one of some texts; absent is what is given. */
  public String oneOf(String name, String absent, String... choices) {
    String text = text(name, 100);
    if (text == null) {
      return absent;
    }
    if (Arrays.asList(choices).contains(text)) {
      return text;
    }
    refuse(name, "not_a_choice", "Send one of " + Arrays.toString(choices) + ".");
    return absent;
  }

  /** Reads a list of texts; empty when absent. */
  public List<String> texts(String name, int maxItems) {
    List<String> texts = new ArrayList<>();
    for (Json item : array(name, maxItems)) {
      if (item instanceof Json.Str text && text.value().length() <= MAX_TEXT) {
        texts.add(text.value());
      } else {
        refuse(name, "wrong_type", "Send strings of at most %d characters.".formatted(MAX_TEXT));
      }
    }
    return texts;
  }

  /** Reads a map of strings: at most 100 keys. Absent gives null. */
  public Json.@Nullable Obj metadata(String name) {
    Json value = json(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Json.Obj map)) {
      return wrong(name, "wrong_type", "Send an object whose values are strings.");
    }
    boolean strings = map.fields().values().stream().allMatch(v -> v instanceof Json.Str);
    if (!strings || map.fields().size() > 100 || map.text().length() > 100_000) {
      return wrong(name, "out_of_range", "Send at most 100 keys whose values are strings.");
    }
    return map;
  }

  /** Reads free JSON that has to be an object, or null. */
  public Json.@Nullable Obj free(String name) {
    Json value = json(name);
    if (value == null || value instanceof Json.Obj) {
      return (Json.Obj) value;
    }
    return wrong(name, "wrong_type", "Send an object.");
  }

  /** Reads an object field by field, or null. Its errors are this one's. */
  public @Nullable Fields object(String name) {
    Json.Obj value = free(name);
    return value == null ? null : child(value, pointerTo(name));
  }

  /** Reads a list of objects; empty when absent. */
  public List<Fields> objects(String name, int maxItems) {
    List<Fields> objects = new ArrayList<>();
    List<Json> items = array(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Obj item) {
        objects.add(child(item, pointerTo(name) + "/" + i));
      } else {
        errors.add(new FieldError(pointerTo(name) + "/" + i, "wrong_type", "Send a JSON object."));
      }
    }
    return objects;
  }

  private List<Json> array(String name, int maxItems) {
    Json value = json(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Json.Arr array)) {
      refuse(name, "wrong_type", "Send an array.");
      return List.of();
    }
    if (array.items().size() > maxItems) {
      refuse(name, "too_many", "Send at most %d.".formatted(maxItems));
      return List.of();
    }
    return array.items();
  }

  private Fields child(Json.Obj value, String at) {
    Fields child = new Fields(value, at, errors);
    inner.add(child);
    return child;
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
  private <T> @Nullable T wrong(String name, String code, String detail) {
    refuse(name, code, detail);
    return null;
  }
}
