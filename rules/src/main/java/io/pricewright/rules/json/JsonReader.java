package io.pricewright.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON bytes into exact values. Refuses with {@link Problem.MalformedBody}: syntax errors,
 * duplicate keys, more than 64 levels, numbers of more than 400 characters or with an exponent
 * beyond 400, invalid UTF-8, U+0000, lone surrogates, more than 500,000 values, and anything after
 * the value.
 */
public final class JsonReader {
  /** Deepest nesting accepted. */
  public static final int MAX_DEPTH = 64;

  /** Most values in one text: a small body can hold very many, each of which takes memory. */
  public static final int MAX_VALUES = 500_000;

  static final int MAX_NUMBER = 400;
  static final int MAX_STRING = 4 * 1024 * 1024;
  static final int MAX_NAME = 10_000;
  private static final int MAX_EXPONENT = 400;
  private static final String NO_UTF_8 = "The body is not valid UTF-8. Send UTF-8 JSON.";
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_NAME)
                  .build())
          .build();

  private final JsonParser parser;
  private int left = MAX_VALUES;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads one value from UTF-8 bytes. */
  public static Json read(byte[] utf8) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw malformed(NO_UTF_8);
    }
  }

  /**
   * Reads one value from UTF-8 bytes that are too many to be copied.
   *
   * @param utf8 reads from memory
   */
  public static Json read(InputStream utf8) {
    try (JsonParser parser =
        FACTORY.createParser(new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder()))) {
      return whole(parser);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Reads one value from text. */
  public static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return whole(parser);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static Json whole(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw malformed("The body is empty. Send a JSON value.");
    }
    Json value = new JsonReader(parser).value();
    if (parser.nextToken() != null) {
      throw malformed("There is more after the JSON value%s.".formatted(where(parser)));
    }
    return value;
  }

  /** Says what is wrong with text that is no JSON. */
  private static ProblemException refused(IOException fault) {
    if (fault instanceof JsonProcessingException json) {
      var at = json.getLocation();
      String reason = json.getOriginalMessage();
      return malformed(
          "The JSON cannot be read at line %d, column %d: %s"
              .formatted(
                  at == null ? 1 : at.getLineNr(),
                  at == null ? 1 : at.getColumnNr(),
                  reason.length() > 200 ? reason.substring(0, 200) : reason));
    }
    if (fault instanceof CharacterCodingException) {
      return malformed(NO_UTF_8);
    }
    throw new IllegalStateException("reading from memory cannot fail", fault);
  }

  /** Reads text that this system wrote and that is known to be an object. */
  public static Json.Obj parseObject(String text) {
    if (parse(text) instanceof Json.Obj object) {
      return object;
    }
    throw malformed("The JSON value is not an object.");
  }

  private Json value() throws IOException {
    if (--left < 0) {
      throw tooMany();
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.Str(checked(parser.getText(), parser));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      default -> throw malformed("Unexpected " + token + where(parser) + ".");
    };
  }

  private Json object() throws IOException {
    GivenAway fields = new GivenAway();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checked(parser.currentName(), parser);
      parser.nextToken();
      fields.put(name, value());
    }
    return new Json.Obj(fields);
  }

  private Json array() throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Json.Arr(items);
  }

  private static Json number(JsonParser parser) throws IOException {
    BigDecimal number = parser.getDecimalValue();
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw malformed(
          "A number%s has an exponent beyond %d. Send a plain decimal."
              .formatted(where(parser), MAX_EXPONENT));
    }
    if (number.precision() - number.scale() > MAX_EXPONENT - 1) {
      throw malformed("A number%s is out of range.".formatted(where(parser)));
    }
    return new Json.Num(number);
  }

  private static String checked(String text, JsonParser parser) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw malformed("A string%s holds U+0000. Remove it.".formatted(where(parser)));
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw malformed("A string%s holds a lone surrogate.".formatted(where(parser)));
        }
        i++;
      }
    }
    return text;
  }

  private static String where(JsonParser parser) {
    String path = parser.getParsingContext().pathAsPointer().toString();
    return path.isEmpty() ? "" : " at " + path;
  }

  static ProblemException tooMany() {
    return malformed("There are more than %d values. Send less at once.".formatted(MAX_VALUES));
  }

  static ProblemException malformed(String detail) {
    return new ProblemException(new Problem.MalformedBody(detail));
  }
}
