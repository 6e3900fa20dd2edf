package io.pricewright.gateway.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keys that clients of other servers know and this one refuses with a word of its own, unless they
 * ask for nothing: null, false, an empty text, list or object.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(NotYet.All.class)
public @interface NotYet {
  /** Returns the keys. */
  String[] keys();

  /** Returns what to say. */
  String says();

  /** All of a record's. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Returns them. */
    NotYet[] value();
  }
}
