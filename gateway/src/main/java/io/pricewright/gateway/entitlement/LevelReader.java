package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.entitlement.AggregatedEntitlement;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.Quota;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.customer.Families;
import io.pricewright.store.customer.Families.Member;
import io.pricewright.store.customer.Reservations;
import io.pricewright.store.customer.Reservations.Held;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a customer may use and has used. Its parts are read one after another while others
 * commit, so the order matters: the stamp first, which makes the rest at least as new; reservations
 * before usage, so that one that is settled meanwhile counts twice for a moment, never not at all.
 */
final class LevelReader {
  private final Snapshots snapshots;
  private final Tallies tallies;

  LevelReader(Snapshots snapshots, Tallies tallies) {
    this.snapshots = snapshots;
    this.tallies = tallies;
  }

  /** What is read before usage is counted. */
  private record Read(
      List<Member> members,
      Catalogue catalogue,
      Rights rights,
      List<Held> held,
      List<CustomerNo> above,
      CustomerId id,
      @Nullable CreditBook credit) {}

  Future<Level> read(Tx tx, CustomerNo no, Instant now) {
    return snapshots
        .catalogue(tx)
        .compose(
            catalogue ->
                Families.members(tx, no).compose(members -> read(tx, no, now, catalogue, members)));
  }

  private Future<Level> read(
      Tx tx, CustomerNo no, Instant now, Catalogue catalogue, List<Member> members) {
    List<CustomerNo> numbers = members.stream().map(Member::no).toList();
    boolean watched = members.stream().anyMatch(m -> m.no().equals(no) && m.watched());
    Future<List<Held>> held = Reservations.held(tx, numbers, now);
    Future<Rights> rights = Rights.read(tx, no, now);
    Future<Map<CustomerNo, List<CustomerNo>>> above = Families.ancestors(tx, List.of(no));
    Future<List<CustomerRow>> named = Customers.findAll(tx, List.of(no));
    Future<Map<CustomerNo, CreditBook>> credit =
        watched
            ? CreditBooks.load(tx, List.of(no), CreditBooks.Asked.NOTHING)
            : Future.succeededFuture(Map.of());
    return Future.join(held, rights, above, named, credit)
        .compose(
            all ->
                level(
                    tx,
                    no,
                    now,
                    new Read(
                        members,
                        catalogue,
                        rights.result(),
                        held.result(),
                        above.result().getOrDefault(no, List.of()),
                        named.result().getFirst().id(),
                        credit.result().get(no))));
  }

  private Future<Level> level(Tx tx, CustomerNo no, Instant now, Read read) {
    // Again, so that what was settled since the reservations were read is counted.
    return (read.held().isEmpty()
            ? Future.succeededFuture(read.members())
            : Families.members(tx, no))
        .compose(
            members -> {
              // Features of one meter may share a window, which is counted once.
              List<Tallies.Window> windows =
                  read.rights().features().stream()
                      .flatMap(of -> window(read, of, now).stream())
                      .distinct()
                      .toList();
              return used(tx, members, windows).map(used -> made(no, now, read, used));
            });
  }

  private Optional<Tallies.Window> window(Read read, Rights.OfFeature of, Instant now) {
    MeterId meterId = of.feature().meterId();
    Meter meter = meterId == null ? null : read.catalogue().meter(meterId);
    return meter == null
        ? Optional.empty()
        : Optional.of(new Tallies.Window(meter, of.whole().windowOf(of.sources(), now)));
  }

  private Future<Map<Tallies.Window, Tallies.Used>> used(
      Tx tx, List<Member> members, List<Tallies.Window> windows) {
    Future<Map<Tallies.Window, Tallies.Used>> sums = Future.succeededFuture(new HashMap<>());
    if (windows.isEmpty()) {
      return sums;
    }
    for (Member member : members) {
      sums =
          sums.compose(
              sum ->
                  tallies
                      .used(tx, member, windows)
                      .map(
                          used -> {
                            for (int i = 0; i < windows.size(); i++) {
                              sum.merge(windows.get(i), used.get(i), Tallies.Used::plus);
                            }
                            return sum;
                          }));
    }
    return sums;
  }

  private Level made(
      CustomerNo no, Instant now, Read read, Map<Tallies.Window, Tallies.Used> used) {
    Interval holds = read.rights().holds();
    for (Tallies.Window window : used.keySet()) {
      holds = holds.overlap(window.time().holds());
    }
    Map<FeatureId, BigDecimal> reserved = new HashMap<>();
    for (Held held : read.held()) {
      reserved.put(held.featureId(), held.quantity());
      holds = until(holds, now, held.until());
    }
    if (read.credit() != null) {
      holds = untilCreditMoves(holds, now, read.credit());
    }
    List<Level.OfFeature> features = new ArrayList<>();
    for (Rights.OfFeature of : read.rights().features()) {
      Tallies.Window window = window(read, of, now).orElse(null);
      features.add(
          new Level.OfFeature(
              of.feature().id(),
              of.feature().lookupKey(),
              quota(of, window, used, reserved),
              of.whole().staticValues(),
              of.configs(),
              credit(read.credit(), of.feature().meterId(), now)));
    }
    return new Level(
        no,
        read.id(),
        Families.sum(read.members()),
        read.members().size() > 1,
        read.above(),
        Level.named(features),
        holds);
  }

  private static Quota quota(
      Rights.OfFeature of,
      Tallies.@Nullable Window window,
      Map<Tallies.Window, Tallies.Used> used,
      Map<FeatureId, BigDecimal> reserved) {
    AggregatedEntitlement whole = of.whole();
    Tallies.Used sum = window == null ? null : used.get(window);
    Tallies.Used mine = sum == null ? Tallies.Used.NOTHING : sum;
    return new Quota(
        of.feature().type() == FeatureType.METERED,
        whole.isEnabled(),
        whole.isSoftLimit(),
        whole.usageLimit(),
        mine.quantity(),
        reserved.getOrDefault(of.feature().id(), BigDecimal.ZERO),
        window == null ? null : resets(window.time(), mine));
  }

  /** A rolling window frees again what was used first, once that is old enough. */
  private static @Nullable Instant resets(UsageWindow time, Tallies.Used used) {
    Instant end = time.length() == null ? time.holds().to() : used.leaves();
    return Interval.END_OF_TIME.equals(end) ? null : end;
  }

  private static Map<String, BigDecimal> credit(
      @Nullable CreditBook book, @Nullable MeterId meterId, Instant now) {
    Map<String, BigDecimal> credit = new TreeMap<>();
    if (book != null) {
      Wallet.Line line = new Wallet.Line(false, meterId);
      book.purses().forEach((code, purse) -> credit.put(code.code(), purse.holdable(line, now)));
    }
    return credit;
  }

  private static Interval untilCreditMoves(Interval holds, Instant now, CreditBook book) {
    Interval until = holds;
    for (var purse : book.purses().values()) {
      for (Grant grant : purse.grants()) {
        until = until(until(until, now, grant.effective()), now, grant.expiry());
      }
    }
    return until;
  }

  private static Interval until(Interval holds, Instant now, @Nullable Instant moment) {
    return moment != null && moment.isAfter(now) && moment.isBefore(holds.to())
        ? new Interval(holds.from(), moment)
        : holds;
  }
}
