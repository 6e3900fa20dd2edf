package io.pricewright.rules.script.graal;

import io.pricewright.rules.script.LeastUsed;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Functions of one realm that build what inputs hold, by skeleton. A skeleton is learned when it
 * was met a few times, and looked for among the few used last; whatever is not known is parsed.
 * Used by one thread at a time.
 */
final class Builders {
  /** Skeletons looked for in each input. */
  static final int RECENT = 4;

  /** Functions made in the life of a realm. */
  static final int MOST_MADE = 256;

  private static final int LEARN_EVERY = 8;
  private static final int MET_BEFORE = 3;
  private static final int MOST_MET = 64;

  private record Known(Skeleton skeleton, Value function) {}

  private final Context context;
  private final @Nullable Known[] recent = new Known[RECENT];
  private final Map<String, Integer> met = LeastUsed.map(MOST_MET);
  private int missed;
  private int made;

  Builders(Context context) {
    this.context = context;
  }

  /**
   * Returns the function for a text and puts the text's leaves into the array, or null when the
   * text has to be parsed.
   */
  @Nullable Value of(String json, String[] leaves) {
    for (int i = 0; i < RECENT; i++) {
      Known known = recent[i];
      if (known == null) {
        break;
      }
      if (known.skeleton().read(json, leaves)) {
        toFront(i, known);
        return known.function();
      }
    }
    if (made < MOST_MADE && missed++ % LEARN_EVERY == 0) {
      learn(json);
    }
    return null;
  }

  private void toFront(int i, Known known) {
    if (i > 0) {
      System.arraycopy(recent, 0, recent, 1, i);
      recent[0] = known;
    }
  }

  private void learn(String json) {
    Skeleton skeleton = Skeleton.of(json);
    if (skeleton == null) {
      return;
    }
    String source = skeleton.source();
    if (met.merge(source, 1, Integer::sum) < MET_BEFORE) {
      return;
    }
    met.remove(source);
    made++;
    try {
      Value function = context.eval(Source.newBuilder("js", source, "input.js").buildLiteral());
      toFront(RECENT - 1, new Known(skeleton, function));
    } catch (PolyglotException e) {
      // It is no JSON: parsing it says so to whom it concerns.
      missed++;
    }
  }

  int made() {
    return made;
  }
}
