package io.pricewright.gateway.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file's rows become.
 *
 * @param customer external id of the customer
 * @param timeColumn column with the event's time
 * @param idColumn column with the event's id, or null to derive it
 * @param properties column to property, in order
 * @param namespace sets apart derived ids of rows that say the same
 */
record ImportPlan(
    Path file,
    String event,
    String customer,
    String timeColumn,
    @Nullable String idColumn,
    Map<String, String> properties,
    String namespace) {
  ImportPlan {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
