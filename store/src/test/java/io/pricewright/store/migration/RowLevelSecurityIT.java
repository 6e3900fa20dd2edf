package io.pricewright.store.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every table with a tenant and an environment: no statement of one environment reads, changes,
 * deletes or makes a row of another, whatever it asks. The tables are those of the database, so
 * that a new one is held to it without being named here. References and checks between columns are
 * dropped first: only the rows' isolation is looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class RowLevelSecurityIT {
  /** What is read before a scope is known, and holds nothing but hashes. */
  private static final Set<String> OPEN = Set.of("api_keys");

  private static final StoreAddresses STORES = TestStores.freshDatabase();

  private Connection app;

  private static Connection connect(PgAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  static List<String> tables() throws SQLException {
    try (Connection owner = connect(STORES.owner())) {
      return texts(
          owner,
          "select table_name from information_schema.columns where table_schema = 'public' and"
              + " column_name in ('tenant', 'environment') group by 1 having count(*) = 2 order by"
              + " 1");
    }
  }

  private static List<String> isolated() throws SQLException {
    return tables().stream().filter(table -> !OPEN.contains(table)).toList();
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @BeforeAll
  void open() throws SQLException {
    try (Connection owner = connect(STORES.owner());
        Statement statement = owner.createStatement()) {
      for (String drop :
          texts(
              owner,
              "select format('alter table %s drop constraint %I', conrelid::regclass, conname)"
                  + " from pg_constraint where contype in ('f', 'c') and connamespace ="
                  + " 'public'::regnamespace and conparentid = 0 order by contype desc")) {
        statement.execute(drop);
      }
    }
    app = connect(STORES.app());
  }

  @AfterAll
  void close() throws SQLException {
    app.close();
  }

  @Test
  void tables_thatBelongToAnEnvironment_allForceIt() throws SQLException {
    try (Connection owner = connect(STORES.owner())) {
      List<String> forced =
          texts(
              owner,
              "select relname from pg_class where relforcerowsecurity and relrowsecurity"
                  + " and relnamespace = 'public'::regnamespace order by 1");
      assertThat(new TreeSet<>(forced)).isEqualTo(new TreeSet<>(isolated()));
      assertThat(forced).hasSizeGreaterThan(30);
    }
  }

  /** Returns a literal of each column that needs one. */
  private Map<String, String> row(String table, int tenant, int environment) throws SQLException {
    Map<String, String> row = new LinkedHashMap<>();
    try (Statement statement = app.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "select column_name, data_type from information_schema.columns where table_name = '"
                    + table
                    + "' and table_schema = 'public' and is_nullable = 'NO' and column_default is"
                    + " null and identity_generation is null and is_generated = 'NEVER'"
                    + " order by ordinal_position")) {
      while (columns.next()) {
        row.put(columns.getString(1), literal(columns.getString(2)));
      }
    }
    row.put("tenant", Integer.toString(tenant));
    row.put("environment", Integer.toString(environment));
    return row;
  }

  private static String literal(String type) {
    return switch (type) {
      case "integer", "bigint", "smallint", "numeric" -> "1";
      case "boolean" -> "false";
      case "bytea" -> "'\\x00'::bytea";
      case "ARRAY" -> "'{}'";
      case "uuid" -> "'00000000-0000-0000-0000-000000000000'";
      case "timestamp with time zone" -> "'2026-01-01T00:00:00Z'";
      case "text" -> "'x'";
      default -> throw new AssertionError("say what a " + type + " may look like");
    };
  }

  private int run(int tenant, int environment, String sql) throws SQLException {
    try (Statement statement = app.createStatement()) {
      statement.execute(
          "select set_config('app.tenant', '%d', false), set_config('app.environment', '%d', false)"
              .formatted(tenant, environment));
      return statement.executeUpdate(sql);
    }
  }

  private int insert(int asTenant, int asEnvironment, String table, Map<String, String> row)
      throws SQLException {
    return run(
        asTenant,
        asEnvironment,
        "insert into %s (%s) overriding system value values (%s)"
            .formatted(table, String.join(", ", row.keySet()), String.join(", ", row.values())));
  }

  private int seen(int tenant, int environment, String table) throws SQLException {
    run(tenant, environment, "update " + table + " set tenant = tenant");
    return Integer.parseInt(texts(app, "select count(*) from " + table).getFirst());
  }

  @ParameterizedTest
  @MethodSource("isolated")
  void rows_ofAnEnvironment_areNobodyElses(String table) throws SQLException {
    assertThat(insert(1, 2, table, row(table, 1, 2))).isOne();
    assertThat(seen(1, 2, table)).isOne();
    for (int[] stranger : new int[][] {{1, 3}, {2, 2}, {2, 3}}) {
      assertThat(seen(stranger[0], stranger[1], table)).isZero();
      assertThat(run(stranger[0], stranger[1], "update " + table + " set environment = 3"))
          .isZero();
      assertThat(run(stranger[0], stranger[1], "delete from " + table)).isZero();
      assertThatThrownBy(() -> insert(stranger[0], stranger[1], table, row(table, 1, 2)))
          .hasMessageContaining("row-level security");
    }
    assertThatThrownBy(() -> run(1, 2, "update " + table + " set tenant = 2"))
        .hasMessageContaining("row-level security");
    assertThat(seen(1, 2, table)).isOne();
    assertThat(run(1, 2, "delete from " + table)).isOne();
  }

  @ParameterizedTest
  @MethodSource("isolated")
  void rows_withoutAScope_areSeenByNobody(String table) throws SQLException {
    insert(1, 2, table, row(table, 1, 2));
    try (Connection fresh = connect(STORES.app())) {
      assertThat(texts(fresh, "select count(*) from " + table)).containsExactly("0");
    }
    try (Connection owner = connect(STORES.owner())) {
      List<String> found = texts(owner, "select count(*) from " + table);
      // The owner finds where there is work, and sees nothing else.
      assertThat(found.getFirst())
          .isEqualTo(
              texts(
                          owner,
                          "select polname from pg_policy where polname <> 'scope' and polrelid ="
                              + " '%s'::regclass".formatted(table))
                      .isEmpty()
                  ? "0"
                  : "1");
    }
    run(1, 2, "delete from " + table);
  }
}
