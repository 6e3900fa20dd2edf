package io.pricewright.gateway.event;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads newline-delimited JSON: an event a line, and no blank line but the one at the end. */
final class EventLines {
  private static final String MEDIA_TYPE = "application/x-ndjson";
  private static final int MAX_ERRORS = 100;

  private EventLines() {}

  /** Returns whether a content type says that a body is such. */
  static boolean are(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE);
  }

  /**
   * Reads at most so many lines; more are refused before any is read. Lines that are no JSON are
   * refused all at once, the first line as {@code /events/0}.
   */
  static List<Json> read(byte[] body, int most) {
    int end = body.length > 0 && body[body.length - 1] == '\n' ? body.length - 1 : body.length;
    int lines = end == 0 ? 0 : 1;
    for (int i = 0; i < end; i++) {
      lines += body[i] == '\n' ? 1 : 0;
    }
    if (lines == 0 || lines > most) {
      throw refused(
          List.of(
              new FieldError(
                  "/events",
                  "out_of_range",
                  "Send 1 to %d lines, not %d. Split the request.".formatted(most, lines))));
    }
    return read(body, end, lines);
  }

  private static List<Json> read(byte[] body, int end, int lines) {
    List<Json> events = new ArrayList<>(lines);
    List<FieldError> errors = new ArrayList<>();
    int from = 0;
    for (int line = 0; line < lines; line++) {
      int to = from;
      while (to < end && body[to] != '\n') {
        to++;
      }
      try {
        events.add(JsonReader.read(Arrays.copyOfRange(body, from, to)));
      } catch (ProblemException e) {
        if (errors.size() < MAX_ERRORS) {
          errors.add(
              new FieldError(
                  "/events/" + line,
                  "malformed",
                  "Line %d is no JSON. %s".formatted(line + 1, e.problem().detail())));
        }
      }
      from = to + 1;
    }
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return events;
  }

  private static ProblemException refused(List<FieldError> errors) {
    return new ProblemException(
        new Problem.InvalidRequest("The lines cannot be used; nothing was stored.", errors));
  }
}
