package io.pricewright.gateway.http;

import java.util.List;

/** What keys may do. Each route names one; a key with {@code *} has all. */
public final class Scopes {
  public static final String EVENTS_WRITE = "events:write";
  public static final String EVENTS_READ = "events:read";
  public static final String USAGE_READ = "usage:read";
  public static final String CATALOGUE_READ = "catalogue:read";
  public static final String CATALOGUE_WRITE = "catalogue:write";
  public static final String CUSTOMERS_READ = "customers:read";
  public static final String CUSTOMERS_WRITE = "customers:write";
  public static final String SCRIPTS_PUBLISH = "scripts:publish";
  public static final String SIMULATE = "simulate";
  public static final String BILLING_READ = "billing:read";
  public static final String BILLING_WRITE = "billing:write";
  public static final String WEBHOOKS_WRITE = "webhooks:write";
  public static final String KEYS_READ = "keys:read";
  public static final String KEYS_WRITE = "keys:write";

  /** Every scope a key can be given. */
  public static final List<String> ALL =
      List.of(
          Caller.EVERYTHING,
          EVENTS_WRITE,
          EVENTS_READ,
          USAGE_READ,
          CATALOGUE_READ,
          CATALOGUE_WRITE,
          CUSTOMERS_READ,
          CUSTOMERS_WRITE,
          SCRIPTS_PUBLISH,
          SIMULATE,
          BILLING_READ,
          BILLING_WRITE,
          WEBHOOKS_WRITE,
          KEYS_READ,
          KEYS_WRITE);

  private Scopes() {}
}
