package io.pricewright.store.row;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Scripts;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code scripts}. */
public record ScriptRow(
    ScriptId id,
    String name,
    Integer number,
    String sha256,
    ScriptKind kind,
    String source,
    Json.Obj schema,
    Json.@Nullable Arr tests,
    Json.@Nullable Obj manifest,
    Json.Obj gate,
    @Nullable String description,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<ScriptRow, ScriptId> ID =
      Column.of(Scripts.SCRIPTS.ID, ScriptRow::id);

  /** {@code name}. */
  public static final Column<ScriptRow, String> NAME =
      Column.of(Scripts.SCRIPTS.NAME, ScriptRow::name);

  /** {@code number}. */
  public static final Column<ScriptRow, Integer> NUMBER =
      Column.of(Scripts.SCRIPTS.NUMBER, ScriptRow::number);

  /** {@code sha256}. */
  public static final Column<ScriptRow, String> SHA256 =
      Column.of(Scripts.SCRIPTS.SHA256, ScriptRow::sha256);

  /** {@code kind}. */
  public static final Column<ScriptRow, ScriptKind> KIND =
      Column.of(Scripts.SCRIPTS.KIND, ScriptRow::kind);

  /** {@code source}. */
  public static final Column<ScriptRow, String> SOURCE =
      Column.of(Scripts.SCRIPTS.SOURCE, ScriptRow::source);

  /** {@code schema}. */
  public static final Column<ScriptRow, Json.Obj> SCHEMA =
      Column.of(Scripts.SCRIPTS.SCHEMA, ScriptRow::schema);

  /** {@code tests}. */
  public static final Column<ScriptRow, Json.Arr> TESTS =
      Column.of(Scripts.SCRIPTS.TESTS, ScriptRow::tests);

  /** {@code manifest}. */
  public static final Column<ScriptRow, Json.Obj> MANIFEST =
      Column.of(Scripts.SCRIPTS.MANIFEST, ScriptRow::manifest);

  /** {@code gate}. */
  public static final Column<ScriptRow, Json.Obj> GATE =
      Column.of(Scripts.SCRIPTS.GATE, ScriptRow::gate);

  /** {@code description}. */
  public static final Column<ScriptRow, String> DESCRIPTION =
      Column.of(Scripts.SCRIPTS.DESCRIPTION, ScriptRow::description);

  /** {@code created_at}. */
  public static final Column<ScriptRow, Instant> CREATED_AT =
      Column.of(Scripts.SCRIPTS.CREATED_AT, ScriptRow::createdAt);

  /** The everyday statements. */
  public static final Entity<ScriptRow> TABLE =
      Entity.of(
          Scripts.SCRIPTS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              NAME,
              NUMBER,
              SHA256,
              KIND,
              SOURCE,
              SCHEMA,
              TESTS,
              MANIFEST,
              GATE,
              DESCRIPTION,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static ScriptRow read(Row row, int at) {
    return new ScriptRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        NUMBER.get(row, at + 2),
        SHA256.get(row, at + 3),
        KIND.get(row, at + 4),
        SOURCE.get(row, at + 5),
        SCHEMA.get(row, at + 6),
        TESTS.getOrNull(row, at + 7),
        MANIFEST.getOrNull(row, at + 8),
        GATE.get(row, at + 9),
        DESCRIPTION.getOrNull(row, at + 10),
        CREATED_AT.get(row, at + 11));
  }

  /** Returns the row with another id. */
  public ScriptRow withId(ScriptId id) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another name. */
  public ScriptRow withName(String name) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another number. */
  public ScriptRow withNumber(Integer number) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another sha256. */
  public ScriptRow withSha256(String sha256) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another kind. */
  public ScriptRow withKind(ScriptKind kind) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another source. */
  public ScriptRow withSource(String source) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another schema. */
  public ScriptRow withSchema(Json.Obj schema) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another tests. */
  public ScriptRow withTests(Json.@Nullable Arr tests) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another manifest. */
  public ScriptRow withManifest(Json.@Nullable Obj manifest) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another gate. */
  public ScriptRow withGate(Json.Obj gate) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another description. */
  public ScriptRow withDescription(@Nullable String description) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public ScriptRow withCreatedAt(Instant createdAt) {
    return new ScriptRow(
        id,
        name,
        number,
        sha256,
        kind,
        source,
        schema,
        tests,
        manifest,
        gate,
        description,
        createdAt);
  }
}
