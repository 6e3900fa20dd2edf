package io.pricewright.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "https://Hooks.Example/in?a=b, hooks.example, 443, /in?a=b",
    "https://hooks.example, hooks.example, 443, /",
    "https://hooks.example:8443/, hooks.example, 8443, /",
    "https://b\u00fccher.example/x, xn--bcher-kva.example, 443, /x",
    "https://93.184.216.34/, 93.184.216.34, 443, /",
    "https://[2606:4700::1111]/, 2606:4700::1111, 443, /"
  })
  void parse_goodUrl_isTakenApart(String url, String host, int port, String uri) {
    assertThat(Endpoint.parse(url, false)).isEqualTo(new Endpoint(true, host, port, uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example/",
        "ftp://hooks.example/",
        "hooks.example",
        "https:///x",
        "https://user:pw@hooks.example/",
        "https://hooks.example/#top",
        "https://hooks.example:22/",
        "https://hooks.example:0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://256.1.1.1/",
        "https://127.0.0.1./",
        "https://ho st/",
        "https://host_name/",
        "https://[fe80::1%25eth0]/"
      })
  void parse_badUrl_isRefused(String url) {
    assertThatThrownBy(() -> Endpoint.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook url");
  }

  @Test
  void parse_developmentSwitch_allowsHttpAndAnyPort() {
    assertThat(Endpoint.parse("http://localhost:9000/in", true))
        .isEqualTo(new Endpoint(false, "localhost", 9_000, "/in"));
  }
}
