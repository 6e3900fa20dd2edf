package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.AlertLogRow;
import io.pricewright.store.wallet.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The routes of alerts: the settings of wallets under ids of their own, and the log of what was
 * raised. A setting is the wallet's {@code alert_settings}, however it was made.
 */
public final class AlertRoutes {
  private static final String PREFIX = "alert_";
  private static final Shape CREATE =
      Shape.of(
          "CreateAlertSettings",
          "entity_type*:string, entity_id*:string, config*:object, parent_entity_type,"
              + " parent_entity_id");
  private static final Shape UPDATE = Shape.of("UpdateAlertSettings", "config*:object");

  /** Settings. */
  static final Shape SETTINGS =
      Shape.of(
          "AlertSettings",
          "id, entity_type, entity_id, parent_entity_type, parent_entity_id, enabled:boolean,"
              + " config:object, status, tenant_id, environment_id, created_at:time,"
              + " updated_at:time, created_by, updated_by");

  /** A line of the log. */
  static final Shape LOG =
      Shape.of(
          "AlertLog",
          "id, alert_type, alert_status, alert_info:object, entity_type, entity_id,"
              + " parent_entity_type, parent_entity_id, customer_id, customer:object,"
              + " wallet:object, feature:object, status, tenant_id, environment_id,"
              + " created_at:time, updated_at:time, created_by, updated_by");

  private final Credits credits;

