package io.pricewright.gateway.invoice;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.billing.DocumentLines;
import io.pricewright.rules.billing.DueKey;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.database.Tx;
import io.pricewright.store.invoice.AskedSums;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.invoice.Waivers;
import io.pricewright.store.row.InvoiceWaiverRow;
import io.pricewright.store.row.TouchedRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what documents ask: what is due by the facts as they are now, less what was asked. The
 * same for a document that is looked at and for one that is made.
 */
final class ComputeLines {
  private final Snapshots snapshots;
  private final BilledItems items;
  private final ScriptPool scripts;

  ComputeLines(Snapshots snapshots, BilledItems items, ScriptPool scripts) {
    this.snapshots = snapshots;
    this.items = items;
    this.scripts = scripts;
  }

  /**
   * What a document asks.
   *
   * @param due which
   * @param read the facts
   * @param before what was asked before
   * @param lines in order; none: it asks nothing
   * @param absorbed what moved of what was waived, whether it asks something besides or not
   */
  record Computed(
      MakeDocuments.Due due,
      ReadSubscriptions.Whole whole,
      BilledItems.Read read,
      AskedBefore before,
      List<DocumentLines.Line> lines,
      List<DocumentLines.Line> absorbed) {}

  /** Computes them, and forgets what is touched, as it is asked now. */
  Future<List<Computed>> run(Tx tx, List<MakeDocuments.Due> due) {
    return Closed.take(tx, items(due)).compose(touched -> compute(tx, due, touched));
  }

  /** Forgets what is touched of documents that were looked at, as it is asked now. */
  Future<Void> forget(Tx tx, List<MakeDocuments.Due> due) {
    return Closed.take(tx, items(due)).mapEmpty();
  }

  /** Computes them, and forgets nothing. */
  Future<List<Computed>> look(Tx tx, List<MakeDocuments.Due> due) {
    return TouchedRow.TABLE
        .listAny(tx, TouchedRow.LINE_ITEM_NO, items(due))
        .compose(touched -> compute(tx, due, touched));
  }

  private static List<LineItemNo> items(List<MakeDocuments.Due> due) {
    return due.stream()
        .flatMap(one -> one.subscription().lineItems().stream())
        .map(LineItem::no)
        .toList();
  }

  private Future<List<Computed>> compute(
      Tx tx, List<MakeDocuments.Due> due, List<TouchedRow> touched) {
    Map<LineItemNo, List<Instant>> periods =
        touched.stream()
            .collect(
                Collectors.groupingBy(
                    TouchedRow::lineItemNo,
                    Collectors.mapping(TouchedRow::periodStart, Collectors.toList())));
    Future<Catalogue> catalogue = snapshots.catalogue(tx);
    Future<Map<SubscriptionId, ReadSubscriptions.Whole>> wholes =
        ReadSubscriptions.byId(tx, due.stream().map(one -> one.subscription().id()).toList());
    Future<Map<DueKey, List<InvoiceWaiverRow>>> waivers = waivers(tx, due);
    Future<InvoiceSettings> settings = Settings.read(tx);
    return Future.join(catalogue, wholes, waivers, settings)
        .compose(
            both -> {
              List<Future<Computed>> facts = new ArrayList<>();
              for (MakeDocuments.Due one : due) {
                ReadSubscriptions.Whole whole =
                    Objects.requireNonNull(wholes.result().get(one.subscription().id()));
                facts.add(facts(tx, one, whole, catalogue.result(), periods, waivers.result()));
              }
              return Future.join(facts);
            })
        .compose(
            all -> scripts.run(() -> lines(all.<Computed>list(), settings.result().billFrom())));
  }

  private static Future<Map<DueKey, List<InvoiceWaiverRow>>> waivers(
      Tx tx, List<MakeDocuments.Due> due) {
    return Waivers.of(tx, items(due))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> new DueKey(row.lineItemNo(), row.periodStart(), row.kind()))));
  }

  private Future<Computed> facts(
      Tx tx,
      MakeDocuments.Due due,
      ReadSubscriptions.Whole whole,
      Catalogue catalogue,
      Map<LineItemNo, List<Instant>> touched,
      Map<DueKey, List<InvoiceWaiverRow>> waivers) {
    Subscription subscription = due.subscription();
    List<LineItemNo> numbers = subscription.lineItems().stream().map(LineItem::no).toList();
    List<Instant> moved =
        numbers.stream()
            .flatMap(no -> touched.getOrDefault(no, List.of()).stream())
            .distinct()
            .sorted()
            .toList();
    Instant since = since(subscription, due.after());
    Instant from = moved.isEmpty() || since.isBefore(moved.getFirst()) ? since : moved.getFirst();
    // Something of the boundary itself, as what is asked in advance begins there. What moved may
    // lie
    // behind it: a document that is made anew asks of later periods too.
    Instant boundary = due.draft().boundary();
    Instant last =
        moved.isEmpty() || moved.getLast().isBefore(boundary) ? boundary : moved.getLast();
    Interval span = new Interval(from, last.plusNanos(1_000));
    Future<BilledItems.Read> read = items.read(tx, whole, subscription, catalogue, span);
    Future<AskedSums> sums =
        AskedSums.read(tx, numbers, since, besides(subscription, catalogue, moved));
    return Future.join(read, sums)
        .map(
            both ->
                new Computed(
                    due,
                    whole,
                    read.result(),
                    new AskedBefore(sums.result(), touched, waivers),
                    List.of(),
                    List.of()));
  }

  /** What is one amount for its whole life has the key of its begin, however long ago. */
  private static List<Instant> besides(
      Subscription subscription, Catalogue catalogue, List<Instant> moved) {
    return Stream.concat(
            moved.stream(),
            subscription.lineItems().stream()
                .filter(item -> wholeLife(item, catalogue))
                .flatMap(item -> Stream.of(item.start(), item.span().paidFrom())))
        .distinct()
        .toList();
  }

  private static boolean wholeLife(LineItem item, Catalogue catalogue) {
    MeterId meter = catalogue.lineage(item.lineageId()).getFirst().meterId();
    return meter != null
        && Objects.requireNonNull(catalogue.meter(meter)).reset() == ResetUsage.NEVER;
  }

  private static Instant since(Subscription subscription, @Nullable Instant after) {
    Instant first =
        subscription.lineItems().stream()
            .map(LineItem::start)
            .min(Instant::compareTo)
            .orElse(subscription.start());
    return after == null ? first : after;
  }

  private static List<Computed> lines(List<Computed> facts, @Nullable Instant billFrom) {
    return facts.stream().map(one -> lines(one, billFrom)).toList();
  }

  /** What moves of a period that is asked elsewhere is asked there too. */
  private static boolean elsewhere(
      Computed facts, DocumentLines.Line line, @Nullable Instant billFrom) {
    return billFrom != null
        && !line.service().to().isAfter(billFrom)
        && line.before().isNothing()
        && facts.before().waived(line.key()).isNothing()
        && !facts.due().draft().occasion().startsWith(MakeDocuments.REISSUE);
  }

  private static Computed lines(Computed facts, @Nullable Instant billFrom) {
    List<DocumentLines.Line> all =
        DocumentLines.all(
            facts.read().items(),
            facts.due().after(),
            facts.due().draft().boundary(),
            facts.due().draft().currency(),
            facts.before());
    return new Computed(
        facts.due(),
        facts.whole(),
        facts.read(),
        facts.before(),
        all.stream()
            .filter(line -> !line.asks().isNothing() && !elsewhere(facts, line, billFrom))
            .toList(),
        all.stream().filter(line -> !line.absorbed().isNothing()).toList());
  }
}
