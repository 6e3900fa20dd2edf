package io.pricewright.gateway.credit;

import static io.pricewright.gateway.credit.WalletAnswers.WALLET;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of wallets. */
public final class WalletRoutes {
  private static final String CHANGES =
      "name, description, config:object, auto_topup:object, alert_settings:object, metadata:object";
  private static final Shape CREATE =
      Shape.of(
          "CreateWallet",
          "customer_id, external_customer_id, currency*:string, price_unit, wallet_type,"
              + " conversion_rate:decimal, topup_conversion_rate:decimal, credit_line:decimal,"
              + " initial_credits_to_load:decimal, initial_credits_expiry_date_utc:time, "
              + CHANGES);
  private static final Shape UPDATE = Shape.of("UpdateWallet", CHANGES);
  private static final Shape TOP_UP =
      Shape.of(
          "TopUpWallet",
          "credits_to_add:decimal, amount:decimal, transaction_reason*:string, kind,"
              + " priority:integer, effective_date:time, expiry_date_utc:time,"
              + " bonus_credits_to_add:decimal, bonus_credits_expiry_date_utc:time, description,"
              + " idempotency_key, metadata:object");
  private static final Shape TOPPED_UP =
      Shape.of("TopUp", "wallet:object, wallet_transaction:object, invoice_id");
  private static final Shape DEBIT =
      Shape.of(
          "DebitWallet",
          "credits*:decimal, transaction_reason*:string, idempotency_key, description,"
              + " metadata:object");
  private static final Shape MODIFY = Shape.of("ModifyWallet", "modification_type*:string");
  private static final Shape SEARCH =
      Search.shape("SearchWallets", "wallet_ids:array, currency, wallet_status:array");

  private final Ids ids;
  private final Notices notices;
  private final Credits credits;
  private final FillWallets fill;

  /** Makes routes that give new rows ids, and tell of changes. */
  public WalletRoutes(Ids ids, Notices notices, Credits credits) {
    this.ids = ids;
    this.notices = notices;
    this.credits = credits;
    this.fill = new FillWallets(ids, notices);
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    Shape transaction = WalletAnswers.TRANSACTION;
    Shape bare = new Shape("Wallets", Shape.Kind.ARRAY, WALLET.keys());
    return List.of(
        Route.post(
            "/v1/wallets",
            write,
            "Makes a wallet. What its customer was charged and no credit paid is drawn from it.",
            200,
            CREATE,
            WALLET,
            in.creating(this::create)),
        Route.list(
            "/v1/wallets", read, "Lists wallets, newest first.", WALLET, in.of(WalletReads::list)),
        Route.post(
            "/v1/wallets/search",
            read,
            "Searches wallets, newest first.",
            200,
            SEARCH,
            WALLET.listed(),
            in.of(WalletReads::search)),
        Route.get(
                "/v1/customers/wallets",
                read,
                "Lists the wallets of a customer named by the query.",
                bare,
                in.of(
                    (tx, request, now) ->
                        WalletReads.ofCustomer(tx, request, now, WalletReads.owner(tx, request))))
            .withQuery("id", "lookup_key", "include_real_time_balance", "from_cache", "expand"),
        Route.get(
            "/v1/customers/{id}/wallets",
            read,
            "Lists the wallets of a customer.",
            bare,
            in.of(
                (tx, request, now) ->
                    WalletReads.ofCustomer(
                        tx, request, now, Customers.find(tx, request.path("id"))))),
        Route.get("/v1/wallets/{id}", read, "Reads a wallet.", WALLET, in.of(WalletReads::get)),
        Route.put(
            "/v1/wallets/{id}", write, "Changes a wallet.", UPDATE, WALLET, in.of(this::update)),
        Route.get(
                "/v1/wallets/{id}/balance/real-time",
                read,
                "Reads what is left of a wallet now: every event answered before counts.",
                WalletAnswers.BALANCE,
                in.of(WalletReads::balance))
            .withQuery("from_cache", "expand"),
        Route.get(
            "/v1/wallets/{id}/balance/real-time-cached",
            read,
            "The same: nothing is cached.",
            WalletAnswers.BALANCE,
            in.of(WalletReads::balance)),
        Route.list(
            "/v1/wallets/{id}/transactions",
            read,
            "Lists what was put into a wallet and taken out, besides usage, newest first.",
            transaction,
            in.of(WalletReads::transactions)),
        Route.post(
            "/v1/wallets/transactions/search",
            read,
            "Searches the transactions of wallets, newest first.",
            200,
            Search.shape("SearchWalletTransactions", "wallet_id"),
            transaction.listed(),
            in.of(WalletReads::searchTransactions)),
        Route.post(
            "/v1/wallets/{id}/top-up",
            write,
            "Puts credits into a wallet. Uncovered usage is drawn from them at once.",
            200,
            TOP_UP,
            TOPPED_UP,
            in.creating(this::topUp)),
        Route.post(
            "/v1/wallets/{id}/debit",
            write,
            "Takes credits out of a wallet, at most what is neither drawn nor held.",
            200,
            DEBIT,
            transaction,
            in.creating(this::debit)),
        state(
            in,
            "terminate",
            "Closes a wallet for ever. What is left of it lapses.",
            this::terminate),
        state(in, "freeze", "Keeps usage from drawing on a wallet.", this::freeze),
        state(in, "unfreeze", "Lets usage draw on a frozen wallet again.", this::unfreeze),
        Route.post(
            "/v1/wallets/{id}/modify",
            write,
            "Turns a wallet that pays usage as it comes into one that pays invoices.",
            200,
            MODIFY,
            WALLET,
            in.creating(this::modify)));
  }

