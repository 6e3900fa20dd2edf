package io.pricewright.store.event;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonPicker;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.rating.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of COPY in PostgreSQL's binary format (its manual, "COPY", file formats): each is
 * a row, the first behind a header of 19 bytes, the last a row of -1 columns.
 */
final class HistoryRows {
  static final EventKey NO_KEY = new EventKey(0, 0);
  private static final EventId UNNAMED = new EventId("");
  private static final ExternalId NOBODY = new ExternalId("");

  private static final byte[] SIGNATURE = "PGCOPY\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 19;
  private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private final EventHistory.Wanted wanted;
  private final @Nullable JsonPicker picker;
  private boolean begun;
  private byte[] bytes = {};

  HistoryRows(EventHistory.Wanted wanted) {
    this.wanted = wanted;
    Collection<String> paths = wanted.paths();
    this.picker = paths == null ? null : new JsonPicker(paths);
  }

  /** Returns the row of a message, or null when it holds none. */
  @Nullable HistoryRow read(byte[] message) {
    bytes = message;
    ByteBuffer in = ByteBuffer.wrap(message);
    if (!begun) {
      begun = true;
      if (!Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
        throw new IllegalStateException("COPY did not begin with its signature");
      }
      in.position(HEADER);
    }
    return in.remaining() < 2 || in.getShort() < 0 ? null : row(in);
  }

  private HistoryRow row(ByteBuffer in) {
    in.getInt();
    CustomerNo customerNo = new CustomerNo(in.getLong());
    in.getInt();
    long micros = in.getLong();
    Instant at =
        Instant.ofEpochSecond(
            EPOCH_2000 + Math.floorDiv(micros, 1_000_000L),
            Math.floorMod(micros, 1_000_000L) * 1_000);
    String name = name(in);
    Json.Obj properties = properties(in);
    int parkedLength = in.getInt();
    Set<LineItemNo> parked = parkedLength < 0 ? Set.of() : parked(text(in, parkedLength));
    EventKey key = NO_KEY;
    if (wanted.keys() || wanted.whole()) {
      in.getInt();
      key = new EventKey(in.getLong(), in.getLong());
    }
    EventId id = wanted.whole() ? new EventId(text(in, in.getInt())) : UNNAMED;
    return new HistoryRow(
        customerNo, new Event(key, id, NO_KEY, name, NOBODY, at, at, null, properties), parked);
  }

  private String name(ByteBuffer in) {
    int length = in.getInt();
    if (wanted.eventNames().size() == 1) {
      in.position(in.position() + length);
      return wanted.eventNames().getFirst();
    }
    return text(in, length);
  }

  private Json.Obj properties(ByteBuffer in) {
    int length = in.getInt();
    if (picker == null) {
      return JsonReader.parseObject(text(in, length));
    }
    int from = in.position();
    in.position(from + length);
    return picker.pick(bytes, from, from + length);
  }

  private String text(ByteBuffer in, int length) {
    String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  private static Set<LineItemNo> parked(String entries) {
    return Entry.parse(entries).stream()
        .filter(entry -> entry.status() == Entry.Status.PARKED)
        .map(Entry::lineItemNo)
        .collect(Collectors.toSet());
  }
}
