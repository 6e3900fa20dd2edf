package io.pricewright.gateway.invoice;

import io.pricewright.gateway.background.CustomerWork;
import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.script.ScriptEngine;
import java.util.List;

/** What makes documents and reads them, put together. */
public final class Invoicing {
  private final ReadOpen open;
  private final ReadWaits waits;
  private final MakeDocuments make;
  private final EarnDeferred earn;
  private final PreviewInvoice preview;
  private final ReadInvoices read;
  private final VoidInvoice voiding;
  private final AskAtOnce atOnce;
  private final FinalizeOneOff oneOff;
  private final Ids ids;

  /**
   * Puts it together.
   *
   * @param scripts prices fixed charges on its threads
   * @param post writes what becomes of credits
   */
  public Invoicing(
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      PostCredits post,
      Ids ids,
      Notices notices) {
    BilledItems items = new BilledItems(snapshots, engine);
    ComputeLines compute = new ComputeLines(snapshots, items, scripts);
    earn = new EarnDeferred(snapshots, items, scripts);
    open = new ReadOpen(snapshots);
    waits = new ReadWaits(snapshots);
    TellInvoice tell = new TellInvoice(notices);
    make = new MakeDocuments(ids, compute, post, tell);
    voiding = new VoidInvoice(post, tell);
    oneOff = new FinalizeOneOff(tell);
    this.ids = ids;
    read = new ReadInvoices(open, compute, make);
    atOnce = new AskAtOnce(open, compute, make);
    preview = new PreviewInvoice(items, scripts, read);
  }

  /**
   * Returns the work that is due for customers: what was asked in advance is earned, and documents
   * are made at the boundaries of their subscriptions. In this order, as documents ask more of it.
   */
  public List<CustomerWork> work() {
    return List.of(earn, new CloseSubscriptions(open, waits, make));
  }

  PreviewInvoice preview() {
    return preview;
  }

  FinalizeInvoice finalizing() {
    return new FinalizeInvoice(open, make, oneOff);
  }

  CreateOneOff creating() {
    return new CreateOneOff(ids, oneOff);
  }

  VoidInvoice voiding() {
    return voiding;
  }

  ReissueInvoice reissuing() {
    return new ReissueInvoice(ids, make, finalizing());
  }

  AskAtOnce atOnce() {
    return atOnce;
  }

  ReadInvoices reading() {
    return read;
  }
}