  /** Makes routes with these parts. */
  public AlertRoutes(Credits credits) {
    this.credits = credits;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.BILLING_READ;
    String write = Scopes.BILLING_WRITE;
    return List.of(
        Route.post(
            "/v1/alerts/setting",
            write,
            "Says at which balances a wallet alerts.",
            201,
            CREATE,
            SETTINGS,
            in.creating(this::create)),
        Route.post(
            "/v1/alerts/setting/search",
            read,
            "Searches the wallets that alert, newest first.",
            200,
            Search.shape("SearchAlertSettings", "entity_ids:array, entity_id, entity_type"),
            SETTINGS.listed(),
            in.of(AlertRoutes::search)),
        Route.get(
            "/v1/alerts/setting/{id}",
            read,
            "Reads at which balances a wallet alerts.",
            SETTINGS,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, WalletRow.TABLE, "alert setting", walletId(request))
                        .map(row -> Answer.ok(shown(set(row), request.caller()))))),
        Route.put(
            "/v1/alerts/setting/{id}",
            write,
            "Changes at which balances a wallet alerts.",
            UPDATE,
            SETTINGS,
            in.of(this::update)),
        Route.delete(
            "/v1/alerts/setting/{id}",
            write,
            "Ends a wallet's alerts.",
            SETTINGS,
            in.of(this::end)),
        Route.post(
            "/v1/alerts/search",
            read,
            "Searches the alerts that were raised and taken back, newest first.",
            200,
            Search.shape(
                "SearchAlerts",
                "customer_id, entity_id, entity_type, alert_type, alert_status, status, order"),
            LOG.listed(),
            in.of(AlertRoutes::log)));
  }

  // ---- settings ----

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.requiredText("entity_type", 100);
    String type = fields.oneOf("entity_type", "wallet", "wallet");
    fields.ignore("parent_entity_type", "parent_entity_id");
    String id = fields.requiredText("entity_id", 100);
    String config = config(fields);
    fields.done();
    return WalletRow.TABLE
        .find(tx, id)
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw Rowed.missing(type, id, "/entity_id", "is not there");
              }
              return change(tx, id, config, false, now);
            })
        .map(row -> Answer.created(shown(row, request.caller())));
  }

  private Future<Answer> update(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    String config = config(fields);
    fields.done();
    return change(tx, walletId(request), config, true, now)
        .map(row -> Answer.ok(shown(row, request.caller())));
  }

  private Future<Answer> end(Tx tx, Request request, Instant now) {
    String id = walletId(request);
    return Rowed.find(tx, WalletRow.TABLE, "alert setting", id)
        .map(AlertRoutes::set)
        .compose(
            before ->
                change(tx, id, null, true, now)
                    .map(row -> Answer.ok(shown(before, request.caller()))));
  }

  private static String config(Fields fields) {
    Fields config = fields.object("config");
    if (config == null) {
      fields.refuse("config", "required", "Say at which balances to alert.");
    }
    return Objects.requireNonNullElse(WalletDraft.alerts(config, null), "");
  }

  /** Sets or takes away what a wallet alerts at, behind its customer's gate. */
  private Future<WalletRow> change(
      Tx tx, String id, @Nullable String config, boolean existing, Instant now) {
    return credits
        .openLive(tx, id)
        .compose(
            opened -> {
              WalletRow old = opened.wallet();
              if (existing) {
                set(old);
              } else if (old.alertSettings() != null) {
                throw new ProblemException(
                    new Problem.AlreadyExists(
                        "The wallet has alert settings. Change them at /v1/alerts/setting/%s."
                            .formatted(PREFIX + id)));
              }
              WalletRow row = old.alerting(config, now);
              opened.book().wallets().put(id, row);
              return WalletRow.TABLE
                  .put(tx, id, row)
                  .compose(put -> credits.write(tx, opened.book(), now))
                  .map(written -> Objects.requireNonNull(opened.book().wallets().get(id)));
            });
  }

  private static String walletId(Request request) {
    String id = request.path("id");
    if (!id.startsWith(PREFIX)) {
      throw missing();
    }
    return id.substring(PREFIX.length());
  }

  private static WalletRow set(WalletRow row) {
    if (row.alertSettings() == null) {
      throw missing();
    }
    return row;
  }

  private static ProblemException missing() {
    return new ProblemException(new Problem.NotFound("There is no alert setting of that id."));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.oneOf("entity_type", "wallet", "wallet");
    Search search =
        Search.read(fields, Map.of("entity_ids", "id", "entity_id", "id"), List.of("id"))
            .with("alerts", List.of("set"));
    fields.done();
    return Rowed.search(
        tx,
        search,
        WalletRow.TABLE,
        rows ->
            Future.succeededFuture(
                rows.stream().map(row -> shown(row, request.caller())).toList()));
  }

  private static Json.Obj shown(WalletRow row, Caller caller) {
    String text = row.alertSettings();
    Json.Obj config = text == null ? Json.Obj.EMPTY : JsonReader.parseObject(text);
    return SETTINGS
        .fill()
        .set("id", PREFIX + row.id())
        .set("entity_type", "wallet")
        .set("entity_id", row.id())
        .set("enabled", Json.of(true).equals(config.get("alert_enabled")))
        .set("config", config)
        .set("status", text == null ? "archived" : "published")
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.updatedAt())
        .json();
  }

  // ---- the log ----

  private static Future<Answer> log(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.oneOf("status", "published", "published");
    fields.oneOf("order", "desc", "desc");
    Map<String, String> conditions =
        Map.of(
            "entity_id", "entity_id",
            "entity_type", "entity_type",
            "alert_type", "alert_type",
            "alert_status", "alert_status");
    String customerId = fields.text("customer_id", 100);
    Search search = Search.read(fields, conditions, List.copyOf(conditions.values()));
    fields.done();
    Future<Search> narrowed =
        customerId == null
            ? Future.succeededFuture(search)
            : Customers.find(tx, customerId)
                .map(
                    found ->
                        search.with(
                            "customer_no",
                            List.of(found.map(one -> one.no().toString()).orElse("-1"))));
    return narrowed.compose(
        asked ->
            Rowed.search(
                tx, asked, AlertLogRow.TABLE, rows -> showAll(tx, rows, request.caller())));
  }

  private static Future<List<Json.Obj>> showAll(Tx tx, List<AlertLogRow> rows, Caller caller) {
    return Owners.show(
        tx,
        rows,
        row -> new CustomerNo(row.customerNo()),
        (row, customerId) -> line(row, customerId, caller));
  }

  private static Json.Obj line(AlertLogRow row, String customerId, Caller caller) {
    return LOG.fill()
        .set("id", row.id())
        .set("alert_type", row.alertType())
        .set("alert_status", row.alertStatus())
        .set("alert_info", JsonReader.parseObject(row.info()))
        .set("entity_type", row.entityType())
        .set("entity_id", row.entityId())
        .set("customer_id", customerId)
        .set("status", "published")
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.createdAt())
        .json();
  }

  /** Makes what a log line knows: what was set, and the value that passed it. */
  static String info(Json settings, String value, Instant now) {
    return Json.Obj.EMPTY
        .with("alert_settings", settings)
        .with("timestamp", Json.of(now.toString()))
        .with("value_at_time", Json.of(value))
        .text();
  }
}
