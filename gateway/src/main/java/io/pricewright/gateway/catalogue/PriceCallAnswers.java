package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What price versions are called by people, and what they call: a script with parameters. */
public final class PriceCallAnswers {
  private PriceCallAnswers() {}

  /** A version of a price beside the one that holds for everybody. */
  @Named("PriceBesideLive")
  public record Beside(
      @Example("Pro: API calls") String name,
      Call version,
      @Says("What holds for everybody.") Call live) {}

  /** A price version and what it calls. */
  @Named("PriceCall")
  public record Call(PriceId priceId, Script script, Json.Obj params) {
    private static Call of(PriceRow price, ScriptRow script) {
      return new Call(
          price.id(),
          new Script(script.id(), script.name(), script.number()),
          JsonReader.parseObject(price.params()));
    }
  }

  /** A version of a script. */
  @Named("CalledScript")
  public record Script(ScriptId id, @Example("flat") String name, int version) {}

  /** Returns a price version beside the one of its lineage that holds for everybody now. */
  public static Future<Beside> besideLive(Tx tx, PriceId version) {
    return found(tx, version)
        .compose(
            row ->
                PriceLineage.of(tx, row)
                    .compose(
                        lineage ->
                            Future.join(
                                    name(tx, lineage.newest()),
                                    call(tx, row),
                                    call(tx, lineage.newest()))
                                .map(
                                    all ->
                                        new Beside(
                                            all.resultAt(0), all.resultAt(1), all.resultAt(2)))));
  }

  private static Future<PriceRow> found(Tx tx, PriceId id) {
    return PriceRow.TABLE.find(tx, id).map(row -> row.orElseThrow());
  }

  private static Future<Call> call(Tx tx, PriceRow row) {
    return ScriptRow.TABLE
        .find(tx, row.scriptId())
        .map(script -> Call.of(row, script.orElseThrow()));
  }

  /** Returns what people call a price: the name it shows, or its plan's and its meter's. */
  public static Future<String> name(Tx tx, PriceId id) {
    return found(tx, id).compose(row -> name(tx, row));
  }

  private static Future<String> name(Tx tx, PriceRow row) {
    String shown = row.displayName();
    if (shown != null && !shown.isBlank()) {
      return Future.succeededFuture(shown);
    }
    Future<String> plan =
        PlanRow.TABLE
            .find(tx, row.entityId())
            .map(found -> found.map(PlanRow::name).orElse(row.entityId().value()));
    return Future.join(plan, meter(tx, row.meterId()))
        .map(both -> both.resultAt(0) + ": " + both.resultAt(1));
  }

  private static Future<String> meter(Tx tx, @Nullable MeterId id) {
    return id == null
        ? Future.succeededFuture("no meter")
        : MeterRow.TABLE.find(tx, id).map(row -> row.map(MeterRow::name).orElse(id.value()));
  }
}
