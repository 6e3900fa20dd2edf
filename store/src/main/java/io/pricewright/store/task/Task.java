package io.pricewright.store.task;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.rerating.Work;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A durable task.
 *
 * @param id {@code task_...}
 * @param work what to do
 * @param status pending, running, done or failed
 * @param cursor how far it came; empty at the start
 * @param doneEvents events handled so far
 * @param attempts failures in a row
 * @param lastError the newest failure, or null
 * @param createdAt when it was added
 */
public record Task(
    String id,
    Work work,
    String status,
    Json.Obj cursor,
    long doneEvents,
    int attempts,
    @Nullable String lastError,
    Instant createdAt) {}
