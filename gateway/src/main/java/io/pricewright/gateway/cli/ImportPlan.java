package io.pricewright.gateway.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file's rows become.
 *
 * @param event name of the events
 * @param customer external id of the customer
 * @param timeColumn column with the event's time
 * @param idColumn column with the event's id, or null to derive it
 * @param properties column to property, in order
 * @param namespace sets apart derived ids of rows that say the same
 */
record ImportPlan(
    Path file,
    Said event,
    Said customer,
    String timeColumn,
    @Nullable String idColumn,
    Map<String, String> properties,
    String namespace) {
  /**
   * The same for all rows, or in a column.
   *
   * @param text what it is, or the column's name
   */
  record Said(String text, boolean column) {
    /** Returns what is the same for all rows; empty where a column says it. */
    String fixed() {
      return column ? "" : text;
    }
  }

  ImportPlan {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** Makes a plan of one event name and one customer. */
  ImportPlan(
      Path file,
      String event,
      String customer,
      String timeColumn,
      @Nullable String idColumn,
      Map<String, String> properties,
      String namespace) {
    this(
        file,
        new Said(event, false),
        new Said(customer, false),
        timeColumn,
        idColumn,
        properties,
        namespace);
  }

  /** Returns the same with ids that are told apart by more. */
  ImportPlan apart(String more) {
    return new ImportPlan(
        file, event, customer, timeColumn, idColumn, properties, namespace + "\n" + more);
  }
}
