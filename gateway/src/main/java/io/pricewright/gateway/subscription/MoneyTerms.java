package io.pricewright.gateway.subscription;

import io.pricewright.gateway.http.body.Given;
import io.pricewright.rules.id.Coded;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Terms of payment as other servers' clients say them. Those that mean what happens anyway are
 * taken, the others refused until there are invoices and payments.
 */
final class MoneyTerms {
  private MoneyTerms() {}

  /** Whether a subscription goes on. */
  enum Cadence implements Coded {
    RECURRING;

    @Override
    public String code() {
      return name();
    }
  }

  /** Who sets off a payment. */
  enum Collection implements Coded {
    SEND_INVOICE,
    CHARGE_AUTOMATICALLY;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a subscription is before its first payment. */
  enum FirstPayment implements Coded {
    ALLOW_INCOMPLETE,
    DEFAULT_ACTIVE,
    DEFAULT_INCOMPLETE,
    ERROR_IF_INCOMPLETE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a subscription that ends now does with its usage. */
  enum LastUsage implements Coded {
    GENERATE_INVOICE,
    SKIP;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static void check(Given<?> given, @Nullable Collection collection) {
    if (collection == Collection.CHARGE_AUTOMATICALLY) {
      later(given, "collection_method", "payments");
    }
  }

  static void check(Given<?> given, @Nullable FirstPayment first) {
    if (first == FirstPayment.DEFAULT_INCOMPLETE || first == FirstPayment.ERROR_IF_INCOMPLETE) {
      later(given, "payment_behavior", "payments");
    }
  }

  static void later(Given<?> given, String key, String with) {
    given.refuse(key, "not_supported", "This value comes with %s. Leave it out.".formatted(with));
  }
}
