package io.pricewright.rules.gate;

import io.pricewright.rules.json.Json;

/**
 * What an author hands in.
 *
 * @param source the script
 * @param tests its tests: {@code name}, {@code subject}, {@code params}, {@code context} if it is
 *     read, and {@code amount} or {@code error}
 * @param manifest its {@code laws} and {@code samples}, and {@code max_quantity} if it is lower
 *     than 10^18; may be empty
 */
public record Submission(String source, Json.Arr tests, Json.Obj manifest) {}
