package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Described;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.rules.problem.Problem;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route: where it is, who may call it, what it takes and gives, and what it does. The router
 * and the OpenAPI document are made of it.
 *
 * @param method HTTP method
 * @param path path with parameters in braces, such as {@code /v1/customers/{id}}
 * @param scope scope the key needs; null for a public route
 * @param about what the document says of it
 * @param status status of success
 * @param query the query parameters
 * @param request the body, or null without one
 * @param response the answer
 * @param mediaTypes what bodies and answers may be written in beside JSON
 * @param endpoint what it does
 */
public record Route(
    HttpMethod method,
    String path,
    @Nullable String scope,
    About about,
    int status,
    Query<?> query,
    @Nullable Body<?> request,
    Body<?> response,
    List<String> mediaTypes,
    Endpoint endpoint) {
  /** Query parameters of a list. */
  public static final Query<Paging> PAGE = Query.of(Paging.class);

  /**
   * Which part of a list is asked for.
   *
   * @param page the part
   */
  public record Paging(@Inline Page page) {}

  /**
   * What the document says of a route.
   *
   * @param summary one sentence
   * @param description more of it, or null
   * @param tag the chapter it stands in; null: its path says
   * @param operationId the name of the operation; null: method and path say
   * @param fails problems beside those that every such route may answer
   */
  public record About(
      String summary,
      @Nullable String description,
      @Nullable String tag,
      @Nullable String operationId,
      List<Class<? extends Problem>> fails) {
    public About {
      fails = List.copyOf(fails);
    }
  }

  public Route {
    mediaTypes = List.copyOf(mediaTypes);
  }

  /** Declares a route that speaks JSON alone. */
  public Route(
      HttpMethod method,
      String path,
      @Nullable String scope,
      String summary,
      int status,
      @Nullable Described request,
      Described response,
      Endpoint endpoint) {
    this(
        method,
        path,
        scope,
        new About(summary, null, null, null, List.of()),
        status,
        Query.NONE,
        request == null ? null : request.body(),
        response.body(),
        List.of(),
        endpoint);
  }

  /** Declares a route that reads and answers 200. */
  public static Route get(
      String path, String scope, String summary, Described response, Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, scope, summary, 200, null, response, endpoint);
  }

  /** Declares a list: items and pagination, with limit and offset. */
  public static Route list(
      String path, String scope, String summary, Described item, Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, scope, summary, 200, null, item.body().paged(), endpoint)
        .asking(PAGE);
  }

  /** Declares a route that takes a body. */
  public static Route post(
      String path,
      String scope,
      String summary,
      int status,
      Described request,
      Described response,
      Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, scope, summary, status, request, response, endpoint);
  }

  /** Declares an action that takes no body. */
  public static Route post(
      String path,
      String scope,
      String summary,
      int status,
      Described response,
      Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, scope, summary, status, null, response, endpoint);
  }

  /** Declares a change: 200 with the new state. */
  public static Route put(
      String path,
      String scope,
      String summary,
      Described request,
      Described response,
      Endpoint endpoint) {
    return new Route(HttpMethod.PUT, path, scope, summary, 200, request, response, endpoint);
  }

  /** Declares a removal: 200 with what it answers. */
  public static Route delete(
      String path, String scope, String summary, Described response, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, path, scope, summary, 200, null, response, endpoint);
  }

  /** Declares a removal that answers 204, and nothing more. */
  public static Route gone(String path, String scope, String summary, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, path, scope, summary, 204, null, Body.ANY, endpoint);
  }

  /** Returns the same route with query parameters. */
  public Route asking(Query<?> parameters) {
    return new Route(
        method, path, scope, about, status, parameters, request, response, mediaTypes, endpoint);
  }

  /** Returns the same route, which takes or answers other media types too. */
  public Route alsoAs(String... types) {
    return new Route(
        method, path, scope, about, status, query, request, response, List.of(types), endpoint);
  }

  /** Returns the same route, open to callers without a key. */
  public Route open() {
    return new Route(
        method, path, null, about, status, query, request, response, mediaTypes, endpoint);
  }

  /** Returns the same route, of which the document says more. */
  public Route says(String description) {
    return with(
        new About(about.summary(), description, about.tag(), about.operationId(), about.fails()));
  }

  /** Returns the same route in another chapter than its path's. */
  public Route tagged(String tag) {
    return with(
        new About(about.summary(), about.description(), tag, about.operationId(), about.fails()));
  }

  /** Returns the same route under another name than method and path give it. */
  public Route named(String operationId) {
    return with(
        new About(about.summary(), about.description(), about.tag(), operationId, about.fails()));
  }

  /**
   * Returns the same route, which may answer these problems too. Those of keys, scopes, bodies,
   * queries, ids in paths and Idempotency-Keys are known, and so is {@link Problem.Unavailable}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public final Route fails(Class<? extends Problem>... problems) {
    return with(
        new About(
            about.summary(),
            about.description(),
            about.tag(),
            about.operationId(),
            Arrays.asList(problems)));
  }

  private Route with(About said) {
    return new Route(
        method, path, scope, said, status, query, request, response, mediaTypes, endpoint);
  }
}
