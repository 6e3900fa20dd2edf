package io.pricewright.store.catalogue;

import static io.pricewright.store.jooq.tables.Scripts.SCRIPTS;

import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Versions of scripts by their names. */
public final class Scripts {
  private static final int MOST_ALIKE = 1_000;
  private static final Statement NEWEST =
      Sql.statement(
          dsl ->
              dsl.select(ScriptRow.TABLE.fields())
                  .from(SCRIPTS)
                  .where(Sql.in(SCRIPTS))
                  .and(SCRIPTS.NAME.eq(Sql.arg(1, SCRIPTS.NAME)))
                  .orderBy(SCRIPTS.NUMBER.desc())
                  .limit(1));

  private Scripts() {}

  /** Returns the version with the highest number. */
  public static Future<Optional<ScriptRow>> newest(Tx tx, String name) {
    return tx.run(NEWEST, name).map(ScriptRow.TABLE::first);
  }

  /** Returns a version by its number. */
  public static Future<Optional<ScriptRow>> version(Tx tx, String name, int number) {
    return ScriptRow.TABLE.one(tx, Where.is(ScriptRow.NAME, name).and(ScriptRow.NUMBER, number));
  }

  /** Returns the versions whose text has a digest, newest first. */
  public static Future<List<ScriptRow>> ofText(Tx tx, String name, String sha256) {
    return ScriptRow.TABLE.list(
        tx, Where.is(ScriptRow.NAME, name).and(ScriptRow.SHA256, sha256), MOST_ALIKE, 0);
  }
}
