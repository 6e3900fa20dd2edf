package io.pricewright.gateway.http;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Invoices of a tenant whose subscriptions began in the past. */
final class TenantInvoices {
  private TenantInvoices() {}

  /** Makes one that is final, and one that waits: for a month and longer. */
  static void furnish(Scene scene, Map<String, String> ids) {
    String plan = scene.made("/v1/plans", "{\"name\":\"Fee\"}");
    scene.fee(plan, "5", "MONTHLY", "ADVANCE");
    scene.customer("asked");
    ids.put("seated", scene.subscribe("asked", plan, Instant.parse("2026-05-01T00:00:00Z")));
    ids.put("seat", line(scene, ids.getOrDefault("seated", "")));
    scene
        .put(
            "/v1/settings/invoice_config",
            "{\"enabled\":true,\"bill_from\":\"2026-01-01T00:00:00Z\","
                + "\"finalization_delay_seconds\":2678400}")
        .is(200);
    Waiting.until("a draft waits", () -> !drafts(scene).isEmpty());
    ids.put("draft", String.valueOf(drafts(scene).getFirst().string("id")));
    Waiting.until("one is final", () -> !of(scene, "FINALIZED").isEmpty());
    ids.put("asked", String.valueOf(of(scene, "FINALIZED").getFirst().string("id")));
  }

  /** Returns the line item of a subscription that has one. */
  static String line(Scene scene, String subscription) {
    return String.valueOf(
        scene.read("/v1/subscriptions/" + subscription).list("line_items").getFirst().string("id"));
  }

  private static List<Json.Obj> drafts(Scene scene) {
    return of(scene, "DRAFT");
  }

  private static List<Json.Obj> of(Scene scene, String status) {
    return scene.get("/v1/invoices?invoice_status=" + status).list("items");
  }
}
