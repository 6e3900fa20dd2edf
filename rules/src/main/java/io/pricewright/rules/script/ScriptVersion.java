package io.pricewright.rules.script;

import io.pricewright.rules.id.ScriptId;

/**
 * An immutable published version of a pricing script.
 *
 * @param id id of this version, {@code script_...}
 * @param name name of the script, such as {@code llm-tokens}
 * @param number 1 for the first version of a name, then one more each
 * @param sha256 lower-case hex SHA-256 of the UTF-8 source
 * @param kind which entry point it has
 * @param source the author's text
 * @param monotone whether it states the law that more usage never costs less, and the gate found
 *     nothing against it
 */
public record ScriptVersion(
    ScriptId id,
    String name,
    int number,
    String sha256,
    ScriptKind kind,
    String source,
    boolean monotone) {
  /** Makes a version that states no law. */
  public ScriptVersion(
      ScriptId id, String name, int number, String sha256, ScriptKind kind, String source) {
    this(id, name, number, sha256, kind, source, false);
  }

  /** Returns the version as people write it, {@code llm-tokens@3}. */
  public String label() {
    return name + "@" + number;
  }
}
