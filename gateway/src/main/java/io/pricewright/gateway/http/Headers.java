package io.pricewright.gateway.http;

import io.vertx.core.http.HttpHeaders;

/** Names of headers that every request is asked for or answered with, hashed once. */
final class Headers {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-ID");
  static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
  static final CharSequence AUTHORIZATION = HttpHeaders.AUTHORIZATION;
  static final CharSequence EXPECT = HttpHeaders.EXPECT;
  static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
  static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;

  private Headers() {}
}
