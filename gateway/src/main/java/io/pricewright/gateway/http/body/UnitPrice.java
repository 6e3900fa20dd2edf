package io.pricewright.gateway.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A decimal that is the price of a unit, which may be very small: at most 24 decimals, where what
 * is charged has 12.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface UnitPrice {
  /** Most decimals. */
  int MOST = 24;
}
