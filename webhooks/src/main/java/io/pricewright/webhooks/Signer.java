package io.pricewright.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by Standard Webhooks 1.0: {@code v1,} and the Base64 of HMAC-SHA256 over {@code
 * id.timestamp.body}, once for each secret, so that secrets can be rotated.
 */
final class Signer {
  private final List<SecretKeySpec> keys;

  Signer(List<Secret> secrets) {
    keys = secrets.stream().map(secret -> new SecretKeySpec(secret.key(), "HmacSHA256")).toList();
  }

  /** Returns the header {@code webhook-signature}. */
  String sign(String id, long unixSeconds, byte[] body) {
    byte[] head = (id + "." + unixSeconds + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> "v1," + mac(key, head, body)).collect(Collectors.joining(" "));
  }

  private static String mac(SecretKeySpec key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
