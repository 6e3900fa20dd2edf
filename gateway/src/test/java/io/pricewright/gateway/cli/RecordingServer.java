package io.pricewright.gateway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** An HTTP server that stores events by id, as the contract of {@code /v1/events/bulk} has it. */
final class RecordingServer implements AutoCloseable {
  /** What to do with a request, by its number from 1. */
  enum Mood {
    WELL,
    BUSY,
    BAD_REQUEST,
    STORE_AND_CUT
  }

  final Map<String, Json.Obj> stored;
  final List<Integer> sizes = new CopyOnWriteArrayList<>();
  final Map<String, Integer> keys = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final IntFunction<Mood> mood;
  private final HttpServer server;

  RecordingServer(IntFunction<Mood> mood) throws IOException {
    this(new ConcurrentSkipListMap<>(), mood);
  }

  /** Starts one again on what another had stored. */
  RecordingServer(Map<String, Json.Obj> stored, IntFunction<Mood> mood) throws IOException {
    this.stored = stored;
    this.mood = mood;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/events/bulk", this::handle);
    server.start();
  }

  static RecordingServer well() throws IOException {
    return new RecordingServer(n -> Mood.WELL);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      keys.merge(exchange.getRequestHeaders().getFirst("x-api-key"), 1, Integer::sum);
      switch (mood.apply(requests.incrementAndGet())) {
        case WELL -> answer(exchange, 202, store(body));
        case BUSY -> answer(exchange, 503, "{\"code\":\"overloaded\"}");
        case BAD_REQUEST -> answer(exchange, 400, "{\"detail\":\"events/3 is wrong\"}");
        case STORE_AND_CUT -> store(body);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String store(byte[] body) {
    Json.Obj request = JsonReader.parseObject(new String(body, StandardCharsets.UTF_8));
    List<Json> events =
        ((Json.Arr) java.util.Objects.requireNonNull(request.get("events"))).items();
    sizes.add(events.size());
    int accepted = 0;
    int duplicate = 0;
    int conflict = 0;
    for (Json item : events) {
      Json.Obj event = (Json.Obj) item;
      String id = java.util.Objects.requireNonNull(event.string("event_id"));
      Json.Obj before = stored.putIfAbsent(id, event);
      if (before == null) {
        accepted++;
      } else if (before.equals(event)) {
        duplicate++;
      } else {
        conflict++;
      }
    }
    return ("{\"message\":\"stored\",\"accepted\":\"%d\",\"duplicate\":\"%d\",\"parked\":\"0\","
            + "\"unmatched\":\"0\",\"conflict\":\"%d\"}")
        .formatted(accepted, duplicate, conflict);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
