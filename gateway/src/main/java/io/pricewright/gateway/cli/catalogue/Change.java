package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one thing of a catalogue. */
sealed interface Change {
  Handle handle();

  /** It is made. */
  record Create(Handle handle, Json.Obj said) implements Change {}

  /** It says something else from now on. */
  record Alter(Handle handle, Json.Obj said, List<Difference> differences) implements Change {
    public Alter {
      differences = List.copyOf(differences);
    }

    /** Returns whether a price costs something else. */
    boolean money() {
      return handle.kind() == Kind.PRICE
          && differences.stream().anyMatch(d -> Kind.MONEY.contains(d.field().name()));
    }
  }

  /** It is archived. */
  record Retire(Handle handle) implements Change {}

  /** It is as wanted. */
  record Unchanged(Handle handle) implements Change {}

  /** It is not wanted, and stays: what is archived or replaced still counts by it. */
  record Kept(Handle handle) implements Change {}

  /** A field that says something else; null is nothing. */
  record Difference(Form.Field field, @Nullable Json before, @Nullable Json after) {}
}
