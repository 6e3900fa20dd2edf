package io.pricewright.gateway;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.console.ServePages;
import io.pricewright.gateway.http.Door;
import io.pricewright.gateway.kafka.EventTopic;
import io.pricewright.gateway.script.RuntimeClasses;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.migration.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: its stores, its parts, and one HTTP server for each core. */
public final class Server implements Ending.Opened {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** How long a node that stops has for the requests it has taken. */
  public static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

  private static final Duration LAST_WORDS = Duration.ofMillis(100);
  private static final int CONNECT_SECONDS = 30;

  private final Vertx vertx;
  private final @Nullable EmbeddedStores stores;
  private final StoreAddresses addresses;
  private final Wiring wiring;
  private final @Nullable ScriptWorkers own;
  private final HttpPort http;

  private Server(
      Vertx vertx,
      @Nullable EmbeddedStores stores,
      StoreAddresses addresses,
      Wiring wiring,
      @Nullable ScriptWorkers own,
      HttpPort http) {
    this.vertx = vertx;
    this.stores = stores;
    this.addresses = addresses;
    this.wiring = wiring;
    this.own = own;
    this.http = http;
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
    boolean embedded = settings.embedded();
    HttpPort http = HttpPort.free(settings.address(), settings.port());
    // While the stores start, which leave a core idle.
    Thread.ofPlatform().daemon().name("script-classes").start(RuntimeClasses::load);
    EmbeddedStores stores = embedded ? embedded(settings) : null;
    Vertx vertx = vertx();
    Wiring wiring = null;
    try {
      StoreAddresses addresses = addresses(settings, stores);
      if (!embedded) {
        look(vertx, addresses.app(), "PRICEWRIGHT_PG_URL");
      }
      if (embedded || settings.stores().owner() != null) {
        Migrations.migrate(addresses.owner(), addresses.app().user());
      }
      wiring = wire(vertx, settings, addresses, clock, workers);
      await(wiring.start());
      await(http.open(vertx, wiring.door(), ServePages.load(), wiring::loopLag));
      LOG.info(
          "serving on {}; JavaScript runtime: {}; stores: {}",
          http,
          wiring.engine().runtime(),
          embedded ? "embedded in " + settings.data() : addresses.app());
      return new Server(vertx, stores, addresses, wiring, own, http);
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

  /**
   * Serves until the process is told to end, and closes then.
   *
   * @param started hears of it when it serves
   */
  public static void serve(Settings settings, Clock clock, Consumer<Server> started) {
    Ending.with(
        () -> start(settings, clock),
        server -> {
          started.accept(server);
          // Ahead of the first script.
          server.wiring.workers().prepare();
          forever();
        });
  }

  private static void forever() {
    try {
      Thread.currentThread().join(); // Nobody ends it but the process.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks whether a database lets this node in, so that what is wrong is said in one line. */
  private static void look(Vertx vertx, PgAddress address, String setting) {
    try {
      await(
          PgConnection.connect(vertx, address.options())
              .compose(PgConnection::close)
              .timeout(CONNECT_SECONDS, TimeUnit.SECONDS));
    } catch (RuntimeException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new StartException(
          "PostgreSQL at %s cannot be used (%s). Start it, or mend %s."
              .formatted(address, why.getMessage(), setting));
    }
  }

  /** Nothing is unpacked into the temporary folder, where a killed process would leave it. */
  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false)));
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

  /** Says in one line why a node cannot start, and what to do. */
  public static final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }

  /** Returns the port it serves on. */
  public int port() {
    return http.port();
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

  /**
   * Answers what it has taken, as long as that takes no more than {@link #LAST_ANSWERS}, takes
   * nothing new meanwhile, and ends.
   */
  @Override
  public void close() {
    try {
      await(wiring.door().stop().timeout(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RuntimeException late) {
      LOG.warn("some requests were not answered within {} s", LAST_ANSWERS.toSeconds());
    }
    // Clients whose next request is on its way are told too.
    await(vertx.timer(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
    await(http.close());
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
