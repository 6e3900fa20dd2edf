package io.pricewright.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SignerTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

  @Test
  void sign_vectorOfTheSpecification_equalsItsSignature() {
    String signature =
        new Signer(List.of(Secret.parse(SECRET)))
            .sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(UTF_8));
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void sign_twoSecrets_bothSign() {
    byte[] body = "{}".getBytes(UTF_8);
    Signer both = new Signer(List.of(Secret.parse(SECRET), Secret.parse(OTHER)));
    assertThat(both.sign("msg_1", 1, body))
        .isEqualTo(
            new Signer(List.of(Secret.parse(SECRET))).sign("msg_1", 1, body)
                + " "
                + new Signer(List.of(Secret.parse(OTHER))).sign("msg_1", 1, body));
  }

  @Test
  void secret_wrongForm_isRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> Secret.parse("plainpassword"))
        .hasMessageContaining("whsec_")
        .hasMessageNotContaining("plainpassword");
    assertThatThrownBy(() -> Secret.parse("whsec_c2hvcnQ=")).hasMessageContaining("24 to 64");
    assertThatThrownBy(() -> Secret.parse("whsec_%%%")).hasMessageContaining("Base64");
    assertThat(Secret.parse(SECRET).toString()).doesNotContain("MfKQ9");
  }
}
