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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a body up to a limit, in its time, while there is room, no byte beyond it, and nothing more
 * of one that cannot be used.
 */
final class Bodies {
  private static final long DRAIN = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final HttpServerRequest request;
  private final int limit;
  private final Room.Share share;
  private final Skim skim;
  private final Promise<Buffer> read = Promise.promise();

  /** As they came: a buffer that grows takes up to twice as much. */
  private final List<byte[]> parts = new ArrayList<>();

  private int length;

  private Bodies(HttpServerRequest request, int limit, Room.Share share, Skim skim) {
    this.request = request;
    this.limit = limit;
    this.share = share;
    this.skim = skim;
  }

  /**
   * Reads a paused request's body; fails with {@link Problem.BodyTooLarge} above the limit, {@link
   * Problem.BodyTooSlow} when it takes too long, {@link Problem.Unavailable} when there is no room,
   * {@link Problem.MalformedBody} when it cannot be read to its end, and with what its skim says.
   */
  static Future<Buffer> read(
      HttpServerRequest request,
      int limit,
      Vertx vertx,
      Duration time,
      Room.Share share,
      Skim skim) {
    if (declared(request) > limit) {
      return Future.failedFuture(tooLarge(limit));
    }
    if (request.isEnded()) {
      return Future.succeededFuture(Buffer.buffer());
    }
    return new Bodies(request, limit, share, skim).read(vertx, time);
  }

  private Future<Buffer> read(Vertx vertx, Duration time) {
    request.handler(
        chunk -> {
          try {
            take(chunk);
          } catch (ProblemException refused) {
            request.pause();
            parts.clear();
            read.tryFail(refused);
          }
        });
    request.endHandler(end -> read.tryComplete(joined()));
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
              parts.clear();
              read.tryFail(tooSlow(time));
            });
    return read.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void take(Buffer chunk) {
    if (read.future().isComplete()) {
      return;
    }
    if (length + chunk.length() > limit) {
      throw tooLarge(limit);
    }
    byte[] part = chunk.getBytes();
    long weight = skim.weight(part);
    if (share.neverFits(weight)) {
      throw tooHeavy();
    }
    if (!share.take(weight)) {
      throw full();
    }
    skim.look(parts, part);
    parts.add(part);
    length += part.length;
  }

  private Buffer joined() {
    Buffer body = Buffer.buffer(length);
    parts.forEach(body::appendBytes);
    parts.clear();
    return body;
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

  private static ProblemException tooHeavy() {
    return new ProblemException(
        new Problem.BodyTooLarge(
            "The body holds more values than this node has room for. Send several smaller"
                + " requests."));
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
