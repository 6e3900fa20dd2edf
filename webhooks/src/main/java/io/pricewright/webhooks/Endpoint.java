package io.pricewright.webhooks;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where notifications go.
 *
 * @param https false only with the development switch
 * @param host in ASCII, lower case; an IPv6 address without brackets
 * @param port 443 or 8443, any with the development switch
 * @param uri path and query
 */
record Endpoint(boolean https, String host, int port, String uri) {
  private static final Set<Integer> PORTS = Set.of(443, 8443);

  /**
   * Reads an address strictly.
   *
   * @param development allows http, any port
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static Endpoint parse(String url, boolean development) {
    URI parsed = uri(url);
    boolean https = "https".equalsIgnoreCase(parsed.getScheme());
    boolean http = "http".equalsIgnoreCase(parsed.getScheme());
    check(https || (http && development), url, "has to start with https://");
    check(parsed.getRawUserInfo() == null, url, "must not hold a user or password");
    check(parsed.getRawFragment() == null, url, "must not hold a fragment");
    String authority = parsed.getRawAuthority();
    check(authority != null && !authority.contains("@"), url, "has to name a host");
    int port = port(url, authority, https);
    check(development || PORTS.contains(port), url, "has to use port 443 or 8443");
    String host = host(url, authority);
    String path = parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath();
    String query = parsed.getRawQuery();
    return new Endpoint(https, host, port, query == null ? path : path + "?" + query);
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the webhook url cannot be read: " + e.getMessage(), e);
    }
  }

  private static int port(String url, String authority, boolean https) {
    int colon = authority.lastIndexOf(':');
    if (colon < 0 || authority.endsWith("]")) {
      return https ? 443 : 80;
    }
    String digits = authority.substring(colon + 1);
    check(digits.matches("[0-9]{1,5}"), url, "has a port that is no number");
    int port = Integer.parseInt(digits);
    check(port >= 1 && port <= 65_535, url, "has a port out of range");
    return port;
  }

  private static String host(String url, String authority) {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      check(end > 0 && authority.indexOf('%') < 0, url, "has an IPv6 address that is none");
      return authority.substring(1, end).toLowerCase(Locale.ROOT);
    }
    int colon = authority.lastIndexOf(':');
    String name = colon < 0 ? authority : authority.substring(0, colon);
    String host = ascii(url, name);
    check(!host.isEmpty(), url, "has to name a host");
    check(
        !Addresses.looksNumeric(host) || Addresses.isDottedQuad(host),
        url,
        "writes an IPv4 address in a form other than four decimal numbers");
    return host;
  }

  private static String ascii(String url, String name) {
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the webhook url '%s' has a host that is none".formatted(url), e);
    }
  }

  private static void check(boolean right, String url, String what) {
    if (!right) {
      throw new IllegalArgumentException("the webhook url '%s' %s".formatted(url, what));
    }
  }
}