  private static Route state(Transactions in, String verb, String summary, Transactions.Work work) {
    return Route.post(
        "/v1/wallets/{id}/" + verb,
        Scopes.BILLING_WRITE,
        summary,
        200,
        Shape.of("Nothing", ""),
        WALLET,
        in.creating(work));
  }

  // ---- changing ----

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.ignore("initial_credits_to_load_expiry_date");
    String customerId = fields.text("customer_id", 100);
    String external = fields.text("external_customer_id", 255);
    if ((customerId == null) == (external == null)) {
      fields.refuse(
          "customer_id", "required", "Give exactly one of customer_id and external_customer_id.");
    }
    WalletRow draft = WalletDraft.create(fields, ids.next("wallet", now), now);
    BigDecimal initial =
        fields.has("initial_credits_to_load") && !zero(fields)
            ? FillWallets.credits(fields, "initial_credits_to_load")
            : BigDecimal.ZERO;
    Instant expiry = FillWallets.expiry(fields, "initial_credits_expiry_date_utc", null, now);
    fields.done();
    return Credits.customer(tx, customerId, external)
        .compose(
            customer ->
                credits
                    .begin(tx, customer.no())
                    .compose(
                        book -> add(tx, book, named(draft, customer.no()), initial, expiry, now)))
        .compose(wallet -> WalletReads.show(tx, wallet.id(), request, now))
        .map(Answer::ok);
  }

  private static boolean zero(Fields fields) {
    BigDecimal sent = fields.decimal("initial_credits_to_load");
    return sent != null && sent.signum() == 0;
  }

  private static WalletRow named(WalletRow row, CustomerNo customerNo) {
    String name = row.name().isBlank() ? "Wallet in " + row.currency() : row.name();
    return row.of(customerNo.value(), name);
  }

  private Future<WalletRow> add(
      Tx tx,
      CreditBook book,
      WalletRow row,
      BigDecimal initial,
      @Nullable Instant expiry,
      Instant now) {
    if (book.wallets().size() >= WalletReads.MOST_WALLETS) {
      throw Credits.impossible(
          "A customer has at most %d wallets.".formatted(WalletReads.MOST_WALLETS));
    }
    Purse purse = book.purse(row.currency());
    return checked(tx, row)
        .compose(
            meters -> {
              purse.add(
                  CreditBooks.wallet(
                      row,
                      meters == null
                          ? null
                          : meters.stream().map(MeterId::new).collect(Collectors.toSet())));
              return WalletRow.TABLE.add(tx, row);
            })
        .compose(
            added -> {
              book.wallets().put(row.id(), row);
              if (row.creditLine().signum() > 0) {
                purse.add(
                    Grant.line(
                        ids.next("grant", now),
                        row.id(),
                        CreditBooks.micros(now),
                        row.conversionRate(),
                        row.creditLine()));
                purse.coverOpen();
              }
              FillWallets.Fill first =
                  new FillWallets.Fill(
                      initial,
                      GrantKind.PROMOTIONAL,
                      "FREE_CREDIT_GRANT",
                      null,
                      null,
                      expiry,
                      BigDecimal.ZERO,
                      null,
                      null,
                      null,
                      null);
              return initial.signum() == 0
                  ? Future.succeededFuture()
                  : fill.fill(tx, new Credits.Opened(book, row), first, now).mapEmpty();
            })
        .compose(filled -> credits.write(tx, book, now))
        .compose(written -> tell(tx, "wallet.created", row, now))
        .map(row);
  }

  /** Returns the meters of the features that a wallet names, all of which have to be there. */
  private static Future<@Nullable List<String>> checked(Tx tx, WalletRow row) {
    String features = row.features();
    if (features == null) {
      return Future.succeededFuture(null);
    }
    List<String> named =
        ((Json.Arr) io.pricewright.rules.json.JsonReader.parse(features))
            .items().stream().map(one -> ((Json.Str) one).value()).distinct().toList();
    return FeatureRow.TABLE
        .listAny(tx, FeatureRow.ID, named.stream().map(FeatureId::new).toList())
        .map(
            found -> {
              for (String id : named) {
                if (found.stream().noneMatch(feature -> feature.id().value().equals(id))) {
                  throw Rowed.missing("feature", id, "/config/allowed_feature_ids", "is not there");
                }
              }
              return found.stream()
                  .map(FeatureRow::meterId)
                  .filter(Objects::nonNull)
                  .map(MeterId::value)
                  .toList();
            });
  }

  private Future<Answer> update(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return credits
        .openLive(tx, id)
        .compose(
            opened -> {
              Fields fields = request.fields();
              WalletRow row = WalletDraft.update(fields, opened.wallet(), now);
              fields.done();
              return checked(tx, row)
                  .compose(fine -> WalletRow.TABLE.put(tx, id, row))
                  .compose(put -> credits.open(tx, new CustomerNo(row.customerNo())))
                  .compose(
                      book -> {
                        book.purse(row.currency()).coverOpen();
                        return credits.write(tx, book, now);
                      })
                  .compose(written -> tell(tx, "wallet.updated", row, now));
            })
        .compose(done -> WalletReads.show(tx, id, request, now))
        .map(Answer::ok);
  }

  private Future<Answer> topUp(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    FillWallets.Fill asked = FillWallets.read(fields, now);
    fields.done();
    return once(
        tx,
        asked.key(),
        request,
        now,
        (within, same, at) ->
            credits
                .openLive(within, same.path("id"))
                .compose(
                    opened ->
                        fill.fill(within, opened, asked, at)
                            .compose(row -> credits.write(within, opened.book(), at).map(row)))
                .compose(row -> toppedUp(within, row, same, at)));
  }

  /** Does something once for the key that its body holds, if it holds one. */
  private static Future<Answer> once(
      Tx tx, @Nullable String key, Request request, Instant now, Transactions.Work work) {
    return key == null
        ? work.run(tx, request, now)
        : Transactions.once(tx, "wallet transactions", key, request, now, work);
  }

  private Future<Answer> toppedUp(Tx tx, WalletTransactionRow row, Request request, Instant now) {
    return Rowed.find(tx, WalletRow.TABLE, "wallet", row.walletId())
        .compose(
            wallet ->
                Credits.show(
                    tx,
                    List.of(wallet),
                    (opened, customer) ->
                        TOPPED_UP
                            .fill()
                            .set("wallet", WalletReads.json(opened, customer, request, now))
                            .set(
                                "wallet_transaction",
                                WalletReads.json(row, opened, customer, request))
                            .json()))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  private Future<Answer> debit(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    BigDecimal asked = FillWallets.credits(fields, "credits");
    if (!fields.has("credits")) {
      fields.refuse("credits", "required", "Say how many credits to take out.");
    }
    String reason =
        fields.oneOf(
            "transaction_reason",
            "MANUAL_BALANCE_DEBIT",
            "MANUAL_BALANCE_DEBIT",
            "CREDIT_ADJUSTMENT",
            "CREDIT_EXPIRED",
            "INVOICE_PAYMENT");
    String description = fields.text("description");
    String sent = fields.text("idempotency_key", 255);
    String key = sent == null ? request.header("Idempotency-Key") : sent;
    if (key == null) {
      fields.refuse(
          "idempotency_key",
          "required",
          "Give it, or the header Idempotency-Key: against debiting twice.");
    }
    Json.Obj metadata = fields.metadata("metadata");
    fields.done();
    return once(
        tx,
        sent,
        request,
        now,
        (within, same, at) ->
            credits
                .openLive(within, same.path("id"))
                .compose(
                    opened ->
                        fill.debit(
                                within,
                                opened,
                                asked,
                                reason,
                                description,
                                sent,
                                metadata == null ? null : metadata.text(),
                                at)
                            .compose(row -> credits.write(within, opened.book(), at).map(row)))
                .compose(row -> WalletReads.showAll(within, List.of(row), same))
                .map(shown -> Answer.ok(shown.getFirst())));
  }

  private Future<Answer> terminate(Tx tx, Request request, Instant now) {
    String id = request.path("id");
    return credits
        .openLive(tx, id)
        .compose(
            opened -> {
              WalletRow wallet = opened.wallet();
              Purse purse = opened.book().purse(wallet.currency());
              Standing before = purse.standing(id, now);
              BigDecimal lost = purse.close(id);
              WalletRow closed = wallet.as("closed", now);
              opened.book().wallets().put(id, closed);
              WalletTransactionRow row =
                  WalletAnswers.debit(
                      ids.next("wtxn", now),
                      wallet,
                      lost,
                      before,
                      purse.standing(id, now),
                      "WALLET_TERMINATION",
                      now);
              return WalletRow.TABLE
                  .put(tx, id, closed)
                  .compose(put -> credits.write(tx, opened.book(), now))
                  .compose(
                      written ->
                          lost.signum() == 0
                              ? Future.succeededFuture()
                              : fill.keep(tx, closed, row, now).mapEmpty())
                  .compose(kept -> tell(tx, "wallet.terminated", closed, now));
            })
        .compose(done -> WalletReads.show(tx, id, request, now))
        .map(Answer::ok);
  }

  private Future<Answer> freeze(Tx tx, Request request, Instant now) {
    return status(tx, request, "active", "frozen", now);
  }

  private Future<Answer> unfreeze(Tx tx, Request request, Instant now) {
    return status(tx, request, "frozen", "active", now);
  }

  private Future<Answer> status(Tx tx, Request request, String from, String to, Instant now) {
    return changed(
        tx,
        request,
        now,
        wallet -> {
          if (!wallet.walletStatus().equals(from)) {
            throw Credits.impossible(
                "The wallet is %s, not %s.".formatted(wallet.walletStatus(), from));
          }
          return wallet.as(to, now);
        });
  }

  private Future<Answer> modify(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.requiredText("modification_type", 100);
    fields.oneOf("modification_type", "prepaid_to_postpaid", "prepaid_to_postpaid");
    fields.done();
    return changed(tx, request, now, wallet -> wallet.postPaid(now));
  }

  /** Changes a wallet's row; usage that it covers from now on is drawn. */
  private Future<Answer> changed(
      Tx tx, Request request, Instant now, java.util.function.UnaryOperator<WalletRow> change) {
    String id = request.path("id");
    return credits
        .openLive(tx, id)
        .compose(
            opened -> {
              WalletRow row = change.apply(opened.wallet());
              return WalletRow.TABLE
                  .put(tx, id, row)
                  .compose(put -> credits.open(tx, new CustomerNo(row.customerNo())))
                  .compose(
                      book -> {
                        book.purse(row.currency()).coverOpen();
                        return credits.write(tx, book, now);
                      })
                  .compose(written -> tell(tx, "wallet.updated", row, now));
            })
        .compose(done -> WalletReads.show(tx, id, request, now))
        .map(Answer::ok);
  }

  private Future<Void> tell(Tx tx, String type, WalletRow row, Instant now) {
    Json wallet =
        Json.Obj.EMPTY
            .with("id", Json.of(row.id()))
            .with("currency", Json.of(row.currency()))
            .with("wallet_status", Json.of(row.walletStatus()));
    return notices.tell(
        tx, type, Json.Obj.EMPTY.with("event_type", Json.of(type)).with("wallet", wallet), now);
  }
}
