package io.pricewright.gateway.http;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads a body up to a limit, in its time, while there is room, and no byte beyond it. */
final class Bodies {
  private static final long DRAIN = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Bodies() {}

  /**
   * Reads a paused request's body; fails with {@link Problem.BodyTooLarge} above the limit, {@link
   * Problem.BodyTooSlow} when it takes too long, {@link Problem.Unavailable} when there is no room,
   * and {@link Problem.MalformedBody} when it cannot be read to its end.
   */
  static Future<Buffer> read(
      HttpServerRequest request, int limit, Vertx vertx, Duration time, Room.Share share) {
    if (declared(request) > limit) {
      return Future.failedFuture(tooLarge(limit));
    }
    if (request.isEnded()) {
      return Future.succeededFuture(Buffer.buffer());
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limit) {
            request.pause();
            read.tryFail(tooLarge(limit));
          } else if (!share.take(chunk.length())) {
            request.pause();
            read.tryFail(full());
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> read.tryComplete(body));
    request.exceptionHandler(fault -> read.tryFail(broken()));
    request.resume();
    if (read.future().isComplete()) {
      return read.future();
    }
    long timer =
        vertx.setTimer(
            time.toMillis(),
            late -> {
              request.pause();
              read.tryFail(tooSlow(time));
            });
    return read.future().onComplete(done -> vertx.cancelTimer(timer));
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

  private static ProblemException tooSlow(Duration time) {
    return new ProblemException(
        new Problem.BodyTooSlow(
            "The body did not arrive within %d s. Send several smaller requests."
                .formatted(time.toSeconds())));
  }

  private static ProblemException full() {
    return new ProblemException(
        new Problem.Unavailable(
            "Too many bodies are held at once. Send this request again, or smaller ones.", 1));
  }

  private static ProblemException broken() {
    return new ProblemException(
        new Problem.MalformedBody(
            "The body ended early or its chunks cannot be read. Send the request again."));
  }

  private static ProblemException tooLarge(int limit) {
    return new ProblemException(
        new Problem.BodyTooLarge(
            "The body is above %d bytes. Send several smaller requests.".formatted(limit)));
  }
}
