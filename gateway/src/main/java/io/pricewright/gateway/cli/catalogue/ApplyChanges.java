package io.pricewright.gateway.cli.catalogue;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes changes in an environment one after the other, and stops at the first that is refused. What
 * was done stays done: applying the file again does the rest.
 */
final class ApplyChanges {
  private final ServerOptions server;
  private final Document wanted;
  private final Served served;
  private final Bodies bodies;
  private final Map<Handle, Instant> from;
  private final Consumer<String> say;

  /**
   * Makes changes.
   *
   * @param from when the new versions of prices begin; those that are missing, now
   * @param say is told what was done
   */
  ApplyChanges(
      ServerOptions server,
      Document wanted,
      Served served,
      Map<Handle, Instant> from,
      Consumer<String> say) {
    this.server = server;
    this.wanted = wanted;
    this.served = served;
    this.bodies = new Bodies(wanted, served);
    this.from = from;
    this.say = say;
  }

  void apply(List<Change> changes) throws InterruptedException {
    for (int done = 0; done < changes.size(); done++) {
      try {
        one(changes.get(done));
      } catch (CliException e) {
        throw new CliException(
            "%s%n%d of %d changes are done; not done: %s. Correct it and apply the file again: it goes on from here."
                .formatted(e.getMessage(), done, changes.size(), rest(changes, done)));
      }
    }
  }

  private static String rest(List<Change> changes, int done) {
    List<String> names =
        changes.stream().skip(done).limit(10).map(change -> change.handle().toString()).toList();
    int more = changes.size() - done - names.size();
    return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private void one(Change change) throws InterruptedException {
    Handle handle = change.handle();
    String path = Bodies.path(handle.kind());
    switch (change) {
      case Change.Create create -> {
        create(create.handle(), create.said());
        say.accept("created " + handle);
      }
      case Change.Alter alter -> {
        alter(alter);
        say.accept("changed " + handle);
      }
      case Change.Retire ignored -> {
        send(handle, "DELETE", path + "/" + bodies.id(handle), Json.Obj.EMPTY);
        say.accept("retired " + handle);
      }
      case Change.Unchanged ignored -> {}
      case Change.Kept ignored -> {}
    }
  }

  private void create(Handle handle, Json.Obj said) throws InterruptedException {
    Json.Obj answer = send(handle, "POST", Bodies.path(handle.kind()), bodies.create(handle, said));
    bodies.made(handle, answer);
    if (handle.kind() == Kind.SCRIPT && imported(handle.key())) {
      String label = Document.nameOf(handle.key()) + "@" + ServerOptions.text(answer, "version");
      if (!label.equals(handle.key())) {
        throw new CliException(
            "The library %s has become %s here, and scripts import it by its number: import that number, or publish what is missing between them."
                .formatted(handle.key(), label));
      }
    }
  }

  private boolean imported(String label) {
    return wanted.of(Kind.SCRIPT).anyMatch(script -> wanted.imports(script).contains(label));
  }

  private void alter(Change.Alter alter) throws InterruptedException {
    Handle handle = alter.handle();
    String path = Bodies.path(handle.kind()) + "/" + bodies.id(handle);
    boolean taken =
        alter.differences().stream()
            .anyMatch(d -> d.after() == null && d.field().cleared() == null);
    if (taken) {
      // A right's limit can be changed, not taken away: another right takes its place.
      send(handle, "DELETE", path, Json.Obj.EMPTY);
      create(handle, alter.said());
    } else {
      send(handle, "PUT", path, bodies.alter(alter, from.get(handle)));
    }
  }

  private Json.Obj send(Handle handle, String method, String path, Json.Obj body)
      throws InterruptedException {
    boolean delete = method.equals("DELETE");
    String once =
        "catalogue-" + Document.sha256(served.digest() + method + path + handle + body.text());
    ServerOptions.Reply reply = server.call(method, path, delete ? null : body, once);
    if (!reply.good()) {
      throw new CliException(
          "The %s: %s".formatted(handle, ServerOptions.refused(reply).getMessage()));
    }
    return reply.body();
  }
}
