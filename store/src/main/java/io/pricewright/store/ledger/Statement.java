package io.pricewright.store.ledger;

import static io.pricewright.store.jooq.tables.Balances.BALANCES;
import static io.pricewright.store.jooq.tables.Postings.POSTINGS;

import io.pricewright.rules.id.ChargeId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Sql;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PostingRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record8;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What an account of a customer got and gave between two instants. Debits count up, credits down.
 *
 * @param opening balance before the first instant
 * @param closing balance before the second
 * @param count how many lines there are in all
 * @param lines those asked, oldest first
 */
public record Statement(BigDecimal opening, BigDecimal closing, long count, List<Line> lines) {
  /**
   * A posting seen from the account.
   *
   * @param postingId which
   * @param at when it was posted
   * @param other the account on its other side
   * @param amount above zero when the account was debited
   * @param balance of the account after it
   * @param chargeId the charge behind it, or null
   * @param invoiceId the document behind it, or null
   * @param lineNo the document's line, or null
   * @param bookedFor the instant it accounts for
   */
  public record Line(
      PostingId postingId,
      Instant at,
      String other,
      BigDecimal amount,
      BigDecimal balance,
      @Nullable ChargeId chargeId,
      @Nullable InvoiceId invoiceId,
      @Nullable Integer lineNo,
      Instant bookedFor) {}

  /**
   * All postings of a kind of account; the accounts of grants are one kind.
   *
   * @param account kind
   * @param currency in what
   * @param debit sum of its debits
   * @param credit sum of its credits
   * @param balance debits less credits
   */
  public record Sum(
      String account, String currency, BigDecimal debit, BigDecimal credit, BigDecimal balance) {}

  /**
   * Sums of all kinds.
   *
   * @param sums by currency and kind
   * @param balanced whether debits equal credits, and equal the stored balances, in each currency
   */
  public record Trial(List<Sum> sums, boolean balanced) {}

  /** Columns of a posting seen from one of its sides. */
  private static final Field<String> OTHER = DSL.field(DSL.name("other"), SQLDataType.CLOB);

  private static final Field<BigDecimal> MOVED = DSL.field(DSL.name("moved"), SQLDataType.NUMERIC);
  private static final Field<BigDecimal> BALANCE =
      DSL.field(DSL.name("balance"), SQLDataType.NUMERIC);
  private static final Field<PostingId> ID = named(POSTINGS.ID);
  private static final Field<Instant> AT = named(POSTINGS.POSTED_AT);
  private static final Field<ChargeId> CHARGE = named(POSTINGS.CHARGE_ID);
  private static final Field<InvoiceId> INVOICE = named(POSTINGS.INVOICE_ID);
  private static final Field<Integer> LINE = named(POSTINGS.LINE_NO);
  private static final Field<Instant> FOR = named(POSTINGS.BOOKED_FOR);
  private static final Param<Instant> FROM = Sql.arg(5, POSTINGS.POSTED_AT);

  private static final io.pricewright.store.database.Statement SUMS =
      Sql.statement(
          dsl ->
              dsl.select(
                      DSL.coalesce(DSL.sum(MOVED).filterWhere(AT.lt(FROM)), BigDecimal.ZERO),
                      DSL.coalesce(DSL.sum(MOVED), BigDecimal.ZERO),
                      DSL.count().filterWhere(AT.ge(FROM)))
                  .from(moves(dsl)));
  private static final io.pricewright.store.database.Statement LINES =
      Sql.statement(
          dsl ->
              dsl.select(ID, AT, OTHER, MOVED, BALANCE, CHARGE, INVOICE, LINE, FOR)
                  .from(
                      dsl.select(
                              ID,
                              AT,
                              OTHER,
                              MOVED,
                              DSL.sum(MOVED).over(DSL.orderBy(AT, ID)).as(BALANCE),
                              CHARGE,
                              INVOICE,
                              LINE,
                              FOR)
                          .from(moves(dsl))
                          .asTable("summed"))
                  .where(AT.ge(FROM))
                  .orderBy(AT, ID)
                  .limit(Sql.arg(6, SQLDataType.INTEGER))
                  .offset(Sql.arg(7, SQLDataType.INTEGER)));

  private static final Field<String> KIND = DSL.field(DSL.name("kind"), SQLDataType.CLOB);
  private static final Field<Currency> CURRENCY = named(POSTINGS.CURRENCY);
  private static final Field<BigDecimal> DEBITS =
      DSL.field(DSL.name("debits"), SQLDataType.NUMERIC);
  private static final Field<BigDecimal> CREDITS =
      DSL.field(DSL.name("credits"), SQLDataType.NUMERIC);
  private static final Field<BigDecimal> STORED =
      DSL.field(DSL.name("stored"), SQLDataType.NUMERIC);
  private static final io.pricewright.store.database.Statement TRIAL =
      Sql.statement(
          dsl ->
              dsl.select(
                      KIND,
                      CURRENCY,
                      DSL.sum(DEBITS),
                      DSL.sum(CREDITS),
                      DSL.sum(DEBITS).minus(DSL.sum(CREDITS)),
                      DSL.sum(STORED))
                  .from(accounts(dsl))
                  .groupBy(KIND, CURRENCY)
                  .orderBy(CURRENCY, KIND));

