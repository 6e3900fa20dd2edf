package io.pricewright.webhooks;

import java.net.InetAddress;
import java.util.List;

/**
 * Tells public addresses from those a notification must never reach. IPv4-mapped IPv6 addresses are
 * IPv4 addresses already when Java hands them over.
 */
final class Addresses {
  private static final List<Block> DENIED =
      List.of(
          Block.of("0.0.0.0/8"),
          Block.of("10.0.0.0/8"),
          Block.of("100.64.0.0/10"),
          Block.of("127.0.0.0/8"),
          Block.of("169.254.0.0/16"),
          Block.of("172.16.0.0/12"),
          Block.of("192.0.0.0/24"),
          Block.of("192.0.2.0/24"),
          Block.of("192.88.99.0/24"),
          Block.of("192.168.0.0/16"),
          Block.of("198.18.0.0/15"),
          Block.of("198.51.100.0/24"),
          Block.of("203.0.113.0/24"),
          Block.of("224.0.0.0/4"),
          Block.of("240.0.0.0/4"),
          Block.of("2001::/23"), // protocol assignments, Teredo
          Block.of("2001:db8::/32"), // documentation
          Block.of("2002::/16")); // 6to4

  /**
   * What the registries were given of IPv6 (IANA, "IPv6 Global Unicast Address Assignments"); the
   * rest is nobody's, or has a meaning of its own such as NAT64, IPv4-translated or link-local.
   */
  private static final List<Block> ASSIGNED =
      List.of(
          Block.of("2001::/16"),
          Block.of("2003::/18"),
          Block.of("2400::/12"),
          Block.of("2410::/12"),
          Block.of("2600::/12"),
          Block.of("2610::/23"),
          Block.of("2620::/23"),
          Block.of("2630::/12"),
          Block.of("2800::/12"),
          Block.of("2a00::/12"),
          Block.of("2a10::/12"),
          Block.of("2c00::/12"));

  private Addresses() {}

  /** Returns whether an address is on the public network. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean assigned =
        bytes.length == 4
            || (ASSIGNED.stream().anyMatch(block -> block.holds(bytes)) && !tunnels(bytes));
    return assigned && DENIED.stream().noneMatch(block -> block.holds(bytes));
  }

  /**
   * Returns whether an IPv6 address leads to the IPv4 address at its end (ISATAP, RFC 5214 6.1).
   */
  private static boolean tunnels(byte[] bytes) {
    return (bytes[8] & ~3) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
  }

  /** Returns whether a host is written as an IPv4 address, in whatever spelling. */
  static boolean looksNumeric(String host) {
    String last = host.substring(host.lastIndexOf('.', Math.max(0, host.length() - 2)) + 1);
    return last.matches("(?i)(0x[0-9a-f]*|[0-9]+)\\.?");
  }

  /** Returns whether a host is an IPv4 address of four plain decimal numbers. */
  static boolean isDottedQuad(String host) {
    String octet = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    return host.matches(octet + "(\\." + octet + "){3}");
  }

  private static final class Block {
    private final byte[] network;
    private final int bits;

    private Block(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Block of(String cidr) {
      int slash = cidr.indexOf('/');
      InetAddress network = InetAddress.ofLiteral(cidr.substring(0, slash));
      return new Block(network.getAddress(), Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((address[bit >> 3] ^ network[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
