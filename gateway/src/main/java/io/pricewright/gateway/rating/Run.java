package io.pricewright.gateway.rating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.id.BatchId;
import java.time.Instant;

/**
 * One walk through the pipeline.
 *
 * @param mode why
 * @param batch the batch it makes
 * @param at what it stands on: catalogue, books, gates
 * @param storing how its events are kept, if anything is written
 * @param now the environment's time
 */
public record Run(Mode mode, BatchId batch, Snapshot at, Storing storing, Instant now) {}
