package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.ScriptKind;
import java.util.List;
import org.graalvm.polyglot.Source;

/**
 * A script ready for a realm.
 *
 * @param key SHA-256 of the author's text
 * @param kind its entry point
 * @param author the author's text
 * @param source what the realm evaluates: the author's text with insertions
 * @param edits what was inserted, ascending
 */
record CompiledScript(String key, ScriptKind kind, String author, Source source, List<Edit> edits) {
  /**
   * An insertion.
   *
   * @param at offset in the author's text before which it stands
   * @param length its length
   */
  record Edit(int at, int length) {}

  CompiledScript {
    edits = List.copyOf(edits);
  }

  /** Name of every compiled source: frames that carry it are the author's. */
  static final String NAME = "price.js";

  /**
   * Returns where in the author's text an offset of the compiled text lies: {@code line 3, column
   * 5}.
   */
  String position(int compiledOffset) {
    int shift = 0;
    for (Edit edit : edits) {
      int insertedAt = edit.at() + shift;
      if (compiledOffset < insertedAt) {
        break;
      }
      if (compiledOffset < insertedAt + edit.length()) {
        return authorPosition(skipSpace(edit.at()));
      }
      shift += edit.length();
    }
    return authorPosition(compiledOffset - shift);
  }

  private int skipSpace(int offset) {
    int at = offset;
    while (at < author.length() && Character.isWhitespace(author.charAt(at))) {
      at++;
    }
    return at;
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
