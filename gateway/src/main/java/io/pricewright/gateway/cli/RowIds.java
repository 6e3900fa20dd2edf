package io.pricewright.gateway.cli;

import io.pricewright.rules.event.EventKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Derives event ids from rows: {@code imp_} and 128 bits of SHA-256 over the customer, the event
 * name, the namespace, the row's columns by name with their text, and the row's number among equal
 * ones in the file. Neither the file's name nor the row's place in it counts.
 */
final class RowIds {
  private final Occurrences occurrences;
  private final MessageDigest prefix;
  private final String[] names;
  private final int[] order;

  /**
   * Prepares for a file.
   *
   * @param columns the header
   * @param most most distinct rows
   */
  RowIds(String customer, String event, String namespace, List<String> columns, int most) {
    occurrences = new Occurrences(most);
    names = columns.toArray(String[]::new);
    order =
        java.util.stream.IntStream.range(0, names.length)
            .boxed()
            .sorted(java.util.Comparator.comparing(i -> names[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    prefix = sha256();
    List.of(customer, event, namespace).forEach(text -> add(prefix, text));
  }

  /** Returns the id of the next row. */
  String next(List<String> fields) {
    MessageDigest digest = copy(prefix);
    for (int column : order) {
      String value = fields.get(column);
      if (!value.isEmpty()) {
        add(digest, names[column]);
        add(digest, value);
      }
    }
    byte[] row = digest.digest();
    int number = occurrences.count(EventKey.fromBytes(row));
    digest.update(row);
    digest.update(ByteBuffer.allocate(4).putInt(number).array());
    return "imp_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
