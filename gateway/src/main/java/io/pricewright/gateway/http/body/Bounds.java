package io.pricewright.gateway.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of a whole number, both ends included. Beyond is {@code out_of_range}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
  /** Returns the least value. */
  long min() default Long.MIN_VALUE;

  /** Returns the greatest value. */
  long max() default Long.MAX_VALUE;
}
