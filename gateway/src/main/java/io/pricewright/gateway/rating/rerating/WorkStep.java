package io.pricewright.gateway.rating.rerating;

import io.pricewright.rules.json.Json;

/**
 * Where a step left a task.
 *
 * @param cursor how far it came
 * @param events how many events the step handled
 * @param done whether nothing is left
 */
record WorkStep(Json.Obj cursor, long events, boolean done) {}
