package io.pricewright.rules.id;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An id as clients see it: text that is looked up as it is. {@code toString} is the text. */
public interface Id {
  /** Returns the text. */
  String value();

  /** Returns the id of a text, or null when there is none. */
  static <T> @Nullable T ofNullable(@Nullable String text, Function<String, T> id) {
    return text == null ? null : id.apply(text);
  }
}
