package io.pricewright.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthIT {
  @Test
  void node_running_saysHealthReadinessAndNumbers() {
    try (TestNode node = TestNode.start()) {
      Scene scene = node.tenant();
      assertThat(scene.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(scene.get("/readyz").status()).isEqualTo(200);
      scene.post(
          "/v1/events",
          "{\"event_id\":\"e1\",\"event_name\":\"x\",\"external_customer_id\":\"nobody\"}");
      scene.post(
          "/v1/events",
          "{\"event_id\":\"e1\",\"event_name\":\"x\",\"external_customer_id\":\"nobody\"}");
      scene.get("/v1/nothing");
      Reply metrics = scene.get("/metrics");
      assertThat(metrics.status()).isEqualTo(200);
      assertThat(metrics.type()).startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body())
          .contains("pricewright_events_total{outcome=\"unmatched\"} 1.0")
          .contains("pricewright_events_total{outcome=\"duplicate\"} 1.0")
          .contains("pricewright_charges_total 0.0")
          .contains("pricewright_batch_events_count 2")
          .contains("pricewright_script_seconds_count")
          .contains("pricewright_queue_events 0.0")
          .contains("pricewright_javascript_runtime{kind=\"")
          .contains("pricewright_http_requests_total{status=\"404\"} 1.0")
          .contains(
              "pricewright_http_answers_seconds_bucket{method=\"POST\",route=\"/v1/events\",le=\"5.0\"}"
                  + " 2")
          .contains("pricewright_rating_seconds_count 2")
          .contains("pricewright_database_wait_seconds_count")
          .contains("pricewright_database_retries_total ")
          .contains("pricewright_scripts_suspended_total 0.0")
          .contains("pricewright_build{version=\"pricewright ")
          .contains("jvm_memory_used_bytes", "process_cpu_usage", "process_uptime_seconds")
          .doesNotContain("nobody");
      assertThat(scene.get("/openapi.json").body()).contains("\"/readyz\"", "\"/metrics\"");
    }
  }

  @Test
  void probe_failed_isNamedIn503() {
    Probe fine = Probe.of("fine", () -> true);
    Probe full = Probe.of("the queue of events is full", () -> false);
    Probe away = new Probe("the database does not answer", () -> Future.failedFuture("away"));
    Route ready =
        HealthRoutes.routes(new Metrics(), List.of(fine, full, away)).stream()
            .filter(route -> route.path().equals("/readyz"))
            .findFirst()
            .orElseThrow();
    assertThat(ready.scope()).isNull();
    assertThat(ready.response()).isNotEqualTo(Body.ANY);
    Throwable cause = HealthRoutes.ready(List.of(fine, full, away)).cause();
    assertThat(cause).isInstanceOf(ProblemException.class);
    Problem problem = ((ProblemException) cause).problem();
    assertThat(problem).isInstanceOf(Problem.Unavailable.class);
    assertThat(problem.detail())
        .contains("the queue of events is full, the database does not answer")
        .doesNotContain("fine,");
  }

  @Test
  void probe_ofWhatOnlyHelps_leavesTheNodeReady() {
    Probe slow = Probe.helpful("Redis does not answer", () -> Future.failedFuture("away"));
    Answer answer = HealthRoutes.ready(List.of(slow)).result();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString()).contains("degraded");
    assertThat(HealthRoutes.ready(List.of(slow, Probe.of("full", () -> false))).failed()).isTrue();
  }
}
