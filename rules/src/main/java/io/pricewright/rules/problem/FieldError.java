package io.pricewright.rules.problem;

/**
 * One wrong field of a request.
 *
 * @param pointer JSON pointer to the field, such as {@code /events/3/timestamp}; empty for the body
 * @param code stable code, such as {@code required}, {@code unknown_field}, {@code out_of_range}
 * @param detail what is wrong and what to do
 */
public record FieldError(String pointer, String code, String detail) {}
