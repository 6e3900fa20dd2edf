package io.pricewright.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.catalogue.BillingModel;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceEntity;
import io.pricewright.rules.catalogue.PriceTerms;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.catalogue.PriceVersion.Bounds;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.catalogue.TermsChange;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.store.row.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a price and its next version want of what is said: the rest stays as it was. */
final class PriceMoneyTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final TermsChange NOTHING = new TermsChange(null, null, null, null);

  private final List<FieldError> errors = new ArrayList<>();

  private static PriceMoney amount(@Nullable String amount) {
    return new PriceMoney(
        new TermsChange(amount == null ? null : new BigDecimal(amount), null, null, null),
        null,
        null,
        null,
        null,
        null);
  }

  private static PriceMoney script(PriceMoney.@Nullable Pick pick, Json.@Nullable Obj params) {
    return new PriceMoney(NOTHING, pick, params, null, null, null);
  }

  private static Json.Obj object(String key, String value) {
    return Json.Obj.EMPTY.with(key, Json.of(value));
  }

  private static PriceRow price(BillingModel model, String params, String terms) {
    return new PriceRow(
        new PriceId("price_1"),
        new LineageId("price_1"),
        1,
        null,
        PriceEntity.PLAN,
        new PlanId("plan_1"),
        PriceType.FIXED,
        null,
        new Currency("usd"),
        model,
        BillingPeriod.MONTHLY,
        1,
        InvoiceCadence.ARREAR,
        new ScriptId("script_1"),
        params,
        terms,
        null,
        null,
        null,
        Json.Obj.EMPTY,
        null,
        Status.PUBLISHED,
        T0,
        T0);
  }

  private List<String> told() {
    return errors.stream().map(error -> error.pointer() + " " + error.code()).toList();
  }

  @Test
  void nothing_isEmpty_andABoundIsSomething() {
    assertThat(amount(null).isEmpty()).isTrue();
    assertThat(amount("1").isEmpty()).isFalse();
    PriceMoney free = new PriceMoney(NOTHING, null, null, null, 3, null);
    assertThat(free.isEmpty()).isFalse();
    assertThat(free.over(new Bounds(BigDecimal.TEN, 1))).isEqualTo(new Bounds(BigDecimal.TEN, 3));
  }

  @Test
  void wanted_ofAModel_isItsBuiltInScript() {
    PriceScripts.Wanted wanted = amount("0.5").wanted(BillingModel.FLAT_FEE, errors);
    assertThat(errors).isEmpty();
    assertThat(wanted.name()).isEqualTo("flat");
    assertThat(wanted.params()).isEqualTo(object("amount", "0.5"));
  }

  @Test
  void wanted_wrongOfItsModel_isToldAllAtOnce() {
    PriceMoney both =
        new PriceMoney(
            NOTHING, new PriceMoney.Pick("mine", null), object("a", "1"), null, null, null);
    assertThat(both.wanted(BillingModel.FLAT_FEE, errors)).isEqualTo(PriceScripts.Wanted.NOTHING);
    assertThat(told())
        .containsExactly("/script unknown_field", "/params unknown_field", "/amount required");
  }

  @Test
  void wanted_ofAScriptPrice_namesIt() {
    assertThat(amount("1").wanted(BillingModel.SCRIPT, errors))
        .isEqualTo(PriceScripts.Wanted.NOTHING);
    assertThat(told()).containsExactly("/amount unknown_field", "/script required");
    errors.clear();
    PriceScripts.Wanted wanted =
        script(new PriceMoney.Pick("mine", 2), null).wanted(BillingModel.SCRIPT, errors);
    assertThat(errors).isEmpty();
    assertThat(wanted)
        .isEqualTo(new PriceScripts.Wanted("mine", 2, Json.Obj.EMPTY, Json.Obj.EMPTY));
  }

  @Test
  void after_aModelsPrice_keepsWhatIsNotSaid() {
    PriceTerms before =
        new PriceTerms(
            BillingModel.PACKAGE,
            new BigDecimal("5"),
            null,
            List.of(),
            new PriceTerms.Transform(new BigDecimal("1000"), false));
    PriceRow old = price(BillingModel.PACKAGE, "{}", before.toJson().text());
    PriceScripts.Wanted wanted = amount("7").after(old, errors);
    assertThat(errors).isEmpty();
    assertThat(wanted.params())
        .isEqualTo(
            object("amount", "7")
                .with("divide_by", Json.of("1000"))
                .with("round", Json.of("down")));
  }

  @Test
  void after_aScriptPrice_keepsItsVersionOrItsParams() {
    String terms = "{\"script\":{\"name\":\"mine\",\"version\":3,\"id\":\"script_1\"}}";
    PriceRow old = price(BillingModel.SCRIPT, "{\"amount\":\"1\"}", terms);
    assertThat(script(null, object("amount", "2")).after(old, errors))
        .isEqualTo(new PriceScripts.Wanted("mine", 3, object("amount", "2"), Json.Obj.EMPTY));
    assertThat(script(new PriceMoney.Pick("mine", null), null).after(old, errors))
        .isEqualTo(new PriceScripts.Wanted("mine", null, object("amount", "1"), Json.Obj.EMPTY));
    assertThat(errors).isEmpty();
  }
}
