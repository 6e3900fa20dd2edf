package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.LeftOutWhenNull;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.http.body.ShapedLike;
import io.pricewright.rules.id.EventFileId;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.simulation.EventFileFormat;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.store.row.SimulationRow;
import io.pricewright.store.simulation.EventFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is answered of simulations and of the files they read. */
final class SimulationAnswers {
  static final Body<Shown> SIMULATION = Body.of(Shown.class);
  static final Body<Told> TOLD = Body.of(Told.class);
  static final Body<FileShown> FILE = Body.of(FileShown.class);

  private static final Duration LOST = Duration.ofMinutes(1);

  private SimulationAnswers() {}

  /** A simulation; in lists without its report. */
  @Named("Simulation")
  record Shown(
      SimulationId id,
      SimulationStatus status,
      @Says("The question as it was asked.") Json.Obj request,
      Reached progress,
      @Says("Why it failed.") @Nullable String error,
      Instant createdAt,
      @Says("When its node last touched it.") Instant updatedAt,
      @Says("What it found, when it is done.") @ShapedLike(ReportAnswers.Report.class)
          Json.@Nullable Obj report) {
    static Shown of(SimulationRow row, Instant now) {
      return new Shown(
          row.id(),
          standing(row, now),
          row.request(),
          Reached.of(row.progress()),
          failure(row, now),
          row.createdAt(),
          row.updatedAt(),
          row.report());
    }
  }

  /** How far a simulation came; empty until it began. */
  @Named("SimulationReached")
  record Reached(
      @LeftOutWhenNull @Example("events") @Nullable String stage,
      @LeftOutWhenNull @Nullable Long events,
      @LeftOutWhenNull @Nullable Long customers,
      @LeftOutWhenNull @Says("Of the work, from 0 to 1.") @Nullable BigDecimal share) {
    static Reached of(Json.Obj progress) {
      String share = progress.string("share");
      return new Reached(
          progress.string("stage"),
          whole(progress, "events"),
          whole(progress, "customers"),
          share == null ? null : new BigDecimal(share));
    }

    private static @Nullable Long whole(Json.Obj progress, String key) {
      return progress.get(key) instanceof Json.Num number ? number.value().longValueExact() : null;
    }
  }

  /** What a server-sent event tells. */
  @Named("SimulationTold")
  record Told(SimulationStatus status, Reached progress, @Nullable String error) {
    static Told of(SimulationRow row, Instant now) {
      return new Told(standing(row, now), Reached.of(row.progress()), failure(row, now));
    }
  }

  /** A file of events. */
  @Named("EventFile")
  record FileShown(
      EventFileId id,
      EventFileFormat format,
      @Example("march.csv") @Nullable String name,
      long parts,
      long bytes,
      Instant createdAt) {
    static FileShown of(EventFiles.Stored file) {
      return new FileShown(
          file.row().id(),
          file.row().format(),
          file.row().name(),
          file.parts(),
          file.bytes(),
          file.row().createdAt());
    }
  }

  /** Returns where it stands: one whose node has gone has failed. */
  static SimulationStatus standing(SimulationRow row, Instant now) {
    return lost(row, now) ? SimulationStatus.FAILED : row.status();
  }

  private static @Nullable String failure(SimulationRow row, Instant now) {
    return lost(row, now) ? "The node that ran it has gone. Ask again." : row.error();
  }

  private static boolean lost(SimulationRow row, Instant now) {
    return row.status() == SimulationStatus.RUNNING && row.updatedAt().plus(LOST).isBefore(now);
  }
}
