package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import java.util.Set;

/** Refuses what a route would not read, so that nothing is accepted and ignored. */
final class Unread {
  private static final Body<Nothing> NOTHING = Body.of(Nothing.class);
  private static final Set<String> EVERYWHERE = Set.of(Parameters.DRY_RUN);

  /** The body of an operation that takes none. */
  record Nothing() {}

  private Unread() {}

  /** Returns the request; fails with {@code InvalidRequest} and {@code MalformedBody}. */
  static Request refused(Route route, Request request) {
    if (request.hasQuery()) {
      route.query().refuseUnknown(request.queryNames(), EVERYWHERE);
    }
    if (route.request() == null && request.body().length() > 0) {
      var _ = request.read(NOTHING).done();
    }
    return route.endpoint().mindsDryRuns()
        ? Parameters.checked(request)
        : Parameters.notRehearsed(request);
  }
}
