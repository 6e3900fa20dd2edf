package io.pricewright.gateway.simulation;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.EventFileFormat;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.EventFileRow;
import io.pricewright.store.simulation.EventFiles;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a file of events and fills it part by part. Fails with {@code NotFound}. */
final class FillEventFile {
  private final Ids ids;

  FillEventFile(Ids ids) {
    this.ids = ids;
  }

  /** Makes an empty file, and returns it. */
  Future<EventFiles.Stored> make(
      Tx tx, EventFileFormat format, @Nullable String name, Instant now) {
    EventFileRow row = new EventFileRow(new EventFileId(ids.next("file", now)), format, name, now);
    return EventFiles.add(tx, row).map(new EventFiles.Stored(row, 0, 0));
  }

  /**
   * Stores a part, or stores it anew, and returns the file.
   *
   * @param part from 1 to {@link EventFiles#MAX_PARTS}
   */
  Future<EventFiles.Stored> part(Tx tx, EventFileId id, int part, Buffer body) {
    return find(tx, id)
        .compose(known -> EventFiles.put(tx, id, part, body))
        .compose(stored -> find(tx, id));
  }

  /** Finds a file. */
  static Future<EventFiles.Stored> find(Tx tx, EventFileId id) {
    return EventFiles.find(tx, id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            new Problem.NotFound("There is no file of that id.", List.of()))));
  }
}
