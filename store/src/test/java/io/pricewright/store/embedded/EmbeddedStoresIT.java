package io.pricewright.store.embedded;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.migration.Migrations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoresIT {
  @TempDir Path folder;

  @Test
  void stores_started_areDurableAndBoundByRowLevelSecurity() throws SQLException {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      PgAddress owner = stores.addresses().owner();
      Migrations.migrate(owner, stores.addresses().app().user());
      PgAddress app = stores.addresses().app();
      assertThat(ask(app, "show fsync")).isEqualTo("on");
      assertThat(ask(app, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(app, "select count(*) from events")).isEqualTo("0");
      assertThat(
              ask(
                  app,
                  "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> ask(app, "create table mine (x int)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> EmbeddedStores.start(folder))
          .isInstanceOf(FolderException.class)
          .hasMessageContaining("in use by another Pricewright");
    }
    try (EmbeddedStores again = EmbeddedStores.start(folder)) {
      assertThat(ask(again.addresses().app(), "select count(*) from events")).isEqualTo("0");
    }
  }

  @Test
  void stores_withoutThePassword_letNobodyIn() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      for (String user : List.of("postgres", "pricewright_owner", "pricewright_app")) {
        PgAddress known = stores.addresses().app();
        PgAddress guess =
            new PgAddress(known.host(), known.port(), known.database(), user, "guess");
        assertThatThrownBy(() -> ask(guess, "select 1"))
            .hasMessageContaining("password authentication failed");
      }
    }
    Path file = folder.resolve("postgres-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.delete(file);
    try (EmbeddedStores again = EmbeddedStores.start(folder)) {
      assertThat(ask(again.addresses().app(), "select 1")).isEqualTo("1");
    }
  }

  /** The window in which a database is made is closed too: what initdb wrote asks for passwords. */
  @Test
  void stores_firstStart_neverTrustAnybody() throws Exception {
    EmbeddedStores.start(folder).close();
    String rules = Files.readString(folder.resolve("postgres/pg_hba.conf"));
    assertThat(rules).contains("scram-sha-256").doesNotContain("trust");
    assertThat(Files.readString(folder.resolve("postgres/postmaster.opts")))
        .contains("unix_socket_directories=")
        .contains("listen_addresses=127.0.0.1");
  }

  @Test
  void redis_withoutThePassword_saysNothing_andWritesNoFile() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      URI uri = URI.create(stores.addresses().redisUri());
      assertThat(redis(uri, "PING")).isEqualTo("-NOAUTH Authentication required.");
      String password = uri.getUserInfo().substring(1);
      for (String what : List.of("CONFIG GET dir", "SAVE", "MODULE LIST", "DEBUG JMAP")) {
        assertThat(redis(uri, "AUTH " + password, what)).as(what).contains("-ERR unknown command");
      }
      assertThat(redis(uri, "AUTH " + password, "SET a b", "GET a")).endsWith("$1");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  /** Says the commands one after the other, and returns the first line of each answer. */
  private static String redis(URI uri, String... commands) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      for (String command : commands) {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        said.append(in.readLine());
      }
      return said.toString();
    }
  }

  @Test
  void programs_whenChanged_areNotRun() throws Exception {
    EmbeddedStores.start(folder).close();
    Path program = find("programs", "initdb");
    String before = Files.readAllLines(list(program)).toString();
    Files.writeString(program, "#!/bin/sh\ntouch " + folder.resolve("ran"));
    Files.writeString(
        find("programs", "redis-server"), "#!/bin/sh\ntouch " + folder.resolve("ran"));
    try (EmbeddedStores again = EmbeddedStores.start(folder)) {
      assertThat(ask(again.addresses().app(), "select 1")).isEqualTo("1");
    }
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(Files.readAllLines(list(program)).toString()).isEqualTo(before);
  }

  private Path find(String below, String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(below))) {
      return all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private static Path list(Path program) {
    return Objects.requireNonNull(Objects.requireNonNull(program.getParent()).getParent())
        .resolve("files.sha256");
  }

  /** A pid that belongs to somebody else by now: the file was copied, or the number used again. */
  @Test
  void pidFiles_ofAnotherServer_endNobody() throws Exception {
    Path other = folder.resolve("other");
    Path mine = folder.resolve("mine");
    try (EmbeddedStores theirs = EmbeddedStores.start(other)) {
      EmbeddedStores.start(mine).close();
      Files.copy(
          other.resolve("postgres/postmaster.pid"),
          mine.resolve("postgres/postmaster.pid"),
          REPLACE_EXISTING);
      Files.copy(
          other.resolve("redis/redis.pid"), mine.resolve("redis/redis.pid"), REPLACE_EXISTING);
      try (EmbeddedStores own = EmbeddedStores.start(mine)) {
        assertThat(ask(own.addresses().app(), "select 1")).isEqualTo("1");
        assertThat(ask(theirs.addresses().app(), "select 1")).isEqualTo("1");
        assertThat(redis(URI.create(theirs.addresses().redisUri()), "PING")).contains("NOAUTH");
      }
    }
  }

  @Test
  void servers_killed_areStartedAgainWhereTheyWere() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(folder.resolve("a folder with spaces"))) {
      PgAddress app = stores.addresses().app();
      for (String pidFile : List.of("postgres/postmaster.pid", "redis/redis.pid")) {
        String pid =
            Files.readAllLines(folder.resolve("a folder with spaces").resolve(pidFile))
                .getFirst()
                .strip();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
      }
      awaitUp(() -> ask(app, "select 1"));
      awaitUp(() -> redis(URI.create(stores.addresses().redisUri()), "PING"));
    }
  }

  private static void awaitUp(Callable<String> question) throws Exception {
    for (int i = 0; ; i++) {
      try {
        assertThat(question.call()).isNotEmpty();
        return;
      } catch (IOException | SQLException e) {
        if (i == 300) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  @Test
  void stores_whenRedisCannotStart_leaveNothingBehind() throws Exception {
    Path obstacle = Files.createFile(folder.resolve("redis"));
    assertThatThrownBy(() -> EmbeddedStores.start(folder)).isInstanceOf(FolderException.class);
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    Files.delete(obstacle);
    try (EmbeddedStores stores = EmbeddedStores.start(folder)) {
      assertThat(ask(stores.addresses().app(), "select 1")).isEqualTo("1");
    }
  }

  private static String ask(PgAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
