package io.pricewright.gateway.invoice;

import io.pricewright.rules.billing.Asking;
import io.pricewright.rules.invoice.WaitsFor;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.row.InvoiceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a subscription is asked, and what of it is asked next. For one thread. */
final class OpenSubscription {
  private final Gate gate;
  private final Subscription subscription;
  private final List<Asking> items;
  private @Nullable Instant after;
  private @Nullable InvoiceRow draft;
  private boolean stored;
  private boolean changed;
  private @Nullable Instant late;

  /**
   * Makes what was read.
   *
   * @param gate of its customer, taken
   * @param after until when all was asked; null: nothing was
   * @param draft the document that waits, or null
   */
  OpenSubscription(
      Gate gate,
      Subscription subscription,
      List<Asking> items,
      @Nullable Instant after,
      @Nullable InvoiceRow draft) {
    this.gate = gate;
    this.subscription = subscription;
    this.items = List.copyOf(items);
    this.after = after;
    this.draft = draft;
    this.stored = draft != null;
  }

  Gate gate() {
    return gate;
  }

  Subscription subscription() {
    return subscription;
  }

  @Nullable Instant after() {
    return after;
  }

  @Nullable InvoiceRow draft() {
    return draft;
  }

  /** Returns the draft if it was made and is not in the table. */
  Optional<InvoiceRow> madeDraft() {
    return stored ? Optional.empty() : Optional.ofNullable(draft);
  }

  /** Returns the draft if it is in the table and was changed. */
  Optional<InvoiceRow> changedDraft() {
    return stored && changed ? Optional.ofNullable(draft) : Optional.empty();
  }

  /**
   * Notes what the draft waits for though its grace is over.
   *
   * @param lookAt when that is looked at again; null: at once
   */
  void waits(WaitsFor what, @Nullable Instant lookAt) {
    InvoiceRow row = Objects.requireNonNull(draft);
    InvoiceRow waiting = row.withWaitsFor(what).withLookAt(lookAt);
    changed |= !waiting.equals(row);
    draft = waiting;
  }

  /** Returns whether usage is asked at a boundary. */
  boolean usageAt(Instant boundary) {
    return Asking.usageAt(items, boundary);
  }

  /** Returns when something is to be done: a draft made or finalized. Null: never again. */
  @Nullable Instant next() {
    if (draft != null) {
      return draft.lookAt() == null ? draft.finalizeAt() : draft.lookAt();
    }
    return Asking.next(items, after).orElse(late);
  }

  /** Returns whether no boundary is to come: it has ended and is asked. */
  boolean over() {
    return draft == null && Asking.next(items, after).isEmpty();
  }

  /** Notes that something of it moved although it is over: that is asked at an instant. */
  void late(Instant at) {
    late = at;
  }

  /** Returns the boundary of the next document. Asked only where there is one. */
  Instant boundary() {
    if (draft != null) {
      return draft.boundary();
    }
    return Asking.next(items, after).or(() -> Optional.ofNullable(late)).orElseThrow();
  }

  /** Returns how long the document of a boundary waits for usage that comes late. */
  Duration grace(Instant boundary, Duration grace) {
    return Asking.usageAt(items, boundary) ? grace : Duration.ZERO;
  }

  /** Notes that a draft is made. */
  void drafted(InvoiceRow made) {
    draft = made;
    stored = false;
  }

  /** Notes that its draft is finalized, and returns what is to be written. */
  MakeDocuments.Due finalized() {
    InvoiceRow row = Objects.requireNonNull(draft);
    MakeDocuments.Due due =
        new MakeDocuments.Due(gate.customerNo(), gate.watched(), subscription, row, stored);
    after = row.boundary();
    late = null;
    draft = null;
    stored = false;
    return due;
  }
}
