package io.pricewright.gateway.event;

import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.Coded;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered of the events of a request. */
record WantedDraft(
    @Says("full: with receipts.") @Refused(code = "unknown_value", detail = "Say full or none.")
        @Nullable Detail receipt) {
  static final Query<WantedDraft> QUERY = Query.of(WantedDraft.class);

  /** How much an answer says. */
  enum Detail implements Coded {
    FULL,
    NONE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean full() {
    return receipt == Detail.FULL;
  }
}
