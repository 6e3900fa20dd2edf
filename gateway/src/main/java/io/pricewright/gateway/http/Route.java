package io.pricewright.gateway.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route: where it is, who may call it, what it takes and gives, and what it does. The router
 * and the OpenAPI document are made of it.
 *
 * @param method HTTP method
 * @param path path with parameters in braces, such as {@code /v1/customers/{id}}
 * @param scope scope the key needs; null for a public route
 * @param summary one sentence for the document
 * @param status status of success
 * @param query names of query parameters
 * @param request shape of the body, or null without one
 * @param response shape of the answer
 * @param mediaTypes what bodies and answers may be written in beside JSON
 * @param endpoint what it does
 */
public record Route(
    HttpMethod method,
    String path,
    @Nullable String scope,
    String summary,
    int status,
    List<String> query,
    @Nullable Shape request,
    Shape response,
    List<String> mediaTypes,
    Endpoint endpoint) {
  /** Query parameters of every list. */
  public static final List<String> PAGE = List.of("limit", "offset");

  public Route {
    query = List.copyOf(query);
    mediaTypes = List.copyOf(mediaTypes);
  }

  /** Declares a route that speaks JSON alone. */
  public Route(
      HttpMethod method,
      String path,
      @Nullable String scope,
      String summary,
      int status,
      List<String> query,
      @Nullable Shape request,
      Shape response,
      Endpoint endpoint) {
    this(method, path, scope, summary, status, query, request, response, List.of(), endpoint);
  }

  /** Declares a route that reads and answers 200. */
  public static Route get(
      String path, String scope, String summary, Shape response, Endpoint endpoint) {
    return new Route(
        HttpMethod.GET, path, scope, summary, 200, List.of(), null, response, endpoint);
  }

  /** Declares a list: items and pagination, with limit and offset. */
  public static Route list(
      String path, String scope, String summary, Shape item, Endpoint endpoint) {
    return new Route(
        HttpMethod.GET, path, scope, summary, 200, PAGE, null, item.listed(), endpoint);
  }

  /** Declares a route that takes a body. */
  public static Route post(
      String path,
      String scope,
      String summary,
      int status,
      Shape request,
      Shape response,
      Endpoint endpoint) {
    return new Route(
        HttpMethod.POST, path, scope, summary, status, List.of(), request, response, endpoint);
  }

  /** Declares a change: 200 with the new state. */
  public static Route put(
      String path, String scope, String summary, Shape request, Shape response, Endpoint endpoint) {
    return new Route(
        HttpMethod.PUT, path, scope, summary, 200, List.of(), request, response, endpoint);
  }

  /** Declares a removal: 200 with what it answers. */
  public static Route delete(
      String path, String scope, String summary, Shape response, Endpoint endpoint) {
    return new Route(
        HttpMethod.DELETE, path, scope, summary, 200, List.of(), null, response, endpoint);
  }

  /** Returns the same route with query parameters. */
  public Route withQuery(String... names) {
    return new Route(
        method,
        path,
        scope,
        summary,
        status,
        List.of(names),
        request,
        response,
        mediaTypes,
        endpoint);
  }

  /** Returns the same route, which takes or answers other media types too. */
  public Route alsoAs(String... types) {
    return new Route(
        method, path, scope, summary, status, query, request, response, List.of(types), endpoint);
  }

  /** Returns the same route, open to callers without a key. */
  public Route open() {
    return new Route(
        method, path, null, summary, status, query, request, response, mediaTypes, endpoint);
  }
}
