package io.pricewright.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Newline-delimited JSON at the bulk door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventLinesIT {
  private static final String EVENTS = "select count(*) from events";

  private final Scene scene = TestNode.shared().tenant();

  private Reply send(String body, String type) {
    return scene.call("POST", "/v1/events/bulk", body, "Content-Type", type);
  }

  private Reply lines(String body) {
    return send(body, "application/x-ndjson");
  }

  private static String line(String id) {
    return "{\"event_id\":\"%s\",\"event_name\":\"t\",\"external_customer_id\":\"c\"}"
        .formatted(id);
  }

  private static List<String> errors(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    List<String> errors = new ArrayList<>();
    if (reply.json().get("errors") instanceof Json.Arr found) {
      for (Json error : found.items()) {
        if (error instanceof Json.Obj one) {
          errors.add(one.string("pointer") + " " + one.string("code"));
        }
      }
    }
    return errors;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "application/x-ndjson; charset=utf-8",
        "Application/X-NDJSON;charset=utf-8"
      })
  void lines_ofEvents_areStoredOnce(String type) {
    String id = "type-" + type.length() + type.charAt(0);
    String body = line(id + "a") + "\n" + line(id + "b") + "\r\n" + line(id + "a") + "\n";
    long before = scene.number(EVENTS);
    Reply reply = send(body, type);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    assertThat(reply.text("unmatched")).isEqualTo("2");
    assertThat(reply.text("duplicate")).isEqualTo("1");
    assertThat(scene.number(EVENTS)).isEqualTo(before + 2);
  }

  @Test
  void lines_cloudEventsWithoutLastNewline_areStored() {
    Reply reply =
        lines(
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"c\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    assertThat(reply.text("unmatched")).isEqualTo("1");
  }

  @Test
  void cloudEvent_inBinaryMode_isStoredByEitherDoor() {
    String[] headers = {
      "ce-specversion",
      "1.0",
      "ce-id",
      "b%201",
      "ce-source",
      "s",
      "CE-Type",
      "t",
      "ce-subject",
      "c",
      "ce-team",
      "red",
      "Content-Type",
      "application/json"
    };
    Reply one = scene.api.call("POST", "/v1/events", "{\"n\":\"3\"}", headers);
    assertThat(one.status()).as(one.body()).isEqualTo(202);
    assertThat(one.text("event_id")).isEqualTo("s|b 1");
    Reply again = scene.api.call("POST", "/v1/events/bulk", "{\"n\":\"3\"}", headers);
    assertThat(again.is(202).text("duplicate")).isEqualTo("1");
    String[] lacking = {"ce-specversion", "1.0", "ce-id", "b2", "ce-source", "s", "ce-type", "t"};
    assertThat(errors(scene.api.call("POST", "/v1/events", "", lacking)))
        .containsExactly("/subject required");
  }

  @Test
  void cloudEvents_inABatch_areStoredByEitherDoor() {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"c\"}";
    String batch = "[" + event.formatted("k1") + "," + event.formatted("k2") + "]";
    String[] type = {"Content-Type", "application/cloudevents-batch+json; charset=utf-8"};
    Reply one = scene.api.call("POST", "/v1/events", batch, type);
    assertThat(one.is(202).text("unmatched")).isEqualTo("2");
    Reply bulk = scene.api.call("POST", "/v1/events/bulk", batch, type);
    assertThat(bulk.is(202).text("duplicate")).isEqualTo("2");
  }

  @Test
  void lines_wrongInSomePlaces_areNamedAndNothingIsStored() {
    long before = scene.number(EVENTS);
    assertThat(errors(lines(line("x1") + "\n{\"event_name\":\n\n{} {}\n" + line("x2"))))
        .containsExactly("/events/1 malformed", "/events/2 malformed", "/events/3 malformed");
    assertThat(errors(lines(line("x1") + "\n{\"event_name\":\"t\",\"x\":1}\n[]\n")))
        .containsExactlyInAnyOrder(
            "/events/1/external_customer_id required",
            "/events/1/x unknown_field",
            "/events/2 wrong_type");
    assertThat(errors(lines("{\"a\":1,\"a\":2}"))).containsExactly("/events/0 malformed");
    assertThat(errors(lines("}\n".repeat(500)))).hasSize(100);
    assertThat(scene.number(EVENTS)).isEqualTo(before);
  }

  @Test
  void lines_ofWrongNumber_areRefused() {
    assertThat(errors(lines(""))).containsExactly("/events out_of_range");
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < IngestDraft.MOST; i++) {
      body.append(line("many" + i)).append('\n');
    }
    assertThat(errors(lines(body + line("one-more")))).containsExactly("/events out_of_range");
    Reply reply = lines(body.toString());
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    assertThat(reply.text("unmatched")).isEqualTo(Integer.toString(IngestDraft.MOST));
  }

  @Test
  void lines_sentAsJson_areRefused() {
    assertThat(send(line("j1") + "\n" + line("j2"), "application/json").status()).isEqualTo(400);
  }
}
