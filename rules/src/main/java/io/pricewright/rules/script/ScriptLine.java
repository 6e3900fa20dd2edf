package io.pricewright.rules.script;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a script's answer.
 *
 * @param label what is priced, at most 200 characters
 * @param quantity how much, if the script says
 * @param unitPrice price of one, if the script says
 * @param amount exact amount, not rounded
 */
public record ScriptLine(
    String label,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal unitPrice,
    BigDecimal amount) {}
