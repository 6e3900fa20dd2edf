package io.pricewright.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.store.database.Database;
import io.pricewright.store.event.EventHistory;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Simulates over HTTP what a node has booked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulationIT {
  private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TIERS =
      "\"tiers\":[{\"up_to\":\"1000\",\"unit_amount\":\"%s\"},{\"unit_amount\":\"%s\"}]";

  private final TestNode node =
      TestNode.start(TestSettings.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Scene scene = node.tenant();

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void simulation_handWorkedPrices_areTheirAmounts() {
    String price = sell("hand", tiered("0.10", "0.05"), "hand-1");
    send("hand-1", "hand", List.of(event("hand-1", "hand", START, "1600")));
    assertThat(scene.booked("hand-1")).isEqualTo("130");

    Json.Obj found =
        simulate(price, graduated("0.08", "0.04"), "2026-01-10T00:00:00Z", "2026-01-11T00:00:00Z");
    assertThat(customers(found)).containsExactly("hand-1 130 104");
    assertThat(variant(found, 0).string("total")).isEqualTo("130");
    assertThat(variant(found, 1).string("total")).isEqualTo("104");
    assertThat(variant(found, 1).string("difference")).isEqualTo("-26");
    assertThat(found.string("currency")).isEqualTo("usd");
    assertThat(found.get("widened")).isEqualTo(Json.of(true));
    assertThat(found.string("covered_from")).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(found.string("covered_to")).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(scene.booked("hand-1")).isEqualTo("130");
  }

  @Test
  void simulation_liveVersionOverWholePeriods_isWhatIsBooked() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("SimulationIT seed " + seed);
    Random random = new Random(seed);
    String price = sell("live", tiered("0.1037", "0.00511"), "live-1", "live-2", "live-3");
    for (int c = 1; c <= 3; c++) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 700; i++) {
        Instant at = START.plusSeconds(random.nextInt(77 * 86_400));
        events.add(event("live-" + c, "live", at, random.nextInt(20) + "." + random.nextInt(1000)));
      }
      send("live-" + c, "live", events);
    }
    call("POST", "/v1/events/live-2-7/void", "{}", 200);
    assertBooked(price, price);

    // A version from half an hour on: the baseline has two segments there.
    Json.Obj second =
        call(
            "PUT",
            "/v1/prices/" + price,
            "{\"effective_from\":\"2026-03-20T00:30:00Z\"," + TIERS.formatted("0.08", "0.04") + "}",
            200);
    send("live-1", "live", List.of(event("live-1", "live", NOW.plusSeconds(2_700), "3")));
    assertBooked(price, second.string("id"));
  }

  private void assertBooked(String price, @Nullable String candidate) {
    Json.Obj found =
        simulate(
            price,
            "{\"price_id\":\"%s\"}".formatted(candidate),
            "2026-01-01T00:00:00Z",
            "2026-04-01T00:00:00Z");
    assertThat(found.get("error_count")).isEqualTo(Json.of(0));
    assertThat(found.get("widened")).isEqualTo(Json.of(false));
    List<String> customers = customers(found);
    assertThat(customers).hasSize(3);
    for (String customer : customers) {
      String[] parts = customer.split(" ", -1);
      assertThat(parts[1]).as(customer).isEqualTo(scene.booked(parts[0]));
      assertThat(parts[2].equals(parts[1])).as(customer).isEqualTo(price.equals(candidate));
    }
  }

  @Test
  void simulation_parkedAndFailingEvents_areTold() {
    String source =
        "export function rate(event, params) { if (event.properties.n === params.bad) throw new"
            + " Error('no'); return [{label: 'x', amount: event.quantity.times(new"
            + " Decimal('2'))}]; }";
    call("POST", "/v1/scripts", "{\"name\":\"picky\",\"source\":\"%s\"}".formatted(source), 201);
    String picky = "{\"script\":{\"name\":\"picky\",\"version\":1},\"params\":{\"bad\":\"%s\"}}";
    String terms = picky.formatted("13").replaceAll("^.|.$", "");
    String price = sell("picky", "\"billing_model\":\"SCRIPT\"," + terms, "picky-1");
    send(
        "picky-1",
        "picky",
        List.of(
            event("picky-1", "picky", START, "13"),
            event("picky-1", "picky", START, "5"),
            event("picky-1", "picky", START, "7")));
    assertThat(scene.booked("picky-1")).isEqualTo("24");
    Json.Obj found =
        simulate(price, picky.formatted("5"), "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    assertThat(customers(found)).containsExactly("picky-1 24 14");
    assertThat(found.get("parked_events")).isEqualTo(Json.of(1));
    assertThat(found.get("error_count")).isEqualTo(Json.of(1));
    Json.Obj error = (Json.Obj) Parts.array(found, "errors").getFirst();
    assertThat(error.string("variant")).isEqualTo("candidate");
    assertThat(error.string("event_id")).isEqualTo("picky-1-1");
    assertThat(error.string("reason")).isEqualTo("script_error");
  }

  @Test
  void simulation_badQuestion_namesEveryField() {
    Reply problem =
        scene
            .post(
                "/v1/simulations",
                "{\"candidate\":{\"script\":{}},\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"x\"}")
            .is(400);
    assertThat(problem.pointers()).contains("/lineage_id", "/candidate/script/name", "/to");
    String price = sell("bad", tiered("1", "1"), "bad-1");
    Reply unknown =
        scene
            .post(
                "/v1/simulations",
                question(
                    price,
                    "{\"script\":{\"name\":\"nope\"}}",
                    "2026-01-01T00:00:00Z",
                    "2026-02-01T00:00:00Z"))
            .is(400);
    assertThat(unknown.pointers()).containsExactly("/candidate/script");
    Reply nobody =
        scene
            .post(
                "/v1/simulations",
                "{\"external_customer_ids\":[\"bad-1\",\"who\"],"
                    + question(
                            price,
                            graduated("1", "1"),
                            "2026-01-01T00:00:00Z",
                            "2026-02-01T00:00:00Z")
                        .substring(1))
            .is(400);
    assertThat(nobody.pointers()).containsExactly("/external_customer_ids/1");
  }

  @Test
  void simulation_cellsOfTheLiveVersion_areTheBookedCells() {
    String price = sell("cells", tiered("0.1037", "0.00511"), "cells-1", "cells-2");
    for (String customer : List.of("cells-1", "cells-2")) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        events.add(event(customer, "cells", START.plusSeconds(i * 20_000L), "7." + i));
      }
      send(customer, "cells", events);
    }
    Json.Obj found =
        simulate(
            price,
            "{\"price_id\":\"%s\"}".formatted(price),
            "2026-01-01T00:00:00Z",
            "2026-04-01T00:00:00Z");
    for (String customer : List.of("cells-1", "cells-2")) {
      List<String> booked = bookedCells(customer);
      assertThat(booked).hasSize(3);
      assertThat(
              Parts.array(found, "cells").stream()
                  .map(Json.Obj.class::cast)
                  .filter(c -> customer.equals(c.string("external_id")))
                  .map(c -> c.string("period_start") + " " + amount(c, "baseline"))
                  .toList())
          .isEqualTo(booked);
    }
  }

  private List<String> bookedCells(String customer) {
    return scene
        .rows()
        .texts(
            "select to_char(u.period_start at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') ||"
                + " ' ' || trim_scale(u.booked) from usage_cells u join customers c using (tenant,"
                + " environment, customer_no) where c.external_id = '%s' order by u.period_start"
                    .formatted(customer));
  }

  @Test
  void file_withBadRows_tellsThemAndSimulatesTheRest() {
    String price = sell("filed", tiered("0.10", "0.05"), "filed-1");
    for (String format : List.of("csv", "ndjson")) {
      String file = scene.made("/v1/simulations/files", "{\"format\":\"%s\"}".formatted(format));
      StringBuilder rows = new StringBuilder();
      if (format.equals("csv")) {
        rows.append("event_name,external_customer_id,timestamp,n\n")
            .append("filed,filed-1,2026-01-02T00:00:00Z,800\n")
            .append("filed,filed-1,yesterday,800\n")
            .append("filed,unknown-1,2026-01-03T00:00:00Z,10\n")
            .append("filed,filed-1\n")
            .append("filed,filed-1,2026-01-31T00:00:00Z,800\n");
      } else {
        String row =
            "{\"event_name\":\"filed\",\"external_customer_id\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"n\":\"%s\"}}\n";
        rows.append(row.formatted("filed-1", "2026-01-02T00:00:00Z", "800"))
            .append(row.formatted("filed-1", "yesterday", "800"))
            .append(row.formatted("unknown-1", "2026-01-03T00:00:00Z", "10"))
            .append("{no json\n")
            .append(row.formatted("filed-1", "2026-01-31T00:00:00Z", "800"));
      }
      int cut = rows.length() / 2;
      call("PUT", "/v1/simulations/files/" + file + "/parts/1", rows.substring(0, cut), 200);
      call("PUT", "/v1/simulations/files/" + file + "/parts/2", rows.substring(cut), 200);
      Json.Obj found =
          report(
              "{\"lineage_id\":\"%s\",\"candidate\":%s,\"file_id\":\"%s\"}"
                  .formatted(price, graduated("0.08", "0.04"), file));
      assertThat(customers(found)).containsExactlyInAnyOrder("filed-1 130 104", "unknown-1 1 0.8");
      assertThat(found.get("bad_row_count")).isEqualTo(Json.of(2));
      int header = format.equals("csv") ? 1 : 0;
      assertThat(
              Parts.array(found, "bad_rows").stream().map(r -> ((Json.Obj) r).get("row")).toList())
          .containsExactly(Json.of(2 + header), Json.of(4 + header));
      assertThat(found.get("rows")).isEqualTo(Json.of(5));
    }
  }

  @Test
  void traffic_ofOneSeed_isTheSameTwice() {
    String price = sell("drawn", tiered("0.10", "0.05"), "drawn-1");
    String question =
        """
        {"lineage_id":"%s","candidate":%s,"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z",
         "traffic":{"seed":%d,"customers":20,"events_per_customer":{"pareto":{"min":"1","alpha":"1.2"}},
         "properties":{"n":{"lognormal":{"median":"100","sigma":"1.5"},"decimals":3}}}}\
        """;
    String first = report(question.formatted(price, graduated("0.08", "0.04"), 7)).text();
    assertThat(report(question.formatted(price, graduated("0.08", "0.04"), 7)).text())
        .isEqualTo(first);
    assertThat(report(question.formatted(price, graduated("0.08", "0.04"), 8)).text())
        .isNotEqualTo(first);
    assertThat(Parts.array(JsonReader.parseObject(first), "customers")).hasSize(20);
  }

  @Test
  void report_inEveryFormat_andEventsToTheEnd() {
    String price = sell("formats", tiered("0.10", "0.05"), "formats-1");
    send("formats-1", "formats", List.of(event("formats-1", "formats", START, "1600")));
    Json.Obj done =
        call(
            "POST",
            "/v1/simulations?wait=60",
            "{\"cost\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"0.07\"}},"
                + question(
                        price,
                        graduated("0.08", "0.04"),
                        "2026-01-01T00:00:00Z",
                        "2026-02-01T00:00:00Z")
                    .substring(1),
            200);
    String one = "/v1/simulations/" + done.string("id");
    assertThat(done.string("status")).isEqualTo("done");
    Json.Obj report = done.get("report") instanceof Json.Obj found ? found : Json.Obj.EMPTY;
    assertThat(variant(report, 1).string("margin")).isEqualTo("-8");
    assertThat(variant(report, 2).string("role")).isEqualTo("cost");
    assertThat(scene.get(one + "/report?format=csv").is(200).body())
        .isEqualTo(
            String.join(
                "\r\n",
                "external_id,events,currency,baseline,candidate,cost",
                "formats-1,1,usd,130,104,112",
                ""));
    assertThat(
            scene
                .get(one + "/report?format=ndjson")
                .is(200)
                .body()
                .lines()
                .map(JsonReader::parseObject))
        .extracting(line -> line.string("kind"))
        .contains("report", "variant", "day", "comparison", "customer", "cell");
    assertThat(scene.get(one + "/report?format=html").is(200).body())
        .contains("<th>parameter</th><th>live</th><th>tried</th>")
        .contains("<svg", "formats-1", "pay less")
        .doesNotContain("http://", "https://", "<script");
    assertThat(scene.get(one + "/events").is(200).body())
        .startsWith("event: end\ndata: {\"status\":\"done\"");
    assertThat(call("POST", one + "/cancel", "", 200).string("status")).isEqualTo("done");
    assertThat(Parts.array(call("GET", "/v1/simulations", "", 200), "items")).isNotEmpty();
  }

  @Test
  void simulation_beyondItsLimits_isRefused() {
    String price = sell("many", tiered("1", "1"), "many-1");
    List<Event> events =
        List.of(event("many-1", "many", START, "1"), event("many-1", "many", START, "1"));
    send("many-1", "many", events);
    Json.Obj asked =
        JsonReader.parseObject(
            question(price, graduated("1", "1"), "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
    Question question = QuestionDraft.BODY.read(asked).done().question();
    Vertx vertx = Vertx.vertx();
    try (ScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults());
        ScriptPool scripts = new ScriptPool(vertx, 1, 4)) {
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      EnvironmentClock time = new EnvironmentClock(clock);
      Database database = Database.open(vertx, node.stores.app().options(), 2);
      Scope scope = scene.rows().scope();
      SimulationLimits one = new SimulationLimits(1, 9, 9, 9, 9, 9, 9);
      EventHistory history = new EventHistory(node.stores.app());
      SimulatePrices narrow =
          new SimulatePrices(
              vertx, database, new Snapshots(), scripts, engine, engine, history, time, one, 1);
      SimulatePrices.Begun begun = narrow.begin(scope, new SimulationId("sim_narrow"), question);
      TestWait.of(database.inScope(scope, tx -> begun.ask(tx, asked)));
      begun.start();
      String error = null;
      for (int i = 0; i < 300 && error == null; i++) {
        Blocking.pause(100);
        error = call("GET", "/v1/simulations/sim_narrow", "", 200).string("error");
      }
      assertThat(error).contains("at most 1 events");
      SimulatePrices full =
          new SimulatePrices(
              vertx, database, new Snapshots(), scripts, engine, engine, history, time, one, 0);
      assertThatThrownBy(() -> full.begin(scope, new SimulationId("sim_full"), question))
          .hasMessageContaining("As many simulations as this node allows");
      TestWait.of(database.close());
    } finally {
      TestWait.of(vertx.close());
    }
  }

  private String sell(String name, String terms, String... customers) {
    Scene.Sold sold = scene.sell(name, terms);
    for (String customer : customers) {
      scene.subscriber(customer);
    }
    return sold.price();
  }

  private static String tiered(String first, String rest) {
    return "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\"," + TIERS.formatted(first, rest);
  }

  private static String graduated(String first, String rest) {
    return "{\"script\":{\"name\":\"graduated\",\"version\":1},\"params\":{%s}}"
        .formatted(TIERS.formatted(first, rest).replace("{\"unit", "{\"up_to\":null,\"unit"));
  }

  private static Event event(String customer, String name, Instant at, String n) {
    return Event.of("", name, customer).at(at).n(n);
  }

  private void send(String customer, String name, List<Event> events) {
    List<Event> named = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      named.add(events.get(i).as(customer + "-" + (events.size() == 1 ? "one" : i)));
    }
    assertThat(scene.send(named).body()).as(name).contains("\"unmatched\":\"0\"");
  }

  private Json.Obj simulate(String price, String candidate, String from, String to) {
    return report(question(price, candidate, from, to));
  }

  private Json.Obj report(String question) {
    Json.Obj done = call("POST", "/v1/simulations?wait=60", question, 200);
    assertThat(done.string("status")).as(done.text()).isEqualTo("done");
    return done.get("report") instanceof Json.Obj report ? report : Json.Obj.EMPTY;
  }

  private static String question(String price, String candidate, String from, String to) {
    return "{\"lineage_id\":\"%s\",\"candidate\":%s,\"from\":\"%s\",\"to\":\"%s\"}"
        .formatted(price, candidate, from, to);
  }

  private static List<String> customers(Json.Obj found) {
    return Parts.array(found, "customers").stream()
        .map(Json.Obj.class::cast)
        .map(
            c ->
                String.join(
                    " ", c.string("external_id"), amount(c, "baseline"), amount(c, "candidate")))
        .toList();
  }

  private static String amount(Json.Obj of, String variant) {
    return String.valueOf(of.get("amounts") instanceof Json.Obj o ? o.string(variant) : null);
  }

  private static Json.Obj variant(Json.Obj found, int at) {
    return (Json.Obj) Parts.array(found, "variants").get(at);
  }

  private Json.Obj call(String method, String path, String body, int status) {
    return scene.call(method, path, body).is(status).json();
  }
}
