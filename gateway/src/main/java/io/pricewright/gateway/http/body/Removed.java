package io.pricewright.gateway.http.body;

/**
 * What was removed, and a sentence that it was.
 *
 * @param was what it was, or is from now on
 * @param message the sentence
 */
public record Removed<T>(
    @Inline T was, @Says("That it is done.") @Example("Done.") String message) {}
