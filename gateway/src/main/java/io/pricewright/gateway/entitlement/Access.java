package io.pricewright.gateway.entitlement;

import io.pricewright.rules.entitlement.Quota;
import io.pricewright.rules.id.Coded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to an {@link Ask}.
 *
 * @param ask what was asked
 * @param own the customer; null: there is none
 * @param reason why
 * @param allowed whether the use may go ahead
 * @param deciding whose quota decided, or null
 * @param feature that quota's feature, or null
 */
record Access(
    Ask ask,
    @Nullable Level own,
    Reason reason,
    boolean allowed,
    @Nullable Level deciding,
    Level.@Nullable OfFeature feature) {
  /** Why, in the words of the API. */
  enum Reason implements Coded {
    ALLOWED,
    SOFT_LIMIT_EXCEEDED,
    NOT_ENTITLED,
    DISABLED,
    LIMIT_EXCEEDED,
    ANCESTOR_LIMIT_EXCEEDED,
    UNKNOWN_CUSTOMER;

    private final String code = name().toLowerCase(Locale.ROOT);

    @Override
    public String code() {
      return code;
    }
  }

  /** Judges by the customer and all above it. */
  static Access judge(Ask ask, @Nullable Level own, List<Level> above) {
    if (own == null) {
      return new Access(ask, null, Reason.UNKNOWN_CUSTOMER, false, null, null);
    }
    List<Level> levels = new ArrayList<>(1 + above.size());
    List<Level.OfFeature> features = new ArrayList<>(1 + above.size());
    add(own, ask, levels, features);
    above.forEach(level -> add(level, ask, levels, features));
    Quota.Verdict verdict =
        Quota.judge(features.stream().map(Level.OfFeature::quota).toList(), ask.quantity());
    int i = verdict.level();
    return new Access(
        ask,
        own,
        reason(verdict.reason(), i >= 0 && !levels.get(i).no().equals(own.no())),
        verdict.reason().allows(),
        i < 0 ? null : levels.get(i),
        i < 0 ? null : features.get(i));
  }

  private static void add(
      Level level, Ask ask, List<Level> levels, List<Level.OfFeature> features) {
    Level.OfFeature of = level.features().get(ask.feature());
    if (of != null) {
      levels.add(level);
      features.add(of);
    }
  }

  private static Reason reason(Quota.Reason reason, boolean above) {
    return switch (reason) {
      case ALLOWED -> Reason.ALLOWED;
      case SOFT_LIMIT_EXCEEDED -> Reason.SOFT_LIMIT_EXCEEDED;
      case NOT_ENTITLED -> Reason.NOT_ENTITLED;
      case DISABLED -> Reason.DISABLED;
      case LIMIT_EXCEEDED -> above ? Reason.ANCESTOR_LIMIT_EXCEEDED : Reason.LIMIT_EXCEEDED;
    };
  }

  /** Returns the credit that may pay for the feature in the currency asked for; null: no wallet. */
  @Nullable BigDecimal credit() {
    Map<String, BigDecimal> credit = creditByCurrency();
    String currency = currency();
    return currency == null ? null : credit.get(currency);
  }

  /** Returns the currency asked for, else the only one there is credit in. */
  @Nullable String currency() {
    String asked = ask.currency();
    Map<String, BigDecimal> credit = creditByCurrency();
    return asked != null || credit.size() != 1 ? asked : credit.keySet().iterator().next();
  }

  private Map<String, BigDecimal> creditByCurrency() {
    Level.OfFeature of = own == null ? null : own.features().get(ask.feature());
    return of == null ? Map.of() : of.credit();
  }

  /** Returns whether credit suffices: for the amount if it was told, else whether any is left. */
  @Nullable Boolean creditSuffices() {
    BigDecimal credit = credit();
    BigDecimal amount = ask.amount();
    return credit == null
        ? null
        : amount != null
            ? credit.compareTo(amount) >= 0
            : credit.signum() > 0 || ask.quantity().signum() == 0;
  }
}
