package io.pricewright.gateway.invoice;

import io.pricewright.gateway.subscription.ReadSubscriptions;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.InvoiceId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.invoice.InvoiceSettings;
import io.pricewright.rules.invoice.InvoiceStatus;
import io.pricewright.rules.invoice.InvoiceType;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.customer.CustomerBooks;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.invoice.Settings;
import io.pricewright.store.row.InvoiceLineRow;
import io.pricewright.store.row.InvoiceRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads documents with their lines: those that are stored, and of drafts those of now. */
final class ReadInvoices {
  /** Most lines that are read at once. */
  static final int MOST_LINES = 100_000;

  private final ReadOpen open;
  private final ComputeLines compute;
  private final MakeDocuments make;

  ReadInvoices(ReadOpen open, ComputeLines compute, MakeDocuments make) {
    this.open = open;
    this.compute = compute;
    this.make = make;
  }

  /** Returns documents in their order, drafts behind their customers' gates taken shared. */
  Future<List<InvoiceView>> whole(Tx tx, List<InvoiceRow> found) {
    List<InvoiceRow> drafts =
        found.stream().filter(row -> row.invoiceStatus() == InvoiceStatus.DRAFT).toList();
    if (drafts.isEmpty()) {
      return views(tx, found);
    }
    Set<CustomerNo> customers = new TreeSet<>();
    drafts.forEach(row -> customers.add(row.customerNo()));
    // They may have been made final until the gates were taken.
    return Gates.share(tx, List.copyOf(customers))
        .compose(
            shared ->
                InvoiceRow.TABLE.listAny(
                    tx, InvoiceRow.ID, drafts.stream().map(InvoiceRow::id).toList()))
        .compose(
            again -> {
              Map<InvoiceId, InvoiceRow> now =
                  again.stream().collect(Collectors.toMap(InvoiceRow::id, Function.identity()));
              return views(tx, found.stream().map(row -> now.getOrDefault(row.id(), row)).toList());
            });
  }

  private Future<List<InvoiceView>> views(Tx tx, List<InvoiceRow> rows) {
    List<InvoiceRow> given =
        rows.stream().filter(row -> row.type() == InvoiceType.ONE_OFF).toList();
    List<InvoiceRow> drafts =
        rows.stream()
            .filter(row -> row.invoiceStatus() == InvoiceStatus.DRAFT)
            .filter(row -> row.type() != InvoiceType.ONE_OFF)
            .toList();
    List<InvoiceRow> others =
        rows.stream().filter(row -> !drafts.contains(row) && !given.contains(row)).toList();
    return Future.join(computed(tx, drafts), stored(tx, others), ReadOneOffs.of(tx, given))
        .map(
            parts -> {
              Map<InvoiceId, InvoiceView> views = new HashMap<>();
              parts.<Map<InvoiceId, InvoiceView>>list().forEach(views::putAll);
              return rows.stream().map(row -> Objects.requireNonNull(views.get(row.id()))).toList();
            });
  }

