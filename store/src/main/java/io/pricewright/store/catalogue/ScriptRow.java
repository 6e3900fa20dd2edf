package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A published script version.
 *
 * @param id prefixed id
 * @param name for people
 * @param number 1 for the first of a name
 * @param sha256 sha256
 * @param kind CUMULATIVE, PER_EVENT, ALL_CELLS or LIBRARY
 * @param source source
 * @param schema JSON Schema of the parameters
 * @param tests JSON array of its tests, or null
 * @param manifest JSON object of its laws and samples, or null
 * @param gate JSON object: what the publication gate said, or why it was not asked
 * @param description for people, or null
 * @param createdAt when it was made
 */
public record ScriptRow(
    String id,
    String name,
    int number,
    String sha256,
    String kind,
    String source,
    String schema,
    @Nullable String tests,
    @Nullable String manifest,
    String gate,
    @Nullable String description,
    Instant createdAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<Integer> NUMBER = Scoped.number("number");
  private static final Field<String> SHA256 = Scoped.text("sha256");
  private static final Field<String> KIND = Scoped.text("kind");
  private static final Field<String> SOURCE = Scoped.text("source");
  private static final Field<String> SCHEMA = Scoped.text("schema");
  private static final Field<String> TESTS = Scoped.text("tests");
  private static final Field<String> MANIFEST = Scoped.text("manifest");
  private static final Field<String> GATE = Scoped.text("gate");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");

  /** Its table. */
  public static final Catalogued<ScriptRow> TABLE =
      new Catalogued<>(
          "scripts",
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
              CREATED_AT),
          ScriptRow::toRow,
          ScriptRow::fromRow);

  private static void toRow(ScriptRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(NAME, row.name())
        .set(NUMBER, row.number())
        .set(SHA256, row.sha256())
        .set(KIND, row.kind())
        .set(SOURCE, row.source())
        .set(SCHEMA, row.schema())
        .set(TESTS, row.tests())
        .set(MANIFEST, row.manifest())
        .set(GATE, row.gate())
        .set(DESCRIPTION, row.description())
        .set(CREATED_AT, row.createdAt());
  }

  private static ScriptRow fromRow(Row row) {
    return new ScriptRow(
        row.getString("id"),
        row.getString("name"),
        row.getInteger("number"),
        row.getString("sha256"),
        row.getString("kind"),
        row.getString("source"),
        row.getString("schema"),
        row.getString("tests"),
        row.getString("manifest"),
        row.getString("gate"),
        row.getString("description"),
        Rows.instant(row, "created_at"));
  }
}
