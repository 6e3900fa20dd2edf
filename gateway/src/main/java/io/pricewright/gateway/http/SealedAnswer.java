package io.pricewright.gateway.http;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes an answer that holds a secret before it is kept, and opens it for who asks again. The key
 * is made of what only the caller has, his own API key and his Idempotency-Key, of which the
 * database has no more than hashes: who reads the table reads no secret.
 */
final class SealedAnswer {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  private SealedAnswer(SecretKeySpec key) {
    this.key = key;
  }

  /** Returns the seal of a request's caller. */
  static SealedAnswer of(Request request) {
    String known =
        "%s\n%s\n%s"
            .formatted(
                request.header("x-api-key"),
                request.header("Authorization"),
                request.header("Idempotency-Key"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(known.getBytes(StandardCharsets.UTF_8));
      return new SealedAnswer(new SecretKeySpec(hash, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Returns an answer whose body says nothing. */
  Answer close(Answer answer) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(answer.body().getBytes());
      byte[] whole = Buffer.buffer(nonce).appendBytes(closed).getBytes();
      return with(answer, Buffer.buffer(Base64.getEncoder().encodeToString(whole)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + CIPHER, e);
    }
  }

  /** Returns the answer as it was; fails when another caller closed it. */
  Answer open(Answer answer) {
    byte[] whole = Base64.getDecoder().decode(answer.body().toString());
    try {
      byte[] body = cipher(Cipher.DECRYPT_MODE, whole).doFinal(whole, NONCE, whole.length - NONCE);
      return with(answer, Buffer.buffer(body));
    } catch (GeneralSecurityException e) {
      throw new ProblemException(
          new Problem.IdempotencyConflict(
              false, "The idempotency key was used by another API key. Use a new one."));
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
    return cipher;
  }

  private static Answer with(Answer answer, Buffer body) {
    return new Answer(answer.status(), answer.contentType(), body, answer.headers());
  }
}
