package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.Statement;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The routes of the ledger's accounts. */
public final class LedgerRoutes {
  /** A statement of an account. */
  static final Shape STATEMENT =
      Shape.of(
          "Statement",
          "customer_id, account, currency, from:time, to:time, opening_balance:decimal,"
              + " closing_balance:decimal, items:array, pagination:object");

  /** A line of a statement. */
  static final Shape LINE =
      Shape.of(
          "StatementLine",
          "posting_id, posted_at:time, other_account, amount:decimal, balance:decimal, charge_id");

  /** A line of the trial balance. */
  static final Shape SUM =
      Shape.of(
          "AccountBalance", "account, currency, debit:decimal, credit:decimal, balance:decimal");

  private LedgerRoutes() {}

  /** Returns the routes. */
  public static List<Route> routes(Transactions in) {
    return List.of(
        Route.get(
                "/v1/ledger/statement",
                Scopes.BILLING_READ,
                "Lists what an account of a customer got and gave between two instants, with the"
                    + " balance after each.",
                STATEMENT,
                in.of((tx, request, now) -> statement(tx, request, now)))
            .withQuery("customer_id", "account", "currency", "from", "to", "limit", "offset"),
        Route.get(
            "/v1/ledger/trial-balance",
            Scopes.BILLING_READ,
            "Sums all accounts by kind and currency. Debits equal credits in each currency.",
            Shape.of("TrialBalance", "items:array, balanced:boolean"),
            in.of((tx, request, now) -> trial(tx))));
  }

  private static Future<Answer> statement(Tx tx, Request request, Instant now) {
    String customerId = request.requiredQuery("customer_id");
    String account = request.requiredQuery("account");
    String currency = request.requiredQuery("currency");
    Instant from = time(request, "from", Instant.EPOCH);
    Instant to = time(request, "to", now.plusSeconds(1));
    Page page = request.page();
    return Customers.find(tx, customerId)
        .compose(
            found ->
                Statement.read(
                    tx,
                    found
                        .orElseThrow(
                            () ->
                                new ProblemException(
                                    new Problem.NotFound("There is no customer of that id.")))
                        .no(),
                    account,
                    currency,
                    from,
                    to,
                    page.limit(),
                    page.offset()))
        .map(
            read -> {
              Json.Obj listed =
                  (Json.Obj)
                      Shape.page(
                          read.lines().stream().map(LedgerRoutes::line).toList(),
                          page,
                          read.count());
              return Answer.ok(
                  STATEMENT
                      .fill()
                      .set("customer_id", customerId)
                      .set("account", account)
                      .set("currency", currency)
                      .set("from", from)
                      .set("to", to)
                      .set("opening_balance", WalletAnswers.text(read.opening()))
                      .set("closing_balance", WalletAnswers.text(read.closing()))
                      .set("items", java.util.Objects.requireNonNull(listed.get("items")))
                      .set("pagination", java.util.Objects.requireNonNull(listed.get("pagination")))
                      .json());
            });
  }

  private static Instant time(Request request, String name, Instant absent) {
    String text = request.query(name);
    try {
      return text == null ? absent : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "The query parameter '%s' cannot be used.".formatted(name),
              List.of(
                  new FieldError(
                      "/query/" + name,
                      "not_a_time",
                      "Give an RFC 3339 time, such as 2026-01-31T00:00:00Z."))));
    }
  }

  private static Json.Obj line(Statement.Line line) {
    return LINE.fill()
        .set("posting_id", line.postingId().toString())
        .set("posted_at", line.at())
        .set("other_account", line.other())
        .set("amount", WalletAnswers.text(line.amount()))
        .set("balance", WalletAnswers.text(line.balance()))
        .set("charge_id", line.chargeId() == null ? null : line.chargeId().toString())
        .json();
  }

  private static Future<Answer> trial(Tx tx) {
    return Statement.trial(tx)
        .map(
            trial ->
                Answer.ok(
                    Json.Obj.EMPTY
                        .with(
                            "items",
                            new Json.Arr(
                                trial.sums().stream().<Json>map(LedgerRoutes::sum).toList()))
                        .with("balanced", Json.of(trial.balanced()))));
  }

  private static Json.Obj sum(Statement.Sum sum) {
    return SUM.fill()
        .set("account", sum.account())
        .set("currency", sum.currency())
        .set("debit", WalletAnswers.text(sum.debit()))
        .set("credit", WalletAnswers.text(sum.credit()))
        .set("balance", WalletAnswers.text(sum.balance()))
        .json();
  }
}
