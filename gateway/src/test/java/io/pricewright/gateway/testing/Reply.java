package io.pricewright.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** What a node answered. */
public record Reply(int status, HttpHeaders headers, String body) {
  /** Stands for an answer that did not come in time: whether it was done is unknown. */
  static final Reply NONE =
      new Reply(503, HttpHeaders.of(Map.of(), (name, value) -> true), "{\"code\":\"no answer\"}");

  /** Fails the test unless the status is this one. */
  public Reply is(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /** Fails the test unless it was done. */
  public Reply done() {
    assertThat(status).as(body).isBetween(200, 299);
    return this;
  }

  /** Fails the test unless it was refused with this status, and says a text. */
  public void refused(int expected, String text) {
    is(expected);
    assertThat(body).contains(text);
  }

  /** Returns whether it was not done, or may not have been, and can be sent again. */
  boolean busy() {
    return status == 503 || (status == 409 && body.contains("still runs"));
  }

  /** Returns the content type; empty when it says none. */
  public String type() {
    return headers.firstValue("content-type").orElse("");
  }

  /** Returns the body, which is an object. */
  public Json.Obj json() {
    return JsonReader.parseObject(body);
  }

  /** Returns a text, or anything else as JSON; empty when there is nothing. */
  public String text(String name) {
    return Parts.text(json(), name);
  }

  /** Returns an amount that is written as text. */
  public BigDecimal amount(String name) {
    return Parts.amount(json(), name);
  }

  /** Returns an object inside. */
  public Json.Obj inner(String name) {
    return Parts.inner(json(), name);
  }

  /** Returns the objects of an array inside. */
  public List<Json.Obj> list(String name) {
    return Parts.list(json(), name);
  }

  /** Returns the first object of an array inside. */
  public Json.Obj first(String name) {
    return Parts.first(json(), name);
  }

  /** Returns the fields that a problem names; none when it names none. */
  public List<String> pointers() {
    return json().get("errors") instanceof Json.Arr errors
        ? errors.items().stream().map(one -> Parts.text((Json.Obj) one, "pointer")).toList()
        : List.of();
  }
}
