package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.ScriptKind;
import org.graalvm.polyglot.Source;

/**
 * A script ready for a realm.
 *
 * @param key SHA-256 of the author's text
 * @param kind its entry point
 * @param author the author's text
 * @param source what the realm evaluates: the author's text with insertions
 * @param edits pairs of author's offset and length inserted there, ascending
 */
record CompiledScript(String key, ScriptKind kind, String author, Source source, int[] edits) {
  /** Name of every compiled source: frames that carry it are the author's. */
  static final String NAME = "price.js";

  /**
   * Returns where in the author's text an offset of the compiled text lies: {@code line 3, column
   * 5}.
   */
  String position(int compiledOffset) {
    int shift = 0;
    for (int i = 0; i < edits.length; i += 2) {
      if (edits[i] + shift + edits[i + 1] > compiledOffset) {
        return authorPosition(Math.min(edits[i], Math.max(0, compiledOffset - shift)));
      }
      shift += edits[i + 1];
    }
    return authorPosition(compiledOffset - shift);
  }

  private String authorPosition(int offset) {
    int end = Math.min(offset, author.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (author.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return "line " + line + ", column " + (end - lineStart + 1);
  }
}
