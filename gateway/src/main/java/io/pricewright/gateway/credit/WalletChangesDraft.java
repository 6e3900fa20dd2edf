package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.AtMost;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Wallet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a wallet, new or old; what it leaves out stays as it is. */
@Named("UpdateWallet")
record WalletChangesDraft(
    @Longest(255) @Example("Credits") @Nullable String name,
    @Nullable String description,
    @Says("What it pays for.") @Nullable Config config,
    @Says("When it asks for money by itself: wallet.topup.requested.")
        @Nullable AutoTopUpDraft autoTopup,
    @Says("At which balances it alerts.") @Nullable AlertsDraft alertSettings,
    @Metadata Json.@Nullable Obj metadata) {
  static final Body<WalletChangesDraft> BODY = Body.of(WalletChangesDraft.class);

  /** What a wallet pays for. */
  @Named("SetWalletConfig")
  record Config(
      @AtMost(3)
          @Says("ALL, or both others, pay for everything.")
          @Refused(code = "not_a_choice", detail = "Send ALL, USAGE or FIXED.")
          List<Wallet.Prices> allowedPriceTypes,
      @AtMost(100) @Says("Usage of these features alone; none: of all.")
          List<FeatureId> allowedFeatureIds) {
    ChangeWallet.Paying read() {
      boolean all =
          allowedPriceTypes.isEmpty()
              || allowedPriceTypes.contains(Wallet.Prices.ALL)
              || allowedPriceTypes.containsAll(List.of(Wallet.Prices.USAGE, Wallet.Prices.FIXED));
      return new ChangeWallet.Paying(
          all ? Wallet.Prices.ALL : allowedPriceTypes.getFirst(),
          allowedFeatureIds.isEmpty() ? null : new PaidFeatures(allowedFeatureIds));
    }
  }

  /** Reads a change. Fails with {@code Problem.InvalidRequest}. */
  static ChangeWallet.Command read(Request request) {
    return new ChangeWallet.Command(
        new WalletId(request.path("id")), request.read(BODY).done().changes());
  }

  /** Returns what changes. */
  ChangeWallet.Changes changes() {
    return new ChangeWallet.Changes(
        name,
        description,
        config == null ? null : config.read(),
        autoTopup == null ? null : autoTopup.read(),
        alertSettings == null ? null : alertSettings.read(),
        metadata);
  }
}
