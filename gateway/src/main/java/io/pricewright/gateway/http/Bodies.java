package io.pricewright.gateway.http;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body up to a limit, in its time, while there is room, no byte beyond it, and nothing more
 * of one that cannot be used.
 */
final class Bodies {
  private static final long DRAIN = 64 * 1024;
  private static final int LENGTH_DIGITS = 18;

  private final HttpServerRequest request;
  private final int limit;
  private final Duration time;
  private final Room.Share share;
  private final Skim skim;
  private final long since;
  private final Promise<Buffer> read = Promise.promise();

  /** As they came: a buffer that grows takes up to twice as much. */
  private final List<byte[]> parts = new ArrayList<>(1);

  private int length;

  /**
   * Begins with a paused request.
   *
   * @param limit most bytes
   * @param since of {@link System#nanoTime}
   * @param time how long they may take to arrive
   */
  Bodies(
      HttpServerRequest request,
      int limit,
      long since,
      Duration time,
      Room.Share share,
      Skim skim) {
    this.request = request;
    this.limit = limit;
    this.since = since;
    this.time = time;
    this.share = share;
    this.skim = skim;
  }

  /**
   * Reads the body; fails with {@link Problem.BodyTooLarge} above the limit, {@link
   * Problem.BodyTooSlow} when it is given up, {@link Problem.Unavailable} when there is no room,
   * {@link Problem.MalformedBody} when it cannot be read to its end, and with what its skim says.
   */
  Future<Buffer> read() {
    if (declared(request) > limit) {
      read.fail(tooLarge(limit));
    } else if (request.isEnded()) {
      read.complete(Buffer.buffer());
    } else {
      resume();
    }
    return read.future();
  }

  private void resume() {
    request.handler(
        chunk -> {
          try {
            take(chunk);
          } catch (ProblemException refused) {
            refuse(refused);
          }
        });
    request.endHandler(end -> read.tryComplete(joined()));
    request.exceptionHandler(fault -> read.tryFail(broken()));
    request.resume();
  }

  private void refuse(ProblemException refused) {
    request.pause();
    parts.clear();
    read.tryFail(refused);
  }

  /**
   * Returns whether its time is over and it is not there. May be asked by any thread.
   *
   * @param now of {@link System#nanoTime}
   */
  boolean late(long now) {
    return now - since > time.toNanos() && !read.future().isComplete();
  }

  /** Gives it up, on its own loop. */
  void giveUp() {
    if (!read.future().isComplete()) {
      refuse(tooSlow(time));
    }
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
    if (parts.size() == 1) {
      return Buffer.buffer(parts.getFirst());
    }
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
    String length = request.getHeader(Headers.CONTENT_LENGTH);
    if (length == null || length.isEmpty() || length.length() > LENGTH_DIGITS) {
      return 0;
    }
    for (int i = 0; i < length.length(); i++) {
      if (length.charAt(i) < '0' || length.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(length);
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
