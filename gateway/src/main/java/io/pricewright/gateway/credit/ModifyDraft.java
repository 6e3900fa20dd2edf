package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.WalletId;
import java.util.Locale;

/** What a body says of how a wallet is to pay. */
@Named("ModifyWallet")
record ModifyDraft(@Required("Give 'modification_type'.") Type modificationType) {
  static final Body<ModifyDraft> BODY = Body.of(ModifyDraft.class);

  /** The one change there is. */
  enum Type implements Coded {
    PREPAID_TO_POSTPAID;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
  static SwitchWallet.Command read(Request request) {
    request.read(BODY).done();
    return new SwitchWallet.Command(new WalletId(request.path("id")), SwitchWallet.To.POST_PAID);
  }
}
