package io.pricewright.gateway.simulation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pricewright.rules.event.EventDraft;
import io.pricewright.rules.event.EventReader;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.EventFileFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of events row by row, as CSV (RFC 4180, a header, UTF-8) or as a JSON event a line.
 * A CSV's columns {@code event_name}, {@code external_customer_id}, {@code timestamp}, {@code
 * event_id} and {@code source} are the event's own; all others are properties, empty cells left
 * out. A row that is no event is told and passed over.
 */
final class FileEvents {
  private static final Set<String> OWN =
      Set.of("event_name", "external_customer_id", "timestamp", "event_id", "source");
  private static final int MAX_LINE = 256 * 1024;

  private final boolean csv;
  private final Instant now;

  FileEvents(EventFileFormat format, Instant now) {
    this.csv = format == EventFileFormat.CSV;
    this.now = now;
  }

  /** Takes what is in a file. */
  interface Sink {
    /** Takes an event; its row is not told again as bad. */
    void event(long row, EventDraft draft);

    /** Takes a bad row. */
    void bad(BadRow row);
  }

  /** Reads to the end. */
  void read(InputStream bytes, Sink sink) throws IOException {
    if (csv) {
      readCsv(bytes, sink);
    } else {
      readLines(bytes, sink);
    }
  }

  private void readCsv(InputStream bytes, Sink sink) throws IOException {
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(bytes, StandardCharsets.UTF_8)) {
      List<String> columns = null;
      for (CsvRecord row : rows) {
        if (columns == null) {
          columns = List.copyOf(row.getFields());
        } else {
          csvRow(columns, row, sink);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void csvRow(List<String> columns, CsvRecord row, Sink sink) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != columns.size()) {
      sink.bad(
          new BadRow(
              line,
              "wrong_number_of_fields",
              "The header has %d fields, this row %d."
                  .formatted(columns.size(), row.getFieldCount())));
      return;
    }
    Map<String, Json> event = new LinkedHashMap<>();
    Map<String, Json> properties = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!row.getField(i).isEmpty()) {
        (OWN.contains(columns.get(i)) ? event : properties)
            .put(columns.get(i), Json.of(row.getField(i)));
      }
    }
    event.put("properties", new Json.Obj(properties));
    event(line, new Json.Obj(event), sink);
  }

  private void readLines(InputStream bytes, Sink sink) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
    StringBuilder line = new StringBuilder();
    long row = 0;
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c != '\n') {
        if (line.length() <= MAX_LINE) {
          line.append((char) c);
        }
        continue;
      }
      jsonRow(++row, line, sink);
      line.setLength(0);
    }
    if (!line.isEmpty()) {
      jsonRow(++row, line, sink);
    }
  }

  private void jsonRow(long row, CharSequence text, Sink sink) {
    if (text.length() > MAX_LINE) {
      sink.bad(
          new BadRow(row, "too_long", "A line has at most %d characters.".formatted(MAX_LINE)));
      return;
    }
    String line = text.toString().strip();
    if (line.isEmpty()) {
      return;
    }
    Json json;
    try {
      json = JsonReader.parse(line);
    } catch (ProblemException e) {
      sink.bad(new BadRow(row, "malformed", e.problem().detail()));
      return;
    }
    event(row, json, sink);
  }

  private void event(long row, Json json, Sink sink) {
    List<FieldError> errors = new ArrayList<>();
    EventDraft draft = new EventReader(now, errors).read(json, "");
    BadRow bad = draft == null ? bad(row, errors) : missingTime(row, draft);
    if (bad != null) {
      sink.bad(bad);
    } else if (draft != null) {
      sink.event(row, draft);
    }
  }

  private static BadRow bad(long row, List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return new BadRow(row, first.code(), first.pointer() + ": " + first.detail());
  }

  private static @Nullable BadRow missingTime(long row, EventDraft draft) {
    return draft.timestamp() != null
        ? null
        : new BadRow(row, "required", "/timestamp: 'timestamp' is missing.");
  }
}
