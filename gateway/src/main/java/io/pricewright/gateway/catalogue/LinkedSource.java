package io.pricewright.gateway.catalogue;

import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.Modules;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.store.catalogue.Scripts;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.ScriptRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An author's text with the published libraries that it imports. */
public final class LinkedSource {
  private LinkedSource() {}

  /** Returns a source followed by its libraries; fails when one is not published. */
  public static Future<String> of(Tx tx, String source) {
    List<Modules.Name> wanted;
    try {
      wanted = Modules.wanted(source);
    } catch (IllegalArgumentException e) {
      return refused(e.getMessage() + ".");
    }
    Map<Modules.Name, String> found = new TreeMap<>();
    return Future.join(wanted.stream().map(name -> read(tx, name, found)).toList())
        .map(read -> Modules.link(source, found));
  }

  private static Future<Void> read(Tx tx, Modules.Name name, Map<Modules.Name, String> found) {
    return Scripts.version(tx, name.name(), name.number())
        .compose(
            version ->
                version
                    .map(row -> take(row, name, found))
                    .orElseGet(
                        () ->
                            refused(
                                "There is no library %s. Publish it first, or import another version."
                                    .formatted(name))));
  }

  private static Future<Void> take(
      ScriptRow row, Modules.Name name, Map<Modules.Name, String> found) {
    if (row.kind() != ScriptKind.LIBRARY) {
      return refused(
          "%s is a price, not a library: a library begins with 'use library'.".formatted(name));
    }
    found.put(name, row.source());
    return Future.succeededFuture();
  }

  private static <T> Future<T> refused(String detail) {
    return Future.failedFuture(
        new ProblemException(
            new Problem.InvalidScript(
                detail, List.of(new FieldError("/source", "import_not_found", detail)))));
  }
}
