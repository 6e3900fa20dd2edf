package io.pricewright.gateway.cli;

import io.pricewright.rules.json.Json;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file's events in requests of at most 1,000 events and about a megabyte, a few at a time,
 * and adds up the answers. After the first request that fails for good no other is begun.
 */
final class ImportFile {
  /** Most events in one request. */
  static final int BATCH = 1_000;

  /** Most requests under way. */
  static final int IN_FLIGHT = 4;

  private static final int BATCH_CHARS = 1_000_000;

  private final BulkSender sender;
  private final Consumer<ImportTotals> progress;
  private final AtomicReference<ImportTotals> totals = new AtomicReference<>(ImportTotals.NONE);
  private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

  /**
   * Makes an import.
   *
   * @param progress told after each request
   */
  ImportFile(BulkSender sender, Consumer<ImportTotals> progress) {
    this.sender = sender;
    this.progress = progress;
  }

  /** What is known at the end: the counts, and why it ended early if it did. */
  record Result(ImportTotals totals, @Nullable RuntimeException fault) {}

  /** Sends everything, waits for the answers. */
  Result run(CsvEvents events) throws InterruptedException {
    Semaphore free = new Semaphore(IN_FLIGHT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Batch batch = next(events);
      while (batch != null && fault.get() == null) {
        free.acquire();
        Batch sent = batch;
        threads.execute(
            () -> {
              try {
                send(sent);
              } finally {
                free.release();
              }
            });
        batch = next(events);
      }
    } catch (ImportException e) {
      fault.compareAndSet(null, e);
    }
    return new Result(java.util.Objects.requireNonNull(totals.get()), fault.get());
  }

  private record Batch(String body, int size) {}

  private static @Nullable Batch next(CsvEvents events) {
    StringBuilder body = new StringBuilder("{\"events\":[");
    int size = 0;
    while (size < BATCH && body.length() < BATCH_CHARS) {
      String event = events.next();
      if (event == null) {
        break;
      }
      body.append(size++ == 0 ? "" : ",").append(event);
    }
    return size == 0 ? null : new Batch(body.append("]}").toString(), size);
  }

  private void send(Batch batch) {
    if (fault.get() != null) {
      return; // never sent, so neither counted nor failed
    }
    ImportTotals more;
    try {
      more = count(sender.send(batch.body()));
    } catch (RuntimeException e) {
      fault.compareAndSet(null, e);
      more = new ImportTotals(0, 0, 0, 0, 0, batch.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fault.compareAndSet(null, new ImportException("The import was interrupted."));
      more = new ImportTotals(0, 0, 0, 0, 0, batch.size());
    }
    ImportTotals added = more;
    progress.accept(totals.updateAndGet(before -> before.plus(added)));
  }

  private static ImportTotals count(Json.Obj answer) {
    return new ImportTotals(
        number(answer, "accepted"),
        number(answer, "duplicate") + voided(answer),
        number(answer, "parked"),
        number(answer, "unmatched"),
        number(answer, "conflict"),
        0);
  }

  /** What was taken back was stored before too; a server of before may not count it apart. */
  private static long voided(Json.Obj answer) {
    return answer.get("voided") == null ? 0 : number(answer, "voided");
  }

  private static long number(Json.Obj answer, String name) {
    String text = answer.string(name);
    if (text == null || !text.matches("[0-9]{1,9}")) {
      throw new ImportException(
          "The server's answer has no count '%s': %s. Is it Pricewright?"
              .formatted(name, answer.text()));
    }
    return Long.parseLong(text);
  }
}
