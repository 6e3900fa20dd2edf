package io.pricewright.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Looks through JSON that comes in parts, and keeps none of it: what {@link JsonReader} would
 * refuse for its form is refused at the first such place, and so is the first item too many of a
 * list. What needs a memory is left to the reader: names that come twice, how large a number is,
 * and an end that comes too early; and so is what this parser lets pass, a comma before an end and
 * a name without a value.
 */
public final class JsonSkimmer {
  /** The list that the text itself is. */
  public static final String ROOT = "";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(JsonReader.CONSTRAINTS)
          .build();

  private final Map<String, Integer> most;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private String key = ROOT;
  private int depth;
  private int left = JsonReader.MAX_VALUES;
  private boolean ended;

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
    try {
      parser = FACTORY.createNonBlockingByteArrayParser();
      feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    } catch (IOException e) {
      throw new IllegalStateException("a parser of memory cannot fail", e);
    }
  }

  /**
   * Looks at the next part, which may end anywhere. Fails with {@link Problem.MalformedBody}, and
   * with {@link Problem.InvalidRequest} at an item too many.
   */
  public void next(byte[] part) {
    try {
      feeder.feedInput(part, 0, part.length);
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.NOT_AVAILABLE;
          token = parser.nextToken()) {
        look(token);
      }
    } catch (IOException e) {
      throw JsonReader.refused(e);
    }
  }

  private void look(JsonToken token) throws IOException {
    switch (token) {
      case FIELD_NAME -> key = depth == 1 ? parser.currentName() : key;
      case END_OBJECT, END_ARRAY -> {
        listDepth = depth == listDepth ? 0 : listDepth;
        depth--;
        ended = depth == 0;
      }
      default -> value(token);
    }
  }

  private void value(JsonToken token) {
    if (ended) {
      throw JsonReader.malformed("There is more after the JSON value.");
    }
    if (--left < 0) {
      throw JsonReader.tooMany();
    }
    if (listDepth > 0 && depth == listDepth && ++items > listMost) {
      throw tooManyItems();
    }
    if (!token.isStructStart()) {
      ended = depth == 0;
      return;
    }
    depth++;
    Integer bound = token == JsonToken.START_ARRAY && depth <= 2 ? most.get(key) : null;
    if (bound != null && listDepth == 0) {
      listDepth = depth;
      listMost = bound;
      items = 0;
    }
  }

  private ProblemException tooManyItems() {
    return new ProblemException(
        new Problem.InvalidRequest(
            "The list has too many items.",
            List.of(
                new FieldError(
                    listDepth == 1 ? "" : "/" + key,
                    "out_of_range",
                    "Send at most %d, not more. Split the request.".formatted(listMost)))));
  }
}
