package io.pricewright.gateway.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a table of routes: authenticates, checks the scope, reads the body within its limit, calls
 * the endpoint, and turns every failure into a problem. One for each event loop.
 */
public final class Door {
  /** Largest body. */
  public static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

  /** How long a body may take to arrive. */
  public static final Duration BODY_TIME = Duration.ofSeconds(60);

  /** Hears of each answer when its last byte is written. */
  @FunctionalInterface
  public interface Answered {
    /**
     * Hears of one.
     *
     * @param route method and path as documented; null when there is no such route
     * @param took since the request's headers were read
     */
    void heard(@Nullable String route, int status, Duration took);
  }

  /** Largest body of a route that takes none: nobody fills the room without a key. */
  private static final int UNASKED_BYTES = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Problem AWAY =
      new Problem.Unavailable("The store does not answer. Send the same request again.", 2);
  private static final Problem STOPPING =
      new Problem.Unavailable("This node is stopping. Send the same request again.", 1);

  /** Bodies that come too slowly are looked for so often, in parts of the time they have. */
  private static final int LOOKS = 20;

  private static final long MOST_BETWEEN_LOOKS = 1_000;

  private final Authenticator authenticator;
  private final List<Route> routes;

  /** Routes without parameters, by path and method: found without asking all the others. */
  private final Map<String, Map<HttpMethod, Served>> exact = new HashMap<>();

  private final int maxBodyBytes;
  private final Duration bodyTime;
  private final Room room;
  private final Answered answered;
  private final InFlight inFlight = new InFlight();

  /**
   * A route, with what need not be found out again for each request.
   *
   * @param name what the document calls it: method and path
   * @param limit largest body
   * @param mostItems how many items the lists of its body may have
   */
  private record Served(Route route, String name, int limit, Map<String, Integer> mostItems) {
    static Served of(Route route, int maxBodyBytes) {
      Body<?> shape = route.request();
      return new Served(
          route,
          route.method().name() + ' ' + route.path(),
          shape == null ? Math.min(UNASKED_BYTES, maxBodyBytes) : maxBodyBytes,
          shape == null ? Map.of() : shape.mostItems());
    }

    boolean exact() {
      return route.path().indexOf('{') < 0;
    }
  }

  /** Makes a door that tells nobody what it answers. */
  public Door(Authenticator authenticator, List<Route> routes, int maxBodyBytes) {
    this(authenticator, routes, maxBodyBytes, (route, status, took) -> {});
  }

  /**
   * Makes a door of routes; adds the one that serves the OpenAPI document.
   *
   * @param answered hears of each answer
   */
  public Door(
      Authenticator authenticator, List<Route> routes, int maxBodyBytes, Answered answered) {
    this(
        authenticator,
        routes,
        maxBodyBytes,
        BODY_TIME,
        Room.ofHeap(Runtime.getRuntime().maxMemory(), maxBodyBytes),
        answered);
  }

  Door(
      Authenticator authenticator,
      List<Route> routes,
      int maxBodyBytes,
      Duration bodyTime,
      Room room,
      Answered answered) {
    this.bodyTime = bodyTime;
    this.room = room;
    this.answered = answered;
    this.authenticator = authenticator;
    this.maxBodyBytes = maxBodyBytes;
    List<Route> all = new ArrayList<>(routes);
    all.add(OpenApi.route(all));
    this.routes = List.copyOf(all);
    for (Route route : all) {
      Served served = Served.of(route, maxBodyBytes);
      if (served.exact()) {
        exact.computeIfAbsent(route.path(), path -> new HashMap<>()).put(route.method(), served);
      }
    }
  }

  /** Returns all routes it serves. */
  public List<Route> routes() {
    return routes;
  }

  /** Returns the router, to be the request handler of a server. */
  public Router router(Vertx vertx) {
    vertx.setPeriodic(
        Math.clamp(bodyTime.toMillis() / LOOKS, 1, MOST_BETWEEN_LOOKS), look -> inFlight.hurry());
    Router router = Router.router(vertx);
    router.route().handler(this::begin);
    // In order of paths a word comes before a parameter, so /customers/usage is nobody's id.
    for (Route route : routes.stream().sorted(Comparator.comparing(Route::path)).toList()) {
      Served served = Served.of(route, maxBodyBytes);
      router
          .route(route.method(), route.path().replaceAll("\\{(\\w+)}", ":$1"))
          .handler(context -> serve(served, context));
    }
    router.errorHandler(404, context -> send(context, ProblemAnswers.noSuchRoute(id(context))));
    router.errorHandler(405, context -> send(context, ProblemAnswers.wrongMethod(id(context))));
    router.errorHandler(400, context -> send(context, ProblemAnswers.badRequest(id(context))));
    router.errorHandler(500, context -> send(context, failed(context, context.failure())));
    return router;
  }

  /**
   * Takes no new requests but those for the node's health: they are told to come to another node.
   * The future ends when those that were taken are answered.
   */
  public Future<Void> stop() {
    return inFlight.stop();
  }

  /**
   * Gives up requests that wait for a store which does not answer: they are told to come again.
   *
   * @param waited at least so long
   */
  public void giveUp(Duration waited) {
    inFlight.answer(
        waited,
        context -> {
          if (!context.response().headWritten()) {
            send(context, ProblemAnswers.of(AWAY, id(context)));
          }
        });
  }

