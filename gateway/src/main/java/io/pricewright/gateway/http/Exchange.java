package io.pricewright.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request from its headers to the last byte of its answer: all that is known of it, in one place,
 * as there are tens of thousands a second.
 */
final class Exchange {
  private static final String KEY = "exchange";
  private static final Pattern IDS = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final MultiMap NO_QUERY = MultiMap.caseInsensitiveMultiMap();

  private final RoutingContext context;
  private final Context loop;
  private final String id;
  private final long since;
  private @Nullable String route;
  private Room.@Nullable Share share;
  private volatile @Nullable Bodies body;

  private Exchange(RoutingContext context, long since) {
    this.context = context;
    this.since = since;
    this.loop = context.vertx().getOrCreateContext();
    this.id = id(context.request().getHeader(Headers.REQUEST_ID));
  }

  /**
   * Begins with a request whose headers were read.
   *
   * @param since of {@link System#nanoTime}
   */
  static Exchange begin(RoutingContext context, long since) {
    Exchange begun = new Exchange(context, since);
    context.put(KEY, begun);
    return begun;
  }

  /** Returns that of a request, or null before it is begun. */
  static @Nullable Exchange of(RoutingContext context) {
    return context.get(KEY);
  }

  private static String id(@Nullable String sent) {
    return sent != null && IDS.matcher(sent).matches() ? sent : newId();
  }

  /** Returns a random UUID: unlike any other, but no secret, so that nobody waits for entropy. */
  static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version = (random.nextLong() & ~0xf000L) | 0x4000L;
    long variant = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(version, variant).toString();
  }

  RoutingContext context() {
    return context;
  }

  /** Returns the loop that may answer it. */
  Context loop() {
    return loop;
  }

  /** Returns the request id: the caller's own if it can be used. */
  String id() {
    return id;
  }

  /** Returns since when, of {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Returns method and path as documented; null when there is no such route. */
  @Nullable String route() {
    return route;
  }

  void routed(String name) {
    route = name;
  }

  /** Returns the query parameters; nothing is decoded where there are none. */
  MultiMap query() {
    String query = context.request().query();
    return query == null || query.isEmpty() ? NO_QUERY : context.queryParams();
  }

  /** Notes what its body takes, which it gives back at its end. */
  void shares(Room.Share taken) {
    share = taken;
  }

  /** Notes the body that it waits for. */
  void reads(Bodies awaited) {
    body = awaited;
  }

  /** Returns the body that it waits or waited for. */
  @Nullable Bodies body() {
    return body;
  }

  /** Gives back what it held. */
  void end() {
    if (share != null) {
      share.leave();
    }
  }
}
