package io.pricewright.store.simulation;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.simulation.EventFileFormat;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.row.EventFileRow;
import io.pricewright.store.row.SimulationRow;
import io.pricewright.store.testing.StoreScene;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SimulationsIT {
  private static final SimulationId ID = new SimulationId("sim_1");
  private static final EventFileId FILE = new EventFileId("file_1");
  private static final Json.Obj ASKED = Json.Obj.EMPTY.with("lineage_id", Json.of("price_1"));
  private static final Json.Obj FAR = Json.Obj.EMPTY.with("events", Json.of(7));
  private static final Json.Obj FOUND = Json.Obj.EMPTY.with("currency", Json.of("usd"));
  private static final Instant LATER = T0.plusSeconds(1);

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private void add(Scope scope, String id, Instant at) {
    scene.in(scope, tx -> Simulations.add(tx, new SimulationId(id), ASKED, at));
  }

  private boolean touch() {
    return scene.in(ONE, tx -> Simulations.touch(tx, ID, FAR, LATER));
  }

  private void finish(SimulationStatus status, Json.Obj report) {
    scene.in(ONE, tx -> Simulations.finish(tx, ID, status, report, null, FAR, LATER));
  }

  private SimulationRow whole() {
    return scene.one(ONE, tx -> Simulations.findWhole(tx, ID)).orElseThrow();
  }

  @Test
  void simulation_added_runs_andIsReadAsItWas() {
    add(ONE, "sim_1", T0);
    SimulationRow row = whole();
    assertThat(row)
        .isEqualTo(
            new SimulationRow(
                ID, SimulationStatus.RUNNING, ASKED, Json.Obj.EMPTY, false, null, null, T0, T0));
    assertThat(scene.one(ONE, tx -> Simulations.find(tx, ID))).contains(row);
    assertThat(scene.one(TWO, tx -> Simulations.find(tx, ID))).isEmpty();
    assertThat(scene.one(TWO, tx -> Simulations.findWhole(tx, ID))).isEmpty();
  }

  @Test
  void finish_isOnce_andTheReportIsReadWhereItIsAskedFor() {
    add(ONE, "sim_1", T0);
    assertThat(touch()).isFalse();
    finish(SimulationStatus.DONE, FOUND);
    finish(SimulationStatus.FAILED, Json.Obj.EMPTY);
    assertThat(whole().status()).isEqualTo(SimulationStatus.DONE);
    assertThat(whole().report()).isEqualTo(FOUND);
    assertThat(whole().progress()).isEqualTo(FAR);
    assertThat(whole().updatedAt()).isEqualTo(LATER);
    SimulationRow brief = scene.one(ONE, tx -> Simulations.find(tx, ID)).orElseThrow();
    assertThat(brief).isEqualTo(whole().withReport(null));
  }

  @Test
  void cancel_isToldTheNextTouch_andOnlyWhileItRuns() {
    add(ONE, "sim_1", T0);
    scene.in(TWO, tx -> Simulations.cancel(tx, ID));
    assertThat(touch()).as("another environment cannot").isFalse();
    scene.in(ONE, tx -> Simulations.cancel(tx, ID));
    assertThat(touch()).isTrue();
    finish(SimulationStatus.CANCELLED, FOUND);
    assertThat(touch()).as("one that is over is to end").isTrue();
  }

  @Test
  void list_isNewestFirst_inPages_withoutReports() {
    add(ONE, "sim_1", T0);
    add(ONE, "sim_2", T0);
    add(ONE, "sim_3", T0.minusSeconds(1));
    add(TWO, "sim_4", T0);
    finish(SimulationStatus.DONE, FOUND);
    List<SimulationRow> first = scene.all(ONE, tx -> Simulations.list(tx, 2, 0));
    assertThat(first).extracting(row -> row.id().value()).containsExactly("sim_2", "sim_1");
    assertThat(first).extracting(SimulationRow::report).containsOnlyNulls();
    assertThat(scene.all(ONE, tx -> Simulations.list(tx, 2, 2)))
        .extracting(row -> row.id().value())
        .containsExactly("sim_3");
    long count = scene.in(ONE, Simulations::count);
    assertThat(count).isEqualTo(3);
  }

  // ---- files ----

  private EventFiles.Stored file(Scope scope) {
    return scene.one(scope, tx -> EventFiles.find(tx, FILE)).orElseThrow();
  }

  private void put(int part, String text) {
    scene.in(ONE, tx -> EventFiles.put(tx, FILE, part, Buffer.buffer(text)));
  }

  private Optional<String> part(Scope scope, int part) {
    return scene.one(
        scope, tx -> EventFiles.part(tx, FILE, part).map(found -> found.map(Buffer::toString)));
  }

  @Test
  void file_isItsParts_eachStoredAnewAsOftenAsOneLikes() {
    EventFileRow row = new EventFileRow(FILE, EventFileFormat.CSV, null, T0);
    scene.in(ONE, tx -> EventFiles.add(tx, row));
    assertThat(file(ONE)).isEqualTo(new EventFiles.Stored(row, 0, 0));
    put(1, "first\n");
    put(2, "second\n");
    put(1, "1\n");
    assertThat(file(ONE)).isEqualTo(new EventFiles.Stored(row, 2, 9));
    assertThat(part(ONE, 1)).contains("1\n");
    assertThat(part(ONE, 2)).contains("second\n");
    assertThat(part(ONE, 3)).isEmpty();
  }

  @Test
  void file_ofAnotherEnvironment_isNotThere() {
    scene.in(
        ONE, tx -> EventFiles.add(tx, new EventFileRow(FILE, EventFileFormat.NDJSON, "n", T0)));
    put(1, "{}");
    assertThat(scene.one(TWO, tx -> EventFiles.find(tx, FILE))).isEmpty();
    assertThat(part(TWO, 1)).isEmpty();
  }
}
