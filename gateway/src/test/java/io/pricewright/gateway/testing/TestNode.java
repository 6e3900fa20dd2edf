package io.pricewright.gateway.testing;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node in this process, with a database of its own unless it stands beside another. */
public final class TestNode implements AutoCloseable {
  private static @Nullable TestNode shared;

  /** Where its rows are. */
  public final StoreAddresses stores;

  /** All rows of its database, whichever tenant's. */
  public final Rows rows;

  private final Rows asNode;
  private final TestSettings settings;
  private final Clock clock;
  private final Server server;
  private boolean stopped;

  private TestNode(StoreAddresses stores, TestSettings settings, Clock clock) {
    this.stores = stores;
    this.settings = settings;
    this.clock = clock;
    rows = Rows.ofAll(stores.owner());
    asNode = Rows.asNode(stores.app());
    server = Server.start(settings.on(stores).here(), clock, TestWorkers.SHARED);
  }

  /**
   * Returns the node that all tests of this process use who need no settings, no clock and no
   * database of their own: a tenant of their own keeps them apart. It ends with the process.
   */
  public static synchronized TestNode shared() {
    if (shared == null) {
      TestNode node = start();
      Runtime.getRuntime().addShutdownHook(new Thread(node::stop));
      shared = node;
    }
    return shared;
  }

  /** Starts a node. */
  public static TestNode start() {
    return start(TestSettings.DEFAULT);
  }

  /** Starts a node. */
  public static TestNode start(TestSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** Starts a node whose time is given. */
  public static TestNode start(TestSettings settings, Clock clock) {
    return new TestNode(TestStores.freshDatabase(), settings, clock);
  }

  /** Starts another node on the same stores. */
  public TestNode another() {
    return another(settings);
  }

  /** Starts another node on the same stores with other settings. */
  public TestNode another(TestSettings others) {
    return new TestNode(stores, others, clock);
  }

  /** Ends the node; what is asked of its database goes on. */
  public void stop() {
    if (!stopped) {
      stopped = true;
      server.close();
    }
  }

  /** Returns where it answers. */
  public String url() {
    return "http://localhost:" + server.port();
  }

  /** Returns why it rates no events of its topic any more, or null when all is well. */
  public @Nullable String fault() {
    return server.fault();
  }

  /** Makes a tenant in production. */
  public Scene tenant() {
    return tenant("production");
  }

  /** Makes a tenant in {@code production} or {@code development}. */
  public Scene tenant(String type) {
    return scene(server.createTenant("Acme", type));
  }

  /** Makes the first tenant, if there is none. */
  public Optional<Scene> firstTenant() {
    return server.createFirstTenant("First", "production").map(this::scene);
  }

  /** Makes a tenant in an environment for trying out, whose subscriptions are invoiced. */
  public Scene invoiced() {
    return invoiced(server.createTenant("Acme", "development"));
  }

  private Scene invoiced(CreateTenant.Created made) {
    return Scene.of(new Api(url(), made.apiKey()), asNode.in(made.scope()));
  }

  /** Most tests are of usage: what is not asked is seen alone. */
  private Scene scene(CreateTenant.Created made) {
    Scene scene = invoiced(made);
    scene.put("/v1/settings/invoice_config", "{\"enabled\":false}").is(200);
    return scene;
  }

  @Override
  public void close() {
    stop();
    asNode.close();
    rows.close();
  }
}
