package io.pricewright.gateway.bench;

import io.pricewright.rules.script.hostile.HostileScript;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;

/** A tenant that publishes scripts, sells by them and uses what it sold, all over the API. */
final class ScriptTenant {
  private final Api api;
  private final String start;
  private final Clock clock;
  private int uses;

  ScriptTenant(Api api, Clock clock) {
    this.api = api;
    this.clock = clock;
    this.start = clock.instant().minus(Duration.ofHours(1)).toString();
  }

  /**
   * What came of a script.
   *
   * @param outcome as {@link HostileScript} states it
   * @param millis until its event was answered; 0 when the script was refused
   */
  record Used(String outcome, long millis) {}

  /** Publishes a script, prices a meter by it for a customer of its own, and sends one event. */
  Used use(String source, JsonObject params) throws InterruptedException {
    String name = "bench-" + clock.instant().toEpochMilli() + "-" + uses++;
    Api.Answer published =
        api.ask(
            "POST",
            "/v1/scripts",
            new JsonObject().put("name", name).put("source", source).toBuffer());
    if (published.status() != 201) {
      return new Used(
          published.status() == 400 ? HostileScript.PUBLISH_ERROR : published.text(), 0);
    }
    sell(name, params);
    JsonObject event =
        new JsonObject()
            .put("event_id", name)
            .put("event_name", name)
            .put("external_customer_id", name)
            .put("timestamp", clock.instant().toString())
            .put("properties", new JsonObject().put("amount", 10));
    long began = System.nanoTime();
    JsonObject answer = api.call("POST", "/v1/events", event);
    long millis = (System.nanoTime() - began) / 1_000_000;
    String reason = answer.getString("reason", answer.encode());
    return new Used(
        "accepted".equals(answer.getString("status")) ? HostileScript.PRICED : reason, millis);
  }

  private void sell(String name, JsonObject params) throws InterruptedException {
    String meter = Scene.meter(api, name, "amount");
    String plan = api.create("/v1/plans", new JsonObject().put("name", name));
    api.create(
        "/v1/prices",
        Scene.price(plan, meter)
            .put("billing_model", "SCRIPT")
            .put("script", new JsonObject().put("name", name).put("version", 1))
            .put("params", params));
    Scene.subscribe(api, name, plan, start);
  }
}