  /**
   * Returns the next document of a subscription, if documents are made and there is one; behind the
   * customer's gate taken shared, as it may be made at that moment.
   */
  Future<Optional<InvoiceView>> next(Tx tx, SubscriptionRow row, Instant now) {
    return Gates.share(tx, List.of(row.customerNo()))
        .compose(shared -> Settings.read(tx))
        .compose(
            settings ->
                settings.enabled()
                    ? next(tx, row, settings, now)
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<InvoiceView>> next(
      Tx tx, SubscriptionRow row, InvoiceSettings settings, Instant now) {
    return open.one(tx, new Gate(row.customerNo(), 0, 0, false), row.id(), settings, now)
        .compose(
            found -> {
              OpenSubscription one = found.orElse(null);
              if (one == null || one.next() == null) {
                return Future.succeededFuture(Optional.empty());
              }
              boolean stored = one.draft() != null;
              if (!stored) {
                one.drafted(make.draft(one, settings, now));
              }
              return compute
                  .look(tx, List.of(one.finalized()))
                  .map(computed -> Optional.of(view(computed.getFirst(), stored)));
            });
  }

  private static InvoiceView view(ComputeLines.Computed computed, boolean stored) {
    InvoiceRow draft = computed.due().draft();
    List<InvoiceView.Line> lines =
        computed.lines().stream().map(line -> InvoiceView.Line.of(line, computed.read())).toList();
    return InvoiceView.of(
        computed.whole(),
        stored ? draft : null,
        InvoiceView.period(computed.whole(), draft.after(), draft.boundary(), lines),
        lines);
  }

  // ---- drafts ----

  private Future<Map<InvoiceId, InvoiceView>> computed(Tx tx, List<InvoiceRow> drafts) {
    if (drafts.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<CustomerNo> customers = drafts.stream().map(InvoiceRow::customerNo).distinct().toList();
    return CustomerBooks.load(tx, customers)
        .compose(books -> compute.look(tx, due(drafts, books.values())))
        .map(
            all ->
                all.stream()
                    .collect(
                        Collectors.toMap(one -> one.due().draft().id(), one -> view(one, true))));
  }

  private static List<MakeDocuments.Due> due(
      List<InvoiceRow> drafts, Collection<CustomerBook> books) {
    Map<SubscriptionId, Subscription> subscriptions =
        books.stream()
            .flatMap(book -> book.subscriptions().stream())
            .collect(Collectors.toMap(Subscription::id, Function.identity()));
    return drafts.stream()
        .map(
            row ->
                new MakeDocuments.Due(
                    row.customerNo(),
                    false,
                    Objects.requireNonNull(subscriptions.get(row.subscriptionId())),
                    row,
                    true))
        .toList();
  }

  // ---- what is stored ----

  private static Future<Map<InvoiceId, InvoiceView>> stored(Tx tx, List<InvoiceRow> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<InvoiceId> ids = rows.stream().map(InvoiceRow::id).toList();
    Future<List<InvoiceLineRow>> lines =
        InvoiceLineRow.TABLE.list(
            tx, Where.<InvoiceLineRow>all().andAny(InvoiceLineRow.INVOICE_ID, ids), MOST_LINES, 0);
    Future<Map<SubscriptionId, ReadSubscriptions.Whole>> wholes =
        ReadSubscriptions.byId(
            tx, rows.stream().map(InvoiceRow::subscriptionId).distinct().toList());
    return Future.join(lines, wholes)
        .compose(both -> meters(tx, lines.result()))
        .map(meters -> put(rows, lines.result(), wholes.result(), meters));
  }

  private static Future<Map<MeterId, String>> meters(Tx tx, List<InvoiceLineRow> lines) {
    List<MeterId> ids =
        lines.stream().map(InvoiceLineRow::meterId).filter(Objects::nonNull).distinct().toList();
    return MeterRow.TABLE
        .listAny(tx, MeterRow.ID, ids)
        .map(rows -> rows.stream().collect(Collectors.toMap(MeterRow::id, MeterRow::name)));
  }

  private static Map<InvoiceId, InvoiceView> put(
      List<InvoiceRow> rows,
      List<InvoiceLineRow> lines,
      Map<SubscriptionId, ReadSubscriptions.Whole> wholes,
      Map<MeterId, String> meters) {
    Map<InvoiceId, List<InvoiceLineRow>> byInvoice =
        lines.stream().collect(Collectors.groupingBy(InvoiceLineRow::invoiceId));
    Map<InvoiceId, InvoiceView> views = new HashMap<>();
    for (InvoiceRow row : rows) {
      ReadSubscriptions.Whole whole = Objects.requireNonNull(wholes.get(row.subscriptionId()));
      Map<LineItemNo, LineItemId> items = new HashMap<>();
      whole.lines().forEach(line -> items.put(line.row().lineItemNo(), line.row().id()));
      List<InvoiceLineRow> mine = new ArrayList<>(byInvoice.getOrDefault(row.id(), List.of()));
      mine.sort((one, other) -> Integer.compare(one.lineNo(), other.lineNo()));
      List<InvoiceView.Line> shown =
          mine.stream()
              .map(
                  line ->
                      InvoiceView.Line.of(
                          line, items.get(line.lineItemNo()), named(meters, line.meterId())))
              .toList();
      views.put(
          row.id(),
          InvoiceView.of(
              whole, row, InvoiceView.period(whole, row.after(), row.boundary(), shown), shown));
    }
    return views;
  }

  private static @Nullable String named(Map<MeterId, String> meters, @Nullable MeterId id) {
    return id == null ? null : meters.get(id);
  }
}
