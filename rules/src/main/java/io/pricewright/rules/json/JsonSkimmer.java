package io.pricewright.rules.json;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks through JSON that comes in parts, and keeps none of it: what {@link JsonReader} would
 * refuse for its form is refused at the first such place, and so is the first item too many of a
 * list. What needs a memory is left to the reader: names that come twice, how large a number is,
 * which bytes are UTF-8, and an end that comes too early.
 */
public final class JsonSkimmer {
  /** The list that the text itself is. */
  public static final String ROOT = "";

  private static final int MAX_NAME = 64;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** What may come next. */
  private enum At {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    COLON,
    COMMA_OR_END,
    STRING,
    ESCAPE,
    HEX,
    WORD,
    SIGN,
    ZERO,
    DIGITS,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS
  }

  private final Map<String, Integer> most;

  /** Whether what stands open at each depth is an object; depth 0 is the text itself. */
  private final boolean[] objects = new boolean[JsonReader.MAX_DEPTH + 1];

  private final byte[] name = new byte[MAX_NAME];
  private int named;
  private String key = ROOT;
  private boolean inName;
  private At at = At.VALUE;
  private byte[] word = NULL;

  /** Characters of the string or number, letters of the word, digits of the escape so far. */
  private int length;

  private int hex;
  private int depth;
  private long offset;
  private int left = JsonReader.MAX_VALUES;

  /** Where the list that is counted stands; 0: none is. */
  private int listDepth;

  private int listMost;
  private int items;

  /**
   * Begins.
   *
   * @param most how many items a list may have: by its key in the outermost object, or {@link
   *     #ROOT}; other lists have no bound but {@link JsonReader#MAX_VALUES}
   */
  public JsonSkimmer(Map<String, Integer> most) {
    this.most = Map.copyOf(most);
  }

  /**
   * Looks at the next part, which may end anywhere. Fails with {@link Problem.MalformedBody}, and
   * with {@link Problem.InvalidRequest} at an item too many.
   */
  public void next(byte[] part) {
    for (byte one : part) {
      offset++;
      next(one);
    }
  }

