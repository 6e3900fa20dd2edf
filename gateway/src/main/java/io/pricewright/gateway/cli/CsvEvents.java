package io.pricewright.gateway.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pricewright.rules.json.JsonText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180, UTF-8, with or without byte order mark) as events in JSON. Cells are
 * sent as text, digit for digit; empty ones are left out.
 */
final class CsvEvents implements Closeable {
  private final ImportPlan plan;
  private final CloseableIterator<CsvRecord> rows;
  private final List<String> columns;
  private final int time;
  private final int id;
  private final int event;
  private final int customer;
  private Instant last = Instant.EPOCH;
  private long line;
  private final Map<Integer, String> properties = new LinkedHashMap<>();
  private final @Nullable RowIds ids;

  /**
   * Opens a file's bytes and reads its header.
   *
   * @param most most distinct rows when ids are derived
   */
  CsvEvents(ImportPlan plan, InputStream bytes, int most) {
    this.plan = plan;
    rows =
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .ofCsvRecord(bytes, StandardCharsets.UTF_8)
            .iterator();
    CsvRecord header = record();
    if (header == null) {
      throw new ImportException(
          "%s is empty; its first line names the columns.".formatted(plan.file()));
    }
    columns = List.copyOf(header.getFields());
    checkColumns();
    time = columns.indexOf(plan.timeColumn());
    id = plan.idColumn() == null ? -1 : columns.indexOf(plan.idColumn());
    event = plan.event().column() ? columns.indexOf(plan.event().text()) : -1;
    customer = plan.customer().column() ? columns.indexOf(plan.customer().text()) : -1;
    plan.properties().forEach((column, name) -> properties.put(columns.indexOf(column), name));
    ids =
        id >= 0
            ? null
            : new RowIds(
                plan.customer().fixed(), plan.event().fixed(), plan.namespace(), columns, most);
  }

  /** Returns the next row as an event in JSON, or null after the last. */
  @Nullable String next() {
    CsvRecord row = record();
    return row == null ? null : json(row);
  }

  /** Returns the time of the last row. */
  Instant lastTime() {
    return last;
  }

  /** Returns the line of the last row. */
  long lastLine() {
    return line;
  }

  private String json(CsvRecord row) {
    line = row.getStartingLineNumber();
    try {
      last = RowTime.parse(row.getField(time));
    } catch (IllegalArgumentException e) {
      throw new ImportException(
          ("%s, line %d, column '%s': %s. Write it as 2023-11-16T18:17:03.97996Z, or with a blank"
                  + " for the T, as a date alone, or as seconds since 1970; without an offset it is"
                  + " UTC.")
              .formatted(
                  plan.file(), row.getStartingLineNumber(), plan.timeColumn(), e.getMessage()));
    }
    StringBuilder out = new StringBuilder(192);
    field(out.append('{'), "event_id", idOf(row));
    field(out.append(','), "event_name", said(row, event, plan.event()));
    String who = said(row, customer, plan.customer());
    field(out.append(','), "external_customer_id", who);
    field(out.append(','), "timestamp", last.toString());
    out.append(",\"properties\":{");
    char before = 0;
    for (Map.Entry<Integer, String> property : properties.entrySet()) {
      String value = row.getField(property.getKey());
      if (!value.isEmpty()) {
        field(before == 0 ? out : out.append(before), property.getValue(), value);
        before = ',';
      }
    }
    return out.append("}}").toString();
  }

  private String said(CsvRecord row, int column, ImportPlan.Said said) {
    String text = column < 0 ? said.text() : row.getField(column);
    if (text.isBlank()) {
      throw new ImportException(
          "%s, line %d: the column '%s' is empty. Every row needs one."
              .formatted(plan.file(), row.getStartingLineNumber(), said.text()));
    }
    return text;
  }

  private static void field(StringBuilder out, String name, String value) {
    JsonText.writeString(name, out);
    JsonText.writeString(value, out.append(':'));
  }

  private String idOf(CsvRecord row) {
    if (ids != null) {
      return ids.next(row.getFields());
    }
    String given = row.getField(id);
    if (given.isBlank()) {
      throw new ImportException(
          "%s, line %d: the id column '%s' is empty. Fill it, or leave out --id."
              .formatted(plan.file(), row.getStartingLineNumber(), plan.idColumn()));
    }
    return given;
  }

  private @Nullable CsvRecord record() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (CsvParseException e) {
      throw new ImportException(
          "%s cannot be read as CSV: %s Every line needs as many fields as the first."
              .formatted(plan.file(), e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new ImportException("%s cannot be read: %s".formatted(plan.file(), e.getMessage()));
    }
  }

  private void checkColumns() {
    Set<String> wanted = new LinkedHashSet<>(plan.properties().keySet());
    wanted.add(plan.timeColumn());
    if (plan.idColumn() != null) {
      wanted.add(plan.idColumn());
    }
    List.of(plan.event(), plan.customer()).stream()
        .filter(ImportPlan.Said::column)
        .forEach(said -> wanted.add(said.text()));
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new ImportException(
          "%s has no column %s. Its columns are: %s."
              .formatted(plan.file(), String.join(", ", missing), String.join(", ", columns)));
    }
    if (new LinkedHashSet<>(columns).size() < columns.size()) {
      throw new ImportException(
          "%s names a column twice: %s.".formatted(plan.file(), String.join(", ", columns)));
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
