package io.pricewright.store.invoice;

import static io.pricewright.store.jooq.tables.DocumentNumbers.DOCUMENT_NUMBERS;

import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.DocumentNumberRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;

/**
 * The numbers of documents: without gaps in each series, as a rollback gives back what it took.
 * Taken last in a transaction: others wait for it to end.
 */
public final class Numbers {
  private static final Statement TAKE =
      Sql.statement(
          dsl ->
              Sql.insert(
                      dsl,
                      DOCUMENT_NUMBERS,
                      DOCUMENT_NUMBERS.SERIES,
                      DOCUMENT_NUMBERS.LAST_NUMBER,
                      DOCUMENT_NUMBERS.ISSUED_AT)
                  .onConflict(
                      DOCUMENT_NUMBERS.TENANT,
                      DOCUMENT_NUMBERS.ENVIRONMENT,
                      DOCUMENT_NUMBERS.SERIES)
                  .doUpdate()
                  .set(
                      DOCUMENT_NUMBERS.LAST_NUMBER,
                      DOCUMENT_NUMBERS.LAST_NUMBER.plus(DSL.excluded(DOCUMENT_NUMBERS.LAST_NUMBER)))
                  .set(
                      DOCUMENT_NUMBERS.ISSUED_AT,
                      DSL.greatest(
                          DOCUMENT_NUMBERS.ISSUED_AT, DSL.excluded(DOCUMENT_NUMBERS.ISSUED_AT)))
                  .returning(DOCUMENT_NUMBERS.LAST_NUMBER, DOCUMENT_NUMBERS.ISSUED_AT));

  private Numbers() {}

  /**
   * Numbers that follow each other.
   *
   * @param first of them
   * @param issuedAt when they are issued: never before any number below them
   */
  public record Block(long first, Instant issuedAt) {}

  /**
   * Takes numbers of a series.
   *
   * @param count at least one
   */
  public static Future<Block> take(Tx tx, String series, int count, Instant now) {
    return tx.run(TAKE, List.of(series), List.of((long) count), List.of(now))
        .map(
            rows -> {
              var row = rows.iterator().next();
              return new Block(
                  DocumentNumberRow.LAST_NUMBER.get(row, 0) - count + 1,
                  DocumentNumberRow.ISSUED_AT.get(row, 1));
            });
  }
}
