package io.pricewright.gateway.config;

import io.pricewright.webhooks.Secret;
import io.pricewright.webhooks.WebhookSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications go.
 *
 * @param endpoint the endpoint with its secret; null when nobody is told
 */
public record WebhookConfig(@Nullable WebhookSettings endpoint) {
  private static final Setting<String> URL =
      Setting.secret(
          "PRICEWRIGHT_WEBHOOK_URL",
          "https://host/path, on port 443 or 8443",
          "nobody is told",
          "one endpoint for summaries of charges and subscription changes, signed by Standard"
              + " Webhooks",
          text -> text);

  private static final Setting<Secret> SECRET =
      Setting.secret(
          "PRICEWRIGHT_WEBHOOK_SECRET",
          "whsec_ and 24 to 64 bytes in base64",
          "none",
          "signs what is sent; the endpoint needs it",
          Secret::parse);

  private static final Setting<Boolean> DEVELOPMENT =
      Setting.bool(
          "PRICEWRIGHT_DEVELOPMENT",
          false,
          "allows plain http, any port and private addresses for the endpoint; never in"
              + " production");

  static final List<Setting<?>> SETTINGS = List.of(URL, SECRET, DEVELOPMENT);

  /** Reads it. */
  public static WebhookConfig read(Variables from) {
    String url = from.find(URL);
    Secret secret = from.find(SECRET);
    boolean development = from.get(DEVELOPMENT);
    if (url == null) {
      return new WebhookConfig(null);
    }
    if (secret == null) {
      if (from.has(SECRET)) {
        return new WebhookConfig(null); // It was complained of.
      }
      from.wrong(
          "PRICEWRIGHT_WEBHOOK_URL needs PRICEWRIGHT_WEBHOOK_SECRET: " + SECRET.form() + ".");
      return new WebhookConfig(null);
    }
    try {
      return new WebhookConfig(WebhookSettings.of(url, secret, development));
    } catch (IllegalArgumentException e) {
      from.wrong("%s is %s, not what it is set to.".formatted(URL.name(), URL.form()));
      return new WebhookConfig(null);
    }
  }

  @Override
  public String toString() {
    return "WebhookConfig[%s]".formatted(endpoint == null ? "nobody" : "an endpoint");
  }
}