  private void next(byte one) {
    switch (at) {
      case STRING -> string(one);
      case ESCAPE -> escape(one);
      case HEX -> hex(one);
      case WORD -> word(one);
      case SIGN, ZERO, DIGITS, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS ->
          number(one);
      default -> {
        if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
          mark(one);
        }
      }
    }
  }

  private void mark(byte one) {
    switch (at) {
      case VALUE -> value(one);
      case VALUE_OR_END -> {
        if (one == ']') {
          close();
        } else {
          value(one);
        }
      }
      case NAME, NAME_OR_END -> {
        if (one == '}' && at == At.NAME_OR_END) {
          close();
        } else {
          expect(one == '"');
          begin(true);
        }
      }
      case COLON -> {
        expect(one == ':');
        at = At.VALUE;
      }
      default -> afterValue(one);
    }
  }

  private void afterValue(byte one) {
    if (depth == 0) {
      throw JsonReader.malformed("There is more after the JSON value.");
    }
    if (one == ',') {
      at = objects[depth] ? At.NAME : At.VALUE;
    } else {
      expect(one == (objects[depth] ? '}' : ']'));
      close();
    }
  }

  private void value(byte one) {
    if (--left < 0) {
      throw JsonReader.tooMany();
    }
    if (listDepth > 0 && depth == listDepth && ++items > listMost) {
      throw tooManyItems();
    }
    length = 0;
    switch (one) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> begin(false);
      case 't' -> word(TRUE);
      case 'f' -> word(FALSE);
      case 'n' -> word(NULL);
      case '-' -> at = At.SIGN;
      default -> {
        expect(digit(one));
        at = one == '0' ? At.ZERO : At.DIGITS;
      }
    }
  }

  // ---- objects and arrays ----

  private void open(boolean object) {
    if (++depth > JsonReader.MAX_DEPTH) {
      throw JsonReader.malformed("There are more than %d levels.".formatted(JsonReader.MAX_DEPTH));
    }
    objects[depth] = object;
    at = object ? At.NAME_OR_END : At.VALUE_OR_END;
    Integer bound = object || depth > 2 ? null : bound();
    if (bound != null) {
      listDepth = depth;
      listMost = bound;
      items = 0;
    }
  }

  private @Nullable Integer bound() {
    if (depth == 1) {
      return most.get(ROOT);
    }
    return objects[1] ? most.get(key) : null;
  }

  private void close() {
    listDepth = depth == listDepth ? 0 : listDepth;
    depth--;
    at = At.COMMA_OR_END;
  }

  private ProblemException tooManyItems() {
    String pointer = listDepth == 1 ? "" : "/" + key;
    return new ProblemException(
        new Problem.InvalidRequest(
            "The list has too many items.",
            List.of(
                new FieldError(
                    pointer,
                    "out_of_range",
                    "Send at most %d, not more. Split the request.".formatted(listMost)))));
  }

  // ---- strings ----

  private void begin(boolean asName) {
    inName = asName;
    named = 0;
    length = 0;
    at = At.STRING;
  }

  private void string(byte one) {
    if (one == '"') {
      if (inName && depth == 1) {
        key = new String(name, 0, named, StandardCharsets.UTF_8);
      }
      at = inName ? At.COLON : At.COMMA_OR_END;
    } else if (one == '\\') {
      character();
      at = At.ESCAPE;
    } else if (one >= 0 && one < 0x20) {
      throw malformed("A string holds a control character");
    } else if ((one & 0xc0) != 0x80) { // A byte that goes on with a character is none.
      character();
    }
    if (at == At.STRING && inName && depth == 1 && named < MAX_NAME) {
      name[named++] = one;
    }
  }

  private void character() {
    if (++length > (inName ? JsonReader.MAX_NAME : JsonReader.MAX_STRING)) {
      throw malformed("A string is too long");
    }
  }

  private void escape(byte one) {
    hex = 4;
    expect("\"\\/bfnrtu".indexOf(one) >= 0);
    at = one == 'u' ? At.HEX : At.STRING;
  }

  private void hex(byte one) {
    expect(Character.digit(one, 16) >= 0);
    at = --hex == 0 ? At.STRING : At.HEX;
  }

  // ---- words and numbers ----

  private void word(byte[] whole) {
    word = whole;
    length = 1;
    at = At.WORD;
  }

  private void word(byte one) {
    expect(one == word[length]);
    at = ++length == word.length ? At.COMMA_OR_END : At.WORD;
  }

  private void number(byte one) {
    if (++length > JsonReader.MAX_NUMBER) {
      throw malformed("A number is too long");
    }
    At next = after(one);
    if (next != null) {
      at = next;
      return;
    }
    expect(at != At.SIGN && at != At.POINT && at != At.EXPONENT && at != At.EXPONENT_SIGN);
    at = At.COMMA_OR_END;
    next(one);
  }

  /** Returns where a number goes on with a byte; null when it does not. */
  private @Nullable At after(byte one) {
    boolean digit = digit(one);
    return switch (at) {
      case SIGN -> digit ? one == '0' ? At.ZERO : At.DIGITS : null;
      case ZERO, DIGITS -> {
        if (digit && at == At.DIGITS) {
          yield At.DIGITS;
        }
        yield one == '.' ? At.POINT : exponent(one);
      }
      case POINT -> digit ? At.FRACTION : null;
      case FRACTION -> digit ? At.FRACTION : exponent(one);
      case EXPONENT -> one == '+' || one == '-' ? At.EXPONENT_SIGN : ifDigit(digit);
      default -> ifDigit(digit);
    };
  }

  private static @Nullable At ifDigit(boolean digit) {
    return digit ? At.EXPONENT_DIGITS : null;
  }

  private static @Nullable At exponent(byte one) {
    return one == 'e' || one == 'E' ? At.EXPONENT : null;
  }

  private static boolean digit(byte one) {
    return one >= '0' && one <= '9';
  }

  private void expect(boolean so) {
    if (!so) {
      throw malformed("Unexpected character");
    }
  }

  private ProblemException malformed(String what) {
    return JsonReader.malformed("The JSON cannot be read: %s at byte %d.".formatted(what, offset));
  }
}
