package io.pricewright.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * One event loop's share of a load at a rate. It writes and reads HTTP on bare sockets, because a
 * client takes more of a machine than the server it measures, and latency at part of the load would
 * be the client's. A request that found all connections held is counted from when it was due, so
 * that a stall of the server counts for all who would have called meanwhile; one that is late
 * because this loop was not given a core is counted from when it was sent.
 */
final class PacedVerticle extends VerticleBase implements LoadShare {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private final Load load;
  private final int connections;
  private final double apartNanos;
  private final LoadTally tally;
  private final Buffer head;
  private final Promise<LoadResult> done = Promise.promise();

  /** Those that waited longest first, so that none of the server's event loops is spared. */
  private final Queue<Connection> idle = new ArrayDeque<>();

  private NetClient client;
  private long firstNanos;
  private long sent;
  private boolean allHeld;

  /**
   * Prepares.
   *
   * @param connections this loop's share of them
   * @param startNanos when the warm-up begins, by {@link System#nanoTime}
   */
  @SuppressWarnings("NullAway.Init") // start makes the client
  PacedVerticle(Load load, int connections, long startNanos) {
    this.load = load;
    this.connections = connections;
    apartNanos = 1e9 * load.connections() / (load.perSecond() * connections);
    tally = new LoadTally(load, startNanos);
    head =
        Buffer.buffer(
            "POST %s HTTP/1.1\r\nhost: %s\r\ncontent-type: application/json\r\nx-api-key: %s\r\ncontent-length: "
                .formatted(load.uri().getRawPath(), load.uri().getHost(), load.apiKey()));
  }

  @Override
  public Future<?> start() {
    client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    List<Future<NetSocket>> opening = new ArrayList<>();
    int port = load.uri().getPort() < 0 ? 80 : load.uri().getPort();
    for (int i = 0; i < connections; i++) {
      opening.add(
          client
              .connect(port, load.uri().getHost())
              .onSuccess(socket -> idle.add(new Connection(socket))));
    }
    return Future.all(opening)
        .onSuccess(
            all -> {
              firstNanos = System.nanoTime();
              vertx.setPeriodic(1, tick -> sendDue());
            })
        .onFailure(
            refused ->
                done.tryFail(
                    new BenchException(
                        "The server at %s takes no connections: %s"
                            .formatted(load.uri(), refused.getMessage()))));
  }

  @Override
  public Future<LoadResult> result() {
    return done.future();
  }

  /** Sends what is due on the connections that are free. */
  private void sendDue() {
    // Whether the server kept all connections, so that what is due has waited for it.
    boolean held = allHeld;
    while (!idle.isEmpty()) {
      long now = System.nanoTime();
      long due = firstNanos + (long) (sent * apartNanos);
      if (tally.over(now)) {
        end();
        break;
      }
      if (due - now > 0) {
        break;
      }
      sent++;
      idle.remove().send(held ? due : now);
    }
    allHeld = idle.isEmpty();
  }

  private void end() {
    if (idle.size() == connections && done.tryComplete(tally.result())) {
      client.close();
    }
  }

  /** A keep-alive connection with one request at a time. */
  private final class Connection {
    private final NetSocket socket;
    private Buffer answer = Buffer.buffer();
    private long countedFrom;

    Connection(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::read);
    }

    void send(long since) {
      countedFrom = since;
      Buffer body = load.bodies().get();
      socket.write(
          head.copy()
              .appendString(Integer.toString(body.length()))
              .appendString("\r\n\r\n")
              .appendBuffer(body));
    }

    private void read(Buffer part) {
      answer = answer.length() == 0 ? part : answer.appendBuffer(part);
      int body = endOfHead();
      if (body < 0 || answer.length() < body + contentLength(body)) {
        return;
      }
      count();
      answer = Buffer.buffer();
      idle.add(this);
      sendDue();
    }

    private void count() {
      if (answer.getByte("HTTP/1.1 ".length()) == '2') {
        tally.answered(countedFrom, System.nanoTime());
      } else {
        tally.failed(answer.getString(0, Math.min(answer.length(), 600)));
      }
    }

    /** Returns where the body begins, or -1 while the head is not whole. */
    private int endOfHead() {
      for (int i = 3; i < answer.length(); i++) {
        if (answer.getByte(i) == '\n'
            && answer.getByte(i - 1) == '\r'
            && answer.getByte(i - 2) == '\n') {
          return i + 1;
        }
      }
      return -1;
    }

    private int contentLength(int end) {
      for (int i = 0; i < end - LENGTH.length; i++) {
        if (answer.getByte(i) == '\n' && isLength(i + 1)) {
          int number = 0;
          for (int k = i + 1 + LENGTH.length; answer.getByte(k) != '\r'; k++) {
            number = answer.getByte(k) == ' ' ? number : number * 10 + answer.getByte(k) - '0';
          }
          return number;
        }
      }
      throw new BenchException("An answer has no content-length: " + answer.getString(0, end));
    }

    private boolean isLength(int at) {
      for (int i = 0; i < LENGTH.length; i++) {
        if ((answer.getByte(at + i) | 0x20) != (LENGTH[i] | 0x20)) {
          return false;
        }
      }
      return true;
    }
  }
}