  /** Answers a request whose first line or headers cannot be read, and closes its connection. */
  public static void refuse(HttpServerRequest request) {
    String id = Exchange.newId();
    Throwable cause = request.decoderResult().cause();
    Answer answer =
        switch (cause) {
          case TooLongHttpLineException line -> ProblemAnswers.tooLong(true, id);
          case TooLongHttpHeaderException headers -> ProblemAnswers.tooLong(false, id);
          case null, default -> ProblemAnswers.badRequest(id);
        };
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader("X-Request-ID", id)
        .putHeader("Connection", "close")
        .putHeader("Content-Type", answer.contentType())
        .end(answer.body())
        .onComplete(sent -> request.connection().close());
  }

  private void begin(RoutingContext context) {
    Exchange exchange = Exchange.begin(context, System.nanoTime());
    context.response().putHeader(Headers.REQUEST_ID, exchange.id());
    context.addEndHandler(ended -> end(exchange));
    Served named = exact(context.request());
    if (named != null) {
      serve(named, context);
    } else {
      context.next();
    }
  }

  private @Nullable Served exact(HttpServerRequest request) {
    Map<HttpMethod, Served> at = exact.get(request.path());
    return at == null ? null : at.get(request.method());
  }

  private void end(Exchange exchange) {
    exchange.end();
    inFlight.end(exchange);
    answered.heard(
        exchange.route(),
        exchange.context().response().getStatusCode(),
        Duration.ofNanos(System.nanoTime() - exchange.since()));
  }

  private void serve(Served served, RoutingContext context) {
    Route route = served.route();
    context.request().pause();
    if (inFlight.stopping() && route.scope() != null) {
      send(context, ProblemAnswers.of(STOPPING, id(context)));
      return;
    }
    Exchange exchange = Objects.requireNonNull(Exchange.of(context));
    exchange.routed(served.name());
    inFlight.begin(exchange);
    admit(route, context)
        .compose(caller -> read(served, exchange, caller))
        .compose(request -> route.endpoint().handle(Unread.refused(route, request)))
        .onComplete(
            done ->
                send(context, done.succeeded() ? done.result() : failed(context, done.cause())));
  }

  private Future<Optional<Caller>> admit(Route route, RoutingContext context) {
    String scope = route.scope();
    if (scope == null) {
      return Future.succeededFuture(Optional.empty());
    }
    String key = key(context);
    if (key == null) {
      return Future.failedFuture(
          new ProblemException(
              new Problem.Unauthenticated("Send an API key in the header x-api-key.")));
    }
    return authenticator.find(key).map(found -> Optional.of(permitted(found, scope)));
  }

  private static Caller permitted(Optional<Caller> found, String scope) {
    Caller caller =
        found.orElseThrow(
            () ->
                new ProblemException(
                    new Problem.Unauthenticated(
                        "The API key is unknown, revoked or expired. Send a valid one.")));
    if (!caller.may(scope)) {
      throw new ProblemException(
          new Problem.PermissionDenied(
              "The API key lacks the scope '%s'. Use a key that has it.".formatted(scope)));
    }
    return caller;
  }

  private static @Nullable String key(RoutingContext context) {
    String key = context.request().getHeader(Headers.API_KEY);
    if (key != null) {
      return key.strip();
    }
    String authorization = context.request().getHeader(Headers.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : null;
  }

  private Future<Request> read(Served served, Exchange exchange, Optional<Caller> caller) {
    HttpServerRequest request = exchange.context().request();
    Room.Share share = room.share(caller.map(Caller::scope).orElse(null));
    exchange.shares(share);
    if ("100-continue".equalsIgnoreCase(request.getHeader(Headers.EXPECT))) {
      exchange.context().response().writeContinue();
    }
    Skim skim =
        new Skim(
            served.mostItems(),
            request.getHeader(Headers.CONTENT_TYPE),
            served.route().request() == Body.ANY);
    Bodies body = new Bodies(request, served.limit(), System.nanoTime(), bodyTime, share, skim);
    exchange.reads(body);
    return body.read().map(bytes -> request(served, exchange, caller.orElse(null), bytes));
  }

  private static Request request(
      Served served, Exchange exchange, @Nullable Caller caller, Buffer body) {
    HttpServerRequest request = exchange.context().request();
    return new Request(
        exchange.id(),
        request.method().name(),
        request.path(),
        caller,
        served.exact() ? Map.of() : exchange.context().pathParams(),
        exchange.query(),
        request.headers(),
        body);
  }

  private static Answer failed(RoutingContext context, @Nullable Throwable cause) {
    Problem problem = cause == null ? null : Failures.problemOf(cause);
    if (problem instanceof Problem.Unavailable away) {
      LOG.warn(
          "request {} ({} {}) is answered with 503: {}",
          id(context),
          context.request().method(),
          context.request().path(),
          away.detail());
    }
    if (problem != null) {
      return ProblemAnswers.of(problem, id(context));
    }
    if (cause instanceof HttpException http && http.getStatusCode() < 500) {
      return ProblemAnswers.badRequest(id(context));
    }
    LOG.error("request {} failed", id(context), cause);
    return ProblemAnswers.fault(id(context));
  }

  private void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    if (answer.status() != 204) {
      response.putHeader(Headers.CONTENT_TYPE, answer.contentType());
    }
    answer.headers().forEach(response::putHeader);
    if (inFlight.stopping()) {
      response.putHeader("Connection", "close");
    }
    if (!context.request().isEnded()) {
      if (answer.status() == 408 || Bodies.tooLongToDrain(context.request())) {
        response.putHeader("Connection", "close");
      }
      context.request().handler(chunk -> {}).resume();
    }
    var stream = answer.stream();
    if (stream == null) {
      Future<Void> sent = response.end(answer.body());
      if (answer.status() == 408) {
        // The rest of the body may never come.
        sent.onComplete(done -> context.request().connection().close());
      }
    } else {
      stream.accept(response.setChunked(true));
    }
  }

  private static String id(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    return exchange == null ? "none" : exchange.id();
  }
}
