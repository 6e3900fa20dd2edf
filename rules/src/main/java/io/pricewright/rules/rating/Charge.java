package io.pricewright.rules.rating;

import io.pricewright.rules.money.Money;
import java.util.UUID;

/**
 * One priced amount: the difference that a batch made to a cell. Never edited.
 *
 * @param id made of the batch's id and a position
 * @param cell the cell
 * @param amount not zero; negative when less is owed than before
 * @param priceId version of the last segment that was touched
 * @param scriptId script version of that price
 * @param cause {@code usage}, {@code rerate}, {@code void} or {@code recount}
 * @param events how many events it sums up
 */
public record Charge(
    UUID id,
    CellKey cell,
    Money amount,
    String priceId,
    String scriptId,
    String cause,
    int events) {}
