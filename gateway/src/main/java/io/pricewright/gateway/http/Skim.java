package io.pricewright.gateway.http;

import io.pricewright.rules.json.JsonSkimmer;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a body while it comes. It says how much memory its values will take, and once the body
 * is a large one it refuses what cannot be used, without the rest: JSON at its first fault or the
 * first item too many, lines at the first too many. What is smaller is read whole, and told all
 * that is wrong with it at once.
 */
final class Skim {
  /** From how many bytes on a body is large: most bulks of 1,000 events are not. */
  static final int LARGE = 256 * 1024;

  /** What a value takes beside its text: the entry of a map, a name, a number. */
  private static final int VALUE_BYTES = 64;

  private static final String LINES = "application/x-ndjson";

  private final Map<String, Integer> most;
  private final @Nullable String contentType;
  private final boolean anything;
  private int length;
  private int newlines;
  private @Nullable JsonSkimmer skimmer;

  /**
   * Begins with a body.
   *
   * @param most how many items its lists may have, see {@link JsonSkimmer}
   * @param anything whether the route takes any bytes, such as a part of a file
   */
  Skim(Map<String, Integer> most, @Nullable String contentType, boolean anything) {
    this.most = most;
    this.anything = anything;
    this.contentType = contentType;
  }

  /** Returns whether the body is lines; only asked of large ones. */
  private boolean ofLines() {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(LINES);
  }

  /** Returns how many bytes a part takes, with its values. */
  long weight(byte[] part) {
    long values = 0;
    for (byte one : part) {
      if (one == ',' || one == ':' || one == '[' || one == '{') {
        values++;
      } else if (one == '\n') {
        newlines++;
      }
    }
    return part.length + VALUE_BYTES * values;
  }

  /**
   * Looks at a part, once the body is large. Fails with {@link Problem.MalformedBody} and {@link
   * Problem.InvalidRequest}.
   *
   * @param before all that came before
   */
  void look(List<byte[]> before, byte[] part) {
    length += part.length;
    if (anything || length <= LARGE) {
      return;
    }
    if (ofLines()) {
      lines();
      return;
    }
    if (skimmer == null) {
      skimmer = new JsonSkimmer(most);
      before.forEach(skimmer::next);
    }
    skimmer.next(part);
  }

  private void lines() {
    int bound = most.getOrDefault("events", Integer.MAX_VALUE);
    if (newlines > bound) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "The lines cannot be used; nothing was stored.",
              List.of(
                  new FieldError(
                      "/events",
                      "out_of_range",
                      "Send 1 to %d lines, not more. Split the request.".formatted(bound)))));
    }
  }
}
