package io.pricewright.gateway.http;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.regex.Pattern;

/** Reads a body up to a limit, and no byte beyond it. */
final class Bodies {
  private static final long DRAIN = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Bodies() {}

  /** Reads a paused request's body; fails with {@link Problem.BodyTooLarge} above the limit. */
  static Future<Buffer> read(HttpServerRequest request, int limit) {
    if (declared(request) > limit) {
      return Future.failedFuture(tooLarge(limit));
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limit) {
            request.pause();
            read.tryFail(tooLarge(limit));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> read.tryComplete(body));
    request.exceptionHandler(read::tryFail);
    request.resume();
    return read.future();
  }

  /** Returns whether it costs less to close the connection than to read on to the body's end. */
  static boolean tooLongToDrain(HttpServerRequest request) {
    boolean one = request.version() != HttpVersion.HTTP_2;
    return one && (declared(request) > DRAIN || request.getHeader("Transfer-Encoding") != null);
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  private static ProblemException tooLarge(int limit) {
    return new ProblemException(
        new Problem.BodyTooLarge(
            "The body is above %d bytes. Send several smaller requests.".formatted(limit)));
  }
}
