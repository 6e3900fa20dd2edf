package io.pricewright.gateway.http.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that may say what is so anyway; any other value is refused. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Always.All.class)
public @interface Always {
  /** Returns the key. */
  String key();

  /** Returns the values it may have, as text. */
  String[] values();

  /** All of a record's. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Returns them. */
    Always[] value();
  }
}
