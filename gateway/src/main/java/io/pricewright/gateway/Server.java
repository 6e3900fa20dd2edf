package io.pricewright.gateway;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.console.ServePages;
import io.pricewright.gateway.http.Door;
import io.pricewright.gateway.kafka.EventTopic;
import io.pricewright.gateway.script.RuntimeClasses;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.migration.Migrations;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: its stores, its parts, and one HTTP server for each core. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Vertx vertx;
  private final @Nullable EmbeddedStores stores;
  private final StoreAddresses addresses;
  private final Wiring wiring;
  private final @Nullable ScriptWorkers own;
  private final int port;

  private Server(
      Vertx vertx,
      @Nullable EmbeddedStores stores,
      StoreAddresses addresses,
      Wiring wiring,
      @Nullable ScriptWorkers own,
      int port) {
    this.vertx = vertx;
    this.stores = stores;
    this.addresses = addresses;
    this.wiring = wiring;
    this.own = own;
    this.port = port;
  }

  /** Starts a node. Blocks until it serves. */
  public static Server start(Settings settings, Clock clock) {
    ScriptWorkers own = ScriptWorkers.make();
    try {
      return start(settings, clock, own, own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /**
   * Starts a node beside others of this process. Blocks until it serves.
   *
   * @param workers the processes of their scripts; the caller closes them after them
   */
  public static Server start(Settings settings, Clock clock, ScriptWorkers workers) {
    return start(settings, clock, workers, null);
  }

  private static Server start(
      Settings settings, Clock clock, ScriptWorkers workers, @Nullable ScriptWorkers own) {
    boolean embedded = settings.stores().app() == null || settings.stores().redisUri() == null;
    // While the stores start, which leave a core idle.
    Thread.ofPlatform().daemon().name("script-classes").start(RuntimeClasses::load);
    EmbeddedStores stores = embedded ? embedded(settings) : null;
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Wiring wiring = null;
    try {
      StoreAddresses addresses = addresses(settings, stores);
      if (embedded || settings.stores().owner() != null) {
        Migrations.migrate(addresses.owner(), addresses.app().user());
      }
      wiring = wire(vertx, settings, addresses, clock, workers);
      await(wiring.start());
      int port = listen(vertx, settings.port(), wiring.door(), ServePages.load());
      LOG.info(
          "serving on port {}; JavaScript runtime: {}; stores: {}",
          port,
          wiring.engine().runtime(),
          embedded ? "embedded in " + settings.data() : addresses.app());
      return new Server(vertx, stores, addresses, wiring, own, port);
    } catch (RuntimeException e) {
      if (wiring != null) {
        wiring.close();
      }
      await(vertx.close());
      if (stores != null) {
        stores.close();
      }
      throw e;
    }
  }

  /** Serves until the process is told to end, and closes then. */
  public void serveUntilStopped() throws InterruptedException {
    // Ahead of the first script.
    wiring.workers().prepare();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  stopped.countDown();
                }));
    stopped.await();
  }

  private static EmbeddedStores embedded(Settings settings) {
    if (!EmbeddedStores.present()) {
      throw new StartException(
          "No embedded stores come with this installation: name PostgreSQL and Redis in"
              + " PRICEWRIGHT_PG_URL and PRICEWRIGHT_REDIS_URL.");
    }
    return EmbeddedStores.start(settings.data());
  }

  private static Wiring wire(
      Vertx vertx,
      Settings settings,
      StoreAddresses addresses,
      Clock clock,
      ScriptWorkers workers) {
    try {
      return new Wiring(vertx, settings, addresses, clock, workers);
    } catch (EventTopic.UnreachableException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }

  private static StoreAddresses addresses(Settings settings, @Nullable EmbeddedStores stores) {
    if (stores == null) {
      var app = java.util.Objects.requireNonNull(settings.stores().app());
      return new StoreAddresses(
          app,
          settings.stores().owner() == null ? app : settings.stores().owner(),
          java.util.Objects.requireNonNull(settings.stores().redisUri()));
    }
    StoreAddresses own = stores.addresses();
    return new StoreAddresses(
        settings.stores().app() == null ? own.app() : settings.stores().app(),
        settings.stores().app() == null || settings.stores().owner() == null
            ? own.owner()
            : settings.stores().owner(),
        settings.stores().redisUri() == null ? own.redisUri() : settings.stores().redisUri());
  }

  private static int listen(Vertx vertx, int port, Door door, ServePages pages) {
    AtomicInteger bound = new AtomicInteger(port);
    try {
      await(
          vertx.deployVerticle(
              () -> new HttpVerticle(door, pages, bound),
              new DeploymentOptions()
                  .setInstances(
                      port == 0 ? 1 : Math.max(1, Runtime.getRuntime().availableProcessors()))));
    } catch (IllegalStateException e) {
      Throwable cause = e.getCause();
      if (cause instanceof java.net.BindException) {
        throw new StartException(
            "Port %d is in use. Stop what uses it, or choose another with --port.".formatted(port));
      }
      throw e;
    }
    return bound.get();
  }

  /** Says in one line why a node cannot start, and what to do. */
  public static final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }

  private static final class HttpVerticle extends VerticleBase {
    private final Door door;
    private final ServePages pages;
    private final AtomicInteger port;

    HttpVerticle(Door door, ServePages pages, AtomicInteger port) {
      this.door = door;
      this.pages = pages;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setIdleTimeout(75)
                  .setTcpNoDelay(true)
                  .setCompressionSupported(false)
                  .setMaxHeaderSize(32 * 1024))
          .invalidRequestHandler(Door::refuse)
          .requestHandler(pages.before(door.router(vertx)))
          .listen(port.get())
          .onSuccess(server -> port.set(server.actualPort()));
    }
  }

  /** Returns the port it serves on. */
  public int port() {
    return port;
  }

  /** Returns why it rates no events of its topic any more, or null when all is well. */
  public @Nullable String fault() {
    return wiring.fault();
  }

  /** Returns what answers its requests. */
  Door door() {
    return wiring.door();
  }

  /** Returns where its stores are. */
  public StoreAddresses addresses() {
    return addresses;
  }

  /** Creates a tenant with a key. */
  public CreateTenant.Created createTenant(String name, String type) {
    return await(wiring.createTenant().create(name, type));
  }

  /** Creates a tenant with a key in a database that has none; else the answer is empty. */
  public Optional<CreateTenant.Created> createFirstTenant(String name, String type) {
    return await(wiring.createTenant().createFirst(name, type));
  }

  /** Returns whether the stores are this process's own. */
  boolean embedded() {
    return stores != null;
  }

  /** Waits for a future on a thread that may block. */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("it took more than a minute", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    wiring.close();
    if (own != null) {
      own.close();
    }
    await(vertx.close());
    if (stores != null) {
      stores.close();
    }
  }
}
