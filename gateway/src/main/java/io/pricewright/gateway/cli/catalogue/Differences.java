package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.catalogue.Change.Alter;
import io.pricewright.gateway.cli.catalogue.Change.Create;
import io.pricewright.gateway.cli.catalogue.Change.Difference;
import io.pricewright.gateway.cli.catalogue.Change.Kept;
import io.pricewright.gateway.cli.catalogue.Change.Retire;
import io.pricewright.gateway.cli.catalogue.Change.Unchanged;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from one catalogue to another.
 *
 * @param changes in an order in which each can be made: nothing is retired before all is made
 * @param impossible what cannot be said of a thing that is there already
 */
record Differences(List<Change> changes, List<Impossible> impossible) {
  /** A thing, and why it cannot become what is wanted. */
  record Impossible(Handle handle, String why) {}

  Differences {
    changes = List.copyOf(changes);
    impossible = List.copyOf(impossible);
  }

  /**
   * Compares two catalogues.
   *
   * @param held what cannot be archived, since something that is archived needs it
   */
  static Differences between(Document there, Document wanted, Set<Handle> held) {
    List<Change> changes = new ArrayList<>();
    List<Impossible> impossible = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Handle handle : wanted.of(kind).toList()) {
        changes.add(
            kind == Kind.SCRIPT
                ? script(there, wanted, handle)
                : one(there, wanted, handle, impossible));
      }
    }
    Set<Handle> stays = stays(there, wanted, held);
    for (Kind kind : List.of(Kind.ENTITLEMENT, Kind.PRICE, Kind.FEATURE, Kind.PLAN, Kind.METER)) {
      there
          .of(kind)
          .filter(handle -> !wanted.items().containsKey(handle))
          .filter(handle -> !kind.inPlan() || planned(wanted, handle))
          .forEach(
              handle ->
                  changes.add(stays.contains(handle) ? new Kept(handle) : new Retire(handle)));
    }
    return new Differences(changes, impossible);
  }

  /** Returns what cannot be archived, now or after the plans that are retired. */
  private static Set<Handle> stays(Document there, Document wanted, Set<Handle> held) {
    Set<Handle> stays = new HashSet<>(held);
    there
        .of(Kind.ENTITLEMENT)
        .filter(handle -> !planned(wanted, handle))
        .forEach(handle -> stays.add(Handle.of(Kind.FEATURE, handle.key())));
    there.of(Kind.PRICE).filter(h -> !planned(wanted, h)).forEach(h -> meter(there, h, stays));
    there.of(Kind.FEATURE).filter(stays::contains).forEach(h -> meter(there, h, stays));
    return stays;
  }

  private static void meter(Document there, Handle of, Set<Handle> into) {
    String meter = said(there, of).string("meter");
    if (meter != null) {
      into.add(Handle.of(Kind.METER, meter));
    }
  }

  /** What stands in a plan that is retired goes with it: its subscriptions go on. */
  private static boolean planned(Document wanted, Handle handle) {
    return wanted.items().containsKey(Handle.of(Kind.PLAN, handle.plan()));
  }

  /** A script is there when any version says the same: versions never change and never go. */
  private static Change script(Document there, Document wanted, Handle handle) {
    Set<String> published =
        there
            .of(Kind.SCRIPT)
            .map(one -> there.script(one.key()))
            .collect(Collectors.toCollection(HashSet::new));
    return published.contains(wanted.script(handle.key()))
        ? new Unchanged(handle)
        : new Create(handle, said(wanted, handle));
  }

  private static Change one(
      Document there, Document wanted, Handle handle, List<Impossible> impossible) {
    Json.Obj said = said(wanted, handle);
    Json.Obj old = there.items().get(handle);
    if (old == null) {
      return new Create(handle, said);
    }
    Json.Obj before = there.compared(handle, old);
    Json.Obj after = wanted.compared(handle, said);
    List<Difference> differences = new ArrayList<>();
    for (Form.Field field : handle.kind().group().fields()) {
      Json was = before.get(field.name());
      Json is = after.get(field.name());
      if (!Objects.equals(was, is)) {
        Difference difference = new Difference(field, was, is);
        differences.add(difference);
        refuse(handle, difference, impossible);
      }
    }
    return differences.isEmpty() ? new Unchanged(handle) : new Alter(handle, said, differences);
  }

  private static void refuse(Handle handle, Difference of, List<Impossible> impossible) {
    String name = of.field().name();
    if (of.field().fixed()) {
      impossible.add(
          new Impossible(
              handle,
              "%s cannot change from %s to %s: give the %s a new key, which makes another"
                  .formatted(name, text(of.before()), text(of.after()), handle.kind())));
    } else if (of.after() == null
        && of.field().cleared() == null
        && handle.kind() != Kind.ENTITLEMENT) {
      impossible.add(
          new Impossible(
              handle,
              "%s is %s and cannot be taken away: say another value, or give the %s a new key"
                  .formatted(name, text(of.before()), handle.kind())));
    }
  }

  static String text(@org.jspecify.annotations.Nullable Json value) {
    return value == null ? "nothing" : value.text();
  }

  private static Json.Obj said(Document document, Handle handle) {
    return Objects.requireNonNull(document.items().get(handle));
  }

  /** Returns whether the two say the same. */
  boolean none() {
    return real().isEmpty() && impossible.isEmpty();
  }

  /** Returns what has to be done. */
  List<Change> real() {
    return changes.stream()
        .filter(change -> !(change instanceof Unchanged) && !(change instanceof Kept))
        .toList();
  }
}
