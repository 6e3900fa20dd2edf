package io.pricewright.gateway.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyTest {
  enum Colour implements Coded {
    RED,
    DARK_BLUE;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Mode {
    ONE,
    TWO
  }

  record Tier(@Nullable BigDecimal upTo, @NotNegative BigDecimal unitAmount) implements Checked {
    @Override
    public void check(Place place) {
      if (upTo != null && upTo.signum() == 0) {
        place.refuse("up_to", "out_of_range", "Send more than 0.");
      }
    }
  }

  @Says("An order.")
  record Order(
      @Longest(5) String name,
      @Nullable CustomerId customerId,
      Currency currency,
      BigDecimal amount,
      @Nullable @Bounds(min = 1, max = 12) Integer monthCount,
      @Default("7") long days,
      @Default("true") boolean open,
      Colour colour,
      @Default("TWO") Mode mode,
      @Nullable Instant at,
      @AtMost(2) List<Tier> tiers,
      List<String> tags,
      Map<String, String> metadata,
      Json.@Nullable Obj properties) {}

  private static final Body<Order> ORDER = Body.of(Order.class);

  private static final String GOOD =
      """
      {"name":"a","customer_id":"cust_1","currency":"EUR","amount":2.50,"month_count":"3",
       "colour":"dark_blue","at":"2026-01-31T01:00:00+01:00",
       "tiers":[{"up_to":"10","unit_amount":"0.1"},{"unit_amount":0}],"tags":["x"],
       "metadata":{"a":"b"},"properties":{"any":[1]}}""";

  private static Json json(String text) {
    return JsonReader.parse(text);
  }

  private static List<String> errors(Body<?> body, String text) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> body.read(json(text)).done());
    assertThat(refused).isNotNull();
    return ((Problem.InvalidRequest) refused.problem())
        .errors().stream()
            .map(error -> error.pointer() + " " + error.code() + " " + error.detail())
            .toList();
  }

  @Test
  void body_thatIsRight_isReadAsTheRecord() {
    Order order = ORDER.read(json(GOOD)).done();
    assertThat(order)
        .isEqualTo(
            new Order(
                "a",
                new CustomerId("cust_1"),
                new Currency("eur"),
                new BigDecimal("2.5"),
                3,
                7,
                true,
                Colour.DARK_BLUE,
                Mode.TWO,
                Instant.parse("2026-01-31T00:00:00Z"),
                List.of(
                    new Tier(BigDecimal.TEN, new BigDecimal("0.1")),
                    new Tier(null, BigDecimal.ZERO)),
                List.of("x"),
                Map.of("a", "b"),
                (Json.Obj) json("{\"any\":[1]}")));
  }

  @Test
  void body_written_holdsEveryKey() {
    Order order =
        new Order(
            "a",
            null,
            new Currency("usd"),
            new BigDecimal("2.50"),
            null,
            1,
            false,
            Colour.RED,
            Mode.ONE,
            null,
            List.of(new Tier(null, BigDecimal.ONE)),
            List.of(),
            Map.of(),
            null);
    assertThat(ORDER.json(order).text())
        .isEqualTo(
            "{\"name\":\"a\",\"customer_id\":null,\"currency\":\"usd\",\"amount\":\"2.5\","
                + "\"month_count\":null,\"days\":1,\"open\":false,\"colour\":\"red\","
                + "\"mode\":\"ONE\",\"at\":null,\"tiers\":[{\"up_to\":null,\"unit_amount\":\"1\"}],"
                + "\"tags\":[],\"metadata\":{},\"properties\":null}");
  }

  @Test
  void body_wrongThroughout_isRefusedWithAllPointers() {
    assertThat(
            errors(
                ORDER,
                """
                {"name":"longer","customer_id":1,"currency":"dollar","amount":"x","month_count":13,
                 "open":"yes","colour":"green","at":"today","tiers":[{"up_to":0},1],"tags":[1],
                 "metadata":{"a":1},"properties":[],"nobody/knows":1}"""))
        .containsExactly(
            "/name too_long Send at most 5 characters.",
            "/customer_id wrong_type Send a string.",
            "/currency too_long Send at most 3 characters.",
            "/amount not_a_decimal Send a decimal as a string, such as \"0.002\".",
            "/month_count out_of_range Send a whole number from 1 to 12.",
            "/open wrong_type Send true or false.",
            "/colour not_a_choice Send one of [red, dark_blue].",
            "/at not_a_time Send an RFC 3339 time, such as 2026-01-31T00:00:00Z.",
            "/tiers/0/unit_amount required Give 'unit_amount'.",
            "/tiers/0/up_to out_of_range Send more than 0.",
            "/tiers/1 wrong_type Send a JSON object.",
            "/tags wrong_type Send strings of at most 4000 characters.",
            "/metadata out_of_range Send at most 100 keys whose values are strings.",
            "/properties wrong_type Send an object.",
            "/nobody~1knows unknown_field There is no such field. Remove it, or correct its name.");
  }

  @Test
  void body_empty_isToldWhatItNeeds() {
    assertThat(errors(ORDER, "{\"name\":\" \",\"currency\":null}"))
        .containsExactly(
            "/name required Give 'name'.",
            "/currency required Give 'currency'.",
            "/amount required Give 'amount'.",
            "/colour required Give one of [red, dark_blue].");
    assertThat(errors(ORDER, "[]")).first().isEqualTo(" wrong_type Send a JSON object.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2,3]|/tiers too_many Send at most 2.",
        "{}|/tiers wrong_type Send an array.",
        "[{\"unit_amount\":-1}]|/tiers/0/unit_amount out_of_range Send 0 or more.",
        "[{\"unit_amount\":1,\"x\":0}]|/tiers/0/x unknown_field There is no such field."
            + " Remove it, or correct its name.",
      })
  void list_wrong_isRefused(String tiers, String error) {
    String body =
        "{\"name\":\"a\",\"currency\":\"usd\",\"amount\":\"1\",\"colour\":\"red\","
            + "\"tiers\":"
            + tiers
            + "}";
    assertThat(errors(ORDER, body)).containsExactly(error);
  }

  @Test
  void caller_addsErrorsOfItsOwn_beforeUnknownFields() {
    Given<Order> given = ORDER.read(json("{\"name\":\"a\",\"x\":1,\"amount\":\"1\"}"));
    assertThat(given.has("amount")).isTrue();
    assertThat(given.draft().colour()).isEqualTo(Colour.RED);
    given.refuse("amount", "out_of_range", "Send more.");
    ProblemException refused = catchThrowableOfType(ProblemException.class, given::done);
    assertThat(((Problem.InvalidRequest) refused.problem()).errors())
        .extracting(error -> error.pointer())
        .containsExactly("/currency", "/colour", "/amount", "/x");
  }

  @Test
  void schema_ofARequest_saysWhatHasToBeThere() {
    Schemas schemas = Schemas.of(List.of());
    assertThat(schemas.request(ORDER).text())
        .isEqualTo("{\"$ref\":\"#/components/schemas/Order\"}");
    Json.Obj order =
        (Json.Obj) java.util.Objects.requireNonNull(schemas.definitions().get("Order"));
    assertThat(order.get("required"))
        .isEqualTo(json("[\"name\",\"currency\",\"amount\",\"colour\"]"));
    assertThat(order.at("properties.month_count"))
        .isEqualTo(
            json(
                "{\"type\":[\"integer\",\"null\"],\"format\":\"int32\",\"minimum\":1,"
                    + "\"maximum\":12}"));
    assertThat(order.at("properties.tiers.items"))
        .isEqualTo(json("{\"$ref\":\"#/components/schemas/Tier\"}"));
    assertThat(order.at("properties.colour.enum")).isEqualTo(json("[\"red\",\"dark_blue\"]"));
    assertThat(order.at("properties.mode.default")).isEqualTo(Json.of("TWO"));
    assertThat(order.get("additionalProperties")).isEqualTo(Json.of(false));
  }

  @Test
  void schema_sentAndAnswered_hasTwoNames() {
    Schemas schemas = Schemas.of(List.of(ORDER));
    assertThat(schemas.request(ORDER).text()).contains("/OrderInput");
    assertThat(schemas.answer(ORDER).text()).contains("/Order\"");
    assertThat(schemas.definitions()).containsKeys("Order", "OrderInput", "Tier", "TierInput");
  }

  // ---- what is rarer ----

  @ChosenBy("type")
  sealed interface Change {
    @Choice("add")
    record Add(@Key("of") int quantity) implements Change {}

    @Choice("drop")
    record Drop(@LeftOutWhenNull @Nullable String reason) implements Change {}
  }

  record Base(String id, @Nullable Node parent) {}

  record Node(@Inline Base base, @OneOrMany List<String> ids, List<Change> changes) {}

  private static final Body<Node> NODE = Body.of(Node.class);

  @Test
  void union_isReadAndWrittenByItsKey() {
    String text =
        "{\"id\":\"n\",\"parent\":null,\"ids\":[\"x\"],"
            + "\"changes\":[{\"type\":\"add\",\"of\":2},{\"type\":\"drop\"}]}";
    Node node = NODE.read(json(text.replace("[\"x\"]", "\"x\""))).done();
    assertThat(node.changes()).containsExactly(new Change.Add(2), new Change.Drop(null));
    assertThat(NODE.json(node).text()).isEqualTo(text);
    assertThat(errors(NODE, "{\"id\":\"n\",\"changes\":[{\"type\":\"x\"},{}]}"))
        .containsExactly(
            "/changes/0/type not_a_choice Send one of [add, drop].",
            "/changes/1/type required Give one of [add, drop].");
  }

  @Test
  void example_ofARecordThatHoldsItself_ends() {
    assertThat(NODE.answerExample().text())
        .isEqualTo(
            "{\"id\":\"node_01JD8X2M4T7Q9VBN3KRC5ZHW6E\",\"parent\":null,\"ids\":[\"node_01JD8X2M4T7Q9VBN3KRC5ZHW6E\"],"
                + "\"changes\":[{\"type\":\"add\",\"of\":1}]}");
  }
}