  private static <T> Field<T> named(Field<T> column) {
    return DSL.field(DSL.name(column.getName()), column.getDataType());
  }

  /** The postings of an account of a customer before an instant, from both sides. */
  private static Table<?> moves(DSLContext dsl) {
    return side(dsl, POSTINGS.DEBIT, POSTINGS.CREDIT, POSTINGS.AMOUNT)
        .unionAll(side(dsl, POSTINGS.CREDIT, POSTINGS.DEBIT, POSTINGS.AMOUNT.neg()))
        .asTable("moves");
  }

  private static Select<
          Record8<PostingId, Instant, String, BigDecimal, ChargeId, InvoiceId, Integer, Instant>>
      side(DSLContext dsl, Field<String> own, Field<String> other, Field<BigDecimal> amount) {
    return dsl.select(
            POSTINGS.ID,
            POSTINGS.POSTED_AT,
            other.as(OTHER),
            amount.as(MOVED),
            POSTINGS.CHARGE_ID,
            POSTINGS.INVOICE_ID,
            POSTINGS.LINE_NO,
            POSTINGS.BOOKED_FOR)
        .from(POSTINGS)
        .where(Sql.in(POSTINGS))
        .and(POSTINGS.CUSTOMER_NO.eq(Sql.arg(1, POSTINGS.CUSTOMER_NO)))
        .and(own.eq(Sql.arg(2, POSTINGS.DEBIT)))
        .and(POSTINGS.CURRENCY.eq(Sql.arg(3, POSTINGS.CURRENCY)))
        .and(POSTINGS.POSTED_AT.lt(Sql.arg(4, POSTINGS.POSTED_AT)));
  }

  /** What each kind of account got and gave, and the balance that is stored of it. */
  private static Table<?> accounts(DSLContext dsl) {
    Field<BigDecimal> none = DSL.inline(BigDecimal.ZERO);
    var debits =
        dsl.select(
                kind(POSTINGS.DEBIT),
                POSTINGS.CURRENCY,
                POSTINGS.AMOUNT.as(DEBITS),
                none.as(CREDITS),
                none.as(STORED))
            .from(POSTINGS)
            .where(Sql.in(POSTINGS));
    var credits =
        dsl.select(kind(POSTINGS.CREDIT), POSTINGS.CURRENCY, none, POSTINGS.AMOUNT, none)
            .from(POSTINGS)
            .where(Sql.in(POSTINGS));
    var stored =
        dsl.select(kind(BALANCES.ACCOUNT), BALANCES.CURRENCY, none, none, BALANCES.AMOUNT)
            .from(BALANCES)
            .where(Sql.in(BALANCES));
    return debits.unionAll(credits).unionAll(stored).asTable("accounts");
  }

  /** The accounts of grants are one kind: what stands before the colon. */
  private static Field<String> kind(Field<String> account) {
    return DSL.function("split_part", SQLDataType.CLOB, account, DSL.inline(":"), DSL.inline(1))
        .as(KIND);
  }

  /** Reads a part of a statement. */
  public static Future<Statement> read(
      Tx tx,
      CustomerNo customerNo,
      String account,
      Currency currency,
      Instant from,
      Instant to,
      int limit,
      int offset) {
    var sums = tx.run(SUMS, customerNo, account, currency, to, from);
    var lines = tx.run(LINES, customerNo, account, currency, to, from, limit, offset);
    return Future.join(sums, lines)
        .map(
            both -> {
              Row row = sums.result().iterator().next();
              return new Statement(
                  row.getBigDecimal(0),
                  row.getBigDecimal(1),
                  row.getLong(2),
                  Rows.all(lines.result(), Statement::line));
            });
  }

  private static Line line(Row row) {
    return new Line(
        new PostingId(row.getUUID(0)),
        Rows.instant(row, AT.getName()),
        row.getString(2),
        row.getBigDecimal(3),
        row.getBigDecimal(4),
        row.getUUID(5) == null ? null : new ChargeId(row.getUUID(5)),
        PostingRow.INVOICE_ID.getOrNull(row, 6),
        PostingRow.LINE_NO.getOrNull(row, 7),
        PostingRow.BOOKED_FOR.get(row, 8));
  }

  /** Sums all accounts of the environment. */
  public static Future<Trial> trial(Tx tx) {
    return tx.run(TRIAL)
        .map(
            rows -> {
              List<Sum> sums =
                  Rows.all(
                      rows,
                      row ->
                          new Sum(
                              row.getString(0),
                              row.getString(1),
                              row.getBigDecimal(2),
                              row.getBigDecimal(3),
                              row.getBigDecimal(4)));
              boolean stored = true;
              for (Row row : rows) {
                stored &= row.getBigDecimal(4).compareTo(row.getBigDecimal(5)) == 0;
              }
              java.util.Map<String, BigDecimal> left = new java.util.HashMap<>();
              sums.forEach(sum -> left.merge(sum.currency(), sum.balance(), BigDecimal::add));
              boolean zero = left.values().stream().allMatch(sum -> sum.signum() == 0);
              return new Trial(sums, stored && zero);
            });
  }
}
