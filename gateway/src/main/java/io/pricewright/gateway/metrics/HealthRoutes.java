package io.pricewright.gateway.metrics;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The public routes that operators and their machines ask. */
public final class HealthRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int PROBE_SECONDS = 2;
  private static final Body<Health> HEALTH = Body.of(Health.class);
  private static final Answer OK = Answer.ok(HEALTH, new Health(State.OK));
  private static final Answer SLOWER = Answer.ok(HEALTH, new Health(State.DEGRADED));

  private HealthRoutes() {}

  /** How a node is. */
  enum State implements Coded {
    OK,
    DEGRADED;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a node says of itself. */
  record Health(State status) {}

  /** Returns the routes: alive, ready, metrics. */
  public static List<Route> routes(Metrics metrics, List<Probe> probes) {
    List<Probe> all = List.copyOf(probes);
    return List.of(
        Route.get(
                "/healthz",
                "",
                "Says ok: the process lives.",
                HEALTH,
                request -> Future.succeededFuture(OK))
            .open(),
        Route.get(
                "/readyz",
                "",
                "Says ok when the node has what it needs to serve, degraded when it is only slower;"
                    + " else 503.",
                HEALTH,
                request -> ready(all))
            .open(),
        Route.get(
                "/metrics",
                "",
                "The node's numbers in Prometheus' text format.",
                Body.ANY,
                request -> Future.succeededFuture(Answer.text(200, PROMETHEUS, metrics.text())))
            .open());
  }

  static Future<Answer> ready(List<Probe> probes) {
    List<Future<Void>> asked = new ArrayList<>();
    probes.forEach(probe -> asked.add(probe.ask().get().timeout(PROBE_SECONDS, TimeUnit.SECONDS)));
    return Future.join(asked)
        .transform(
            done -> done.succeeded() ? Future.succeededFuture(OK) : answered(away(probes, asked)));
  }

  private static List<Probe> away(List<Probe> probes, List<Future<Void>> asked) {
    List<Probe> away = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).failed()) {
        away.add(probes.get(i));
      }
    }
    return away;
  }

  private static Future<Answer> answered(List<Probe> away) {
    List<String> needed = away.stream().filter(Probe::needed).map(Probe::name).toList();
    return needed.isEmpty()
        ? Future.succeededFuture(SLOWER)
        : Future.failedFuture(
            new ProblemException(
                new Problem.Unavailable(
                    "Not ready: %s. Ask again.".formatted(String.join(", ", needed)), 1)));
  }
}
