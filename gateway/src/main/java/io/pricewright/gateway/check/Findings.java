package io.pricewright.gateway.check;

import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check found so far, as its task keeps it; grows while it runs, on one thread at a time.
 */
final class Findings {
  /** Most differences, and most parked events, that are told one by one. */
  static final int MOST_TOLD = 100;

  private long ofCustomers;
  private long customers;
  private long events;
  private long cells;
  private long parked;
  private long waitsForTasks;
  private long found;
  private boolean begun;
  private final List<String> differences = new ArrayList<>();
  private final List<Waits> waiting = new ArrayList<>();

  /**
   * An event that waits for a price.
   *
   * @param event its id
   * @param customer whose it is
   * @param reason stable code of why
   * @param failure what its price failed on, if one did
   */
  record Waits(
      EventId event, ExternalId customer, @Nullable String reason, @Nullable Failure failure) {}

  // ---- finding ----

  /** Notes what is so of the whole environment before its customers are judged. */
  void begins(long all, long tasks) {
    begun = true;
    ofCustomers = all;
    waitsForTasks = tasks;
    if (tasks > 0) {
      differs("%d tasks are not done yet: check again when they are".formatted(tasks));
    }
  }

  void differs(String what) {
    found++;
    if (differences.size() < MOST_TOLD) {
      differences.add(what);
    }
  }

  void parks(Waits event) {
    parked++;
    if (waiting.size() < MOST_TOLD) {
      waiting.add(event);
    }
  }

  void read(int more) {
    events += more;
  }

  /** Notes that a customer is judged. */
  void judged(int more) {
    customers++;
    cells += more;
  }

  // ---- told ----

  /** Returns whether it began. */
  boolean begun() {
    return begun;
  }

  /** Returns how many customers there were when it began. */
  long ofCustomers() {
    return ofCustomers;
  }

  /** Returns how many customers are judged. */
  long customers() {
    return customers;
  }

  /** Returns how many events are read. */
  long events() {
    return events;
  }

  /** Returns how many cells are compared. */
  long cells() {
    return cells;
  }

  /** Returns how many events wait for a price. */
  long parked() {
    return parked;
  }

  /** Returns those events, at most {@value #MOST_TOLD}, and why they wait. */
  List<Waits> waiting() {
    return List.copyOf(waiting);
  }

  /** Returns how many tasks were not done when it began. */
  long waitsForTasks() {
    return waitsForTasks;
  }

  /** Returns how many differences there are. */
  long found() {
    return found;
  }

  /** Returns the differences in words, at most {@value #MOST_TOLD}. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  // ---- kept ----

  Json.Obj toJson() {
    return Json.Obj.EMPTY
        .with("begun", Json.of(begun))
        .with("of_customers", Json.of(ofCustomers))
        .with("customers", Json.of(customers))
        .with("events", Json.of(events))
        .with("cells", Json.of(cells))
        .with("parked", Json.of(parked))
        .with("waits_for_tasks", Json.of(waitsForTasks))
        .with("found", Json.of(found))
        .with("differences", new Json.Arr(differences.stream().map(Json::of).toList()))
        .with("waiting", new Json.Arr(waiting.stream().map(Findings::json).toList()));
  }

  private static Json json(Waits one) {
    return Json.Obj.EMPTY
        .with("event", Json.of(one.event().value()))
        .with("customer", Json.of(one.customer().value()))
        .with("reason", Json.of(one.reason()))
        .with("failure", failure(one.failure()));
  }

  private static Json failure(@Nullable Failure failure) {
    return failure == null
        ? Json.nothing()
        : Json.Obj.EMPTY
            .with("reason", Json.of(failure.reason()))
            .with("price_id", Json.of(failure.priceId()))
            .with("script_id", Json.of(failure.scriptId()))
            .with("script", Json.of(failure.script()))
            .with("detail", Json.of(failure.detail()));
  }

  private static @Nullable Failure failure(@Nullable Json kept) {
    return kept instanceof Json.Obj of
        ? new Failure(
            Objects.requireNonNull(of.string("reason")),
            new PriceId(Objects.requireNonNull(of.string("price_id"))),
            new ScriptId(Objects.requireNonNull(of.string("script_id"))),
            Objects.requireNonNull(of.string("script")),
            of.string("detail"))
        : null;
  }

  static Findings fromJson(Json.Obj kept) {
    Findings all = new Findings();
    if (!(kept.get("begun") instanceof Json.Bool bool && bool.value())) {
      return all;
    }
    all.begun = true;
    all.ofCustomers = number(kept, "of_customers");
    all.customers = number(kept, "customers");
    all.events = number(kept, "events");
    all.cells = number(kept, "cells");
    all.parked = number(kept, "parked");
    all.waitsForTasks = number(kept, "waits_for_tasks");
    all.found = number(kept, "found");
    items(kept, "differences").forEach(one -> all.differences.add(((Json.Str) one).value()));
    items(kept, "waiting").forEach(one -> all.waiting.add(waits((Json.Obj) one)));
    return all;
  }

  private static Waits waits(Json.Obj one) {
    return new Waits(
        new EventId(Objects.requireNonNull(one.string("event"))),
        new ExternalId(Objects.requireNonNull(one.string("customer"))),
        one.string("reason"),
        failure(one.get("failure")));
  }

  private static List<Json> items(Json.Obj kept, String name) {
    return ((Json.Arr) Objects.requireNonNull(kept.get(name))).items();
  }

  private static long number(Json.Obj kept, String name) {
    return ((Json.Num) Objects.requireNonNull(kept.get(name))).value().longValueExact();
  }
}
