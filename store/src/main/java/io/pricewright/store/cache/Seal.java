package io.pricewright.store.cache;

import static io.pricewright.store.database.Sql.arg;
import static io.pricewright.store.database.Sql.statement;
import static io.pricewright.store.jooq.tables.Seals.SEALS;

import io.pricewright.store.database.Statement;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A seal (HMAC-SHA256, RFC 2104) on what is kept in Redis: who writes there without the secret,
 * which is in the database alone, changes no answer. All nodes of a database have the same.
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final String PURPOSE = "cache";

  private static final Statement MAKE =
      statement(
          sql ->
              sql.insertInto(SEALS, SEALS.PURPOSE, SEALS.SECRET)
                  .values(arg(1, SEALS.PURPOSE), arg(2, SEALS.SECRET))
                  .onConflictDoNothing());
  private static final Statement READ =
      statement(
          sql ->
              sql.select(SEALS.SECRET).from(SEALS).where(SEALS.PURPOSE.eq(arg(1, SEALS.PURPOSE))));

  private final SecretKeySpec secret;

  Seal(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Reads the seal of the database, which the first who asks makes. */
  public static Future<Seal> read(Tx tx) {
    byte[] fresh = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(fresh);
    return tx.run(MAKE, PURPOSE, fresh)
        .compose(made -> tx.run(READ, PURPOSE))
        .map(rows -> new Seal(rows.iterator().next().getBuffer(0).getBytes()));
  }

  /** Returns the seal of an entry: what it says, as of when, and where it is kept. */
  String of(String key, String stamp, String value) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes(key, stamp, value));
  }

  /** Returns whether a seal is that of an entry; takes as long for a wrong one as for a right. */
  boolean fits(String seal, String key, String stamp, String value) {
    return MessageDigest.isEqual(
        seal.getBytes(StandardCharsets.UTF_8),
        of(key, stamp, value).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] bytes(String key, String stamp, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      // Neither a key nor a stamp has a line break.
      mac.update((key + "\n" + stamp + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
