package io.pricewright.rules.script;

/**
 * One evaluation's input, each part already JSON text.
 *
 * @param subject {@code usage} of a cumulative script, {@code event} of a per-event one: a JSON
 *     object
 * @param params parameter values of the price: a JSON object
 * @param context constants of the cell's segment: a JSON object
 */
public record ScriptInput(String subject, String params, String context) {}
