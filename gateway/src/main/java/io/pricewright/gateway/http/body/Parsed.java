package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are texts of a form: ids, times, currencies.
 *
 * @param read makes the value; fails with any {@code RuntimeException} when the text is none
 * @param text writes the value
 * @param bare the schema without maxLength
 * @param longest most characters
 * @param code code of the error of a text that is none
 * @param detail detail of it
 * @param example a text that is one; empty for one made of the key
 * @param standIn a value for one that was wrong
 * @param blankIsAbsent whether a blank text is as good as none
 */
record Parsed(
    Function<String, Object> read,
    Function<Object, String> text,
    Json.Obj bare,
    int longest,
    String code,
    String detail,
    String example,
    Object standIn,
    boolean blankIsAbsent)
    implements Kind {
  @Override
  public @Nullable Object read(Json value, Spot at) {
    if (!(value instanceof Json.Str given)) {
      return at.wrong("wrong_type", "Send a string.");
    }
    if (given.value().length() > longest) {
      return at.wrong("too_long", "Send at most %d characters.".formatted(longest));
    }
    try {
      return read.apply(given.value());
    } catch (OutOfRange e) {
      return at.wrong("out_of_range", e.detail);
    } catch (RuntimeException e) {
      return at.wrong(code, detail);
    }
  }

  Parsed refusedAs(@Nullable Refused refused) {
    return refused == null
        ? this
        : new Parsed(
            read,
            text,
            bare,
            longest,
            refused.code(),
            refused.detail(),
            example,
            standIn,
            blankIsAbsent);
  }

  Parsed atMost(@Nullable Longest bound) {
    return bound == null
        ? this
        : new Parsed(
            read, text, bare, bound.value(), code, detail, example, standIn, blankIsAbsent);
  }

  @Override
  public Json write(Object value) {
    return Json.of(text.apply(value));
  }

  @Override
  public Json.Obj schema(Schemas in) {
    return in.input() && bare.get("format") == null && bare.get("pattern") == null
        ? bare.with("maxLength", Json.of(longest))
        : bare;
  }

  @Override
  public Json example(Examples in, String key) {
    return Json.of(example.isEmpty() ? in.id(key, standIn.getClass()) : example);
  }

  @Override
  public boolean blank(Object value) {
    return blankIsAbsent && text.apply(value).isBlank();
  }

  @Override
  public Json literal(String text) {
    return Json.of(text);
  }

  /** A value of the form that is beyond what is taken. */
  static final class OutOfRange extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String detail;

    OutOfRange(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }
  }
}
