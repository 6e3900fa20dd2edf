package io.pricewright.gateway.rollout;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.time.Duration;

/** The rollouts of a tenant, each of the script {@code flat} with another amount. */
record Rollouts(Scene scene) {
  /** Makes one of a price; the rest of its body is JSON fields. */
  String make(String price, String amount, String rest) {
    return scene.made(
        "/v1/rollouts",
        "{\"name\":\"r\",\"price_id\":\"%s\",\"candidate\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"%s\"}},\"reason\":\"because\",%s}"
            .formatted(price, amount, rest));
  }

  /** Takes a step; the rest of its body begins with a comma. */
  void step(String rollout, String action, String rest) {
    scene
        .post("/v1/rollouts/" + rollout + "/" + action, "{\"reason\":\"because\"" + rest + "}")
        .is(200);
  }

  Reply read(String rollout) {
    return scene.get("/v1/rollouts/" + rollout).is(200);
  }

  String state(String rollout) {
    return read(rollout).text("state");
  }

  /** Waits until one is in a state and nothing is left to do. */
  void await(String rollout, String state) {
    Waiting.until(
        rollout + " is " + state,
        Duration.ofSeconds(90),
        () -> {
          Json.Obj found = read(rollout).json();
          boolean idle =
              found.get("pending") == null && Json.of(0).equals(found.get("line_items_to_count"));
          return state.equals(found.string("state")) && idle;
        });
  }

  /** Waits until the check finds the books clean. */
  void isClean() {
    Waiting.until(
        "the books are clean",
        Duration.ofSeconds(20),
        () -> Json.of(true).equals(scene.post("/v1/check", "{}").is(200).json().get("clean")));
  }
}
