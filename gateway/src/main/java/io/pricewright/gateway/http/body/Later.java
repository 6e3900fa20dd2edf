package io.pricewright.gateway.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keys of other servers' clients that nothing acts on yet: a value that says something is refused
 * with a word of when they come, so that no term is dropped silently. Null, false, and empty texts,
 * lists and objects say nothing. The document does not name them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Later {
  /** Returns the keys. */
  String[] value();

  /** Returns with what they come, such as invoices. */
  String with();
}
