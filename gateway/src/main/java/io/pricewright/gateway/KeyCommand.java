package io.pricewright.gateway;

import io.pricewright.gateway.access.IssueKey;
import io.pricewright.gateway.config.StoreConfig;
import io.pricewright.gateway.time.Ids;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.FolderException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes API keys for who has the database itself, and no key, or none any more. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes API keys on a data folder, or on the database PRICEWRIGHT_PG_URL names.",
    subcommands = KeyCommand.Create.class)
final class KeyCommand implements Runnable {
  private final Map<String, String> environment;

  private final Clock clock;

  KeyCommand(Map<String, String> environment, Clock clock) {
    this.clock = clock;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(this), "Name what to do: create.");
  }

  /** Makes one key that may do everything, and prints it. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a key that may do everything in an environment, and prints it once.")
  static final class Create implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @ParentCommand private @Nullable KeyCommand parent;

    @Option(
        names = "--data",
        defaultValue = ".pricewright",
        description = "folder of the embedded stores (default .pricewright)")
    Path data = Path.of(".pricewright");

    @Option(names = "--environment", description = "its id, when there are several")
    @Nullable String environmentId;

    @Option(names = "--name", defaultValue = "made by command", description = "what to call it")
    String name = "made by command";

    @Override
    public Integer call() {
      KeyCommand above = Objects.requireNonNull(parent);
      StoreConfig named = Settings.of(0, data, above.environment).stores();
      PgAddress app = named.app();
      if (app != null) {
        say(make(app.options()));
        return 0;
      }
      Ending.with(
          () -> new Stores(stores()),
          held -> {
            EmbeddedStores stores = held.own();
            String key =
                make(
                    stores == null ? FirstKey.readOwner(data) : stores.addresses().app().options());
            say(FirstKey.hand(data, key));
          });
      return 0;
    }

    /** The folder's stores, unless a server has them. */
    private record Stores(@Nullable EmbeddedStores own) implements Ending.Opened {
      @Override
      public void close() {
        if (own != null) {
          own.close();
        }
      }
    }

    private void say(String line) {
      if (spec != null) {
        spec.commandLine().getOut().println(line);
      }
    }

    /** Returns the folder's stores, started; null when a server has them. */
    private @Nullable EmbeddedStores stores() {
      if (!Files.isDirectory(data)) {
        throw new Server.StartException(
            "There is no data folder %s. Name the folder of the server with --data."
                .formatted(data));
      }
      try {
        return EmbeddedStores.start(data);
      } catch (FolderException e) {
        if (Files.exists(FirstKey.ownerFile(data))) {
          return null;
        }
        throw e;
      }
    }

    private String make(PgConnectOptions address) {
      Vertx vertx = Server.vertx();
      try {
        Database database = Database.open(vertx, address, 1);
        IssueKey keys = new IssueKey(new Ids());
        IssueKey.Place place = chosen(Server.await(keys.places(database)));
        String key =
            Server.await(
                keys.make(database, place, name, Objects.requireNonNull(parent).clock.instant()));
        Server.await(database.close());
        return key;
      } finally {
        Server.await(vertx.close());
      }
    }

    private IssueKey.Place chosen(List<IssueKey.Place> places) {
      List<IssueKey.Place> fitting =
          places.stream()
              .filter(
                  place ->
                      environmentId == null
                          || place.names().environmentId().value().equals(environmentId))
              .toList();
      if (fitting.size() == 1) {
        return fitting.getFirst();
      }
      throw new Server.StartException(
          places.isEmpty()
              ? "The database has no tenant yet: start a node on it, which makes the first."
              : "Name one of its environments with --environment: "
                  + places.stream()
                      .map(
                          place ->
                              "%s (%s of %s)"
                                  .formatted(
                                      place.names().environmentId(),
                                      place.names().type().code(),
                                      place.names().tenantId()))
                      .collect(Collectors.joining(", ")));
    }
  }
}
