package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptText;
import io.pricewright.store.catalogue.Scripts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a version of a script that was admitted. A published version never changes; publishing a
 * name again numbers on, and the same text, schema and tests are the same version.
 */
final class PublishScript {
  private final Ids ids;

  /**
   * What to publish.
   *
   * @param script the script, linked
   * @param gate what is kept of the gate
   */
  record Command(WrittenScript script, ScriptKind kind, Json.Obj gate) {}

  PublishScript(Ids ids) {
    this.ids = ids;
  }

  /** Publishes, and returns the version. */
  Future<ScriptRow> run(Tx tx, Command command, Instant now) {
    WrittenScript script = command.script();
    String sha256 = ScriptText.sha256(script.source());
    return Epochs.advance(tx)
        .compose(epoch -> Scripts.ofText(tx, script.name(), sha256))
        .compose(alike -> same(tx, command, sha256, alike, now));
  }

  private Future<ScriptRow> same(
      Tx tx, Command command, String sha256, List<ScriptRow> alike, Instant now) {
    Optional<ScriptRow> same = alike.stream().filter(command.script()::is).findFirst();
    return same.isPresent()
        ? Future.succeededFuture(same.get())
        : Scripts.newest(tx, command.script().name())
            .map(newest -> row(command, sha256, newest.map(ScriptRow::number).orElse(0) + 1, now))
            .compose(row -> ScriptRow.TABLE.add(tx, row).map(row));
  }

  private ScriptRow row(Command command, String sha256, int number, Instant now) {
    WrittenScript script = command.script();
    return new ScriptRow(
        new ScriptId(ids.next("script", now)),
        script.name(),
        number,
        sha256,
        command.kind(),
        script.source(),
        script.schema(),
        script.tests(),
        script.manifest(),
        command.gate(),
        script.description(),
        now);
  }
}
