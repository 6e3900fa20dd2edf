package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.Ink;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.money.Money;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands of catalogues share: the comparison and how it is shown. They fail with 2. */
abstract class CatalogueStep extends ScriptStep {
  private static final int LONGEST = 100;

  /** A file beside an environment. */
  record Found(CatalogueFile.Parsed file, Served served, Differences differences) {}

  @Override
  protected final int failed() {
    return 2;
  }

  static Found compare(Path file, ServerOptions server) throws InterruptedException {
    CatalogueFile.Parsed parsed = CatalogueFile.read(file);
    Served served = Served.read(server);
    return new Found(
        parsed, served, Differences.between(served.document(), parsed.document(), served.held()));
  }

  /** Prints what differs, whom it touches, and the money; null measures nothing. */
  final void show(Found found, @Nullable MeasureTouch measure) throws InterruptedException {
    Map<String, Money> money = new LinkedHashMap<>();
    for (Change change : found.differences().changes()) {
      show(change);
      Optional<Touch> touch = measure == null ? Optional.<Touch>empty() : measure.of(change);
      if (touch.isPresent()) {
        show(touch.get());
        Touch.Compared compared = touch.get().money();
        if (compared != null) {
          Money moved = compared.difference();
          money.merge(moved.currency().code(), moved, Money::plus);
        }
      }
    }
    for (Differences.Impossible one : found.differences().impossible()) {
      say(bad("  ! " + one.handle()) + ": " + one.why());
    }
    money.forEach(
        (currency, moved) ->
            say(
                "money touched, if the open periods had been priced so from their begin: %s %s"
                    .formatted(Ink.signed(moved.toPlainString()), currency)));
    say(count(found.differences()));
  }

  private void show(Change change) {
    switch (change) {
      case Change.Create create -> say(good("  + " + create.handle()));
      case Change.Alter alter -> {
        say("  ~ " + alter.handle());
        for (Change.Difference difference : alter.differences()) {
          say(
              "      %s: %s -> %s"
                  .formatted(
                      difference.field().name(),
                      bad(cut(Differences.text(difference.before()))),
                      good(cut(Differences.text(difference.after())))));
        }
      }
      case Change.Retire retire -> say(bad("  - " + retire.handle()));
      case Change.Kept kept ->
          say(faint("  = " + kept.handle() + " stays: what is archived still uses it"));
      case Change.Unchanged ignored -> {}
    }
  }

  private void show(Touch touch) {
    Touch.Compared money = touch.money();
    String note = touch.note().isEmpty() ? "" : ": " + touch.note();
    if (money == null) {
      say("      %s%s".formatted(who(touch), touch.subscriptions() == 0 ? "" : note));
      return;
    }
    say(
        "      %s, open period %s -> %s %s (%s); %d pay more, %d less%s"
            .formatted(
                who(touch),
                money.before().toPlainString(),
                money.after().toPlainString(),
                money.before().currency().code(),
                Ink.signed(money.difference().toPlainString()),
                money.more(),
                money.less(),
                note));
    for (Touch.Mover mover : money.movers()) {
      say(
          "        %-24s %16s -> %16s  %s"
              .formatted(
                  mover.customer(), mover.before(), mover.after(), Ink.signed(mover.difference())));
    }
  }

  private static String who(Touch touch) {
    List<String> named = touch.customers();
    long more = touch.subscriptions() - named.size();
    return touch.subscriptions() == 0
        ? "no active subscription"
        : "%d active subscriptions (%s%s)"
            .formatted(
                touch.subscriptions(),
                String.join(", ", named),
                more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  private static String count(Differences differences) {
    long created = count(differences, Change.Create.class);
    long altered = count(differences, Change.Alter.class);
    long retired = count(differences, Change.Retire.class);
    return created + altered + retired == 0
        ? "no difference"
        : "%d to create, %d to change, %d to retire, %d unchanged"
            .formatted(created, altered, retired, count(differences, Change.Unchanged.class));
  }

  private static long count(Differences differences, Class<? extends Change> of) {
    return differences.changes().stream().filter(of::isInstance).count();
  }

  /** Refuses what cannot be done, with where the file asks for it. */
  static void refuseImpossible(Found found, Path file) {
    if (found.differences().impossible().isEmpty()) {
      return;
    }
    Faults faults = new Faults(file.toString());
    for (Differences.Impossible one : found.differences().impossible()) {
      faults.add(
          found.file().places().getOrDefault(one.handle(), Place.BEGIN),
          one.handle() + ": " + one.why());
    }
    try {
      faults.done();
    } catch (CliException e) {
      throw new CliException("Nothing was changed." + System.lineSeparator() + e.getMessage());
    }
  }
}
