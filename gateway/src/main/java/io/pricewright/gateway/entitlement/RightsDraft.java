package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Checked;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Place;
import io.pricewright.gateway.http.body.Query;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What queries ask about rights: whose, and to which features. */
final class RightsDraft {
  static final Query<Chosen> FEATURES = Query.of(Chosen.class);
  static final Query<Whose> OF = Query.of(Whose.class);

  private RightsDraft() {}

  /** Which features to show, by their ids or lookup keys; all when both are left out. */
  record Chosen(
      @Says("Separated by commas.") List<String> featureIds,
      @Says("Separated by commas.") List<String> featureLookupKeys) {
    private boolean shows(Json.Obj feature) {
      List<String> ids = featureIds.stream().filter(id -> !id.isEmpty()).toList();
      List<String> keys = featureLookupKeys.stream().filter(key -> !key.isEmpty()).toList();
      return (ids.isEmpty() && keys.isEmpty())
          || ids.contains(String.valueOf(feature.string("id")))
          || keys.contains(String.valueOf(feature.string("lookup_key")));
    }

    /** Leaves out of an answer the features that were not asked for. */
    Json.Obj of(Json.Obj body) {
      if (!(body.get("features") instanceof Json.Arr all)) {
        return body;
      }
      List<Json> some =
          all.items().stream()
              .filter(
                  one ->
                      one instanceof Json.Obj feature
                          && feature.get("feature") instanceof Json.Obj of
                          && shows(of))
              .toList();
      return body.with("features", new Json.Arr(some));
    }
  }

  /** Whose usage to show, by one of both. */
  record Whose(
      @Nullable String customerId, @Nullable String customerLookupKey, @Inline Chosen chosen)
      implements Checked {
    @Override
    public void check(Place place) {
      if (place.has("customer_id") == place.has("customer_lookup_key")) {
        place.refuse(
            "customer_lookup_key", "required", "Give either customer_id or customer_lookup_key.");
      }
    }
  }

  /** Who is asked about: an id or an external id, as the caller sent it. */
  record Named(String id, boolean external) {
    static Named byId(Request request) {
      return new Named(request.path("id"), false);
    }

    static Named byExternalId(Request request) {
      return new Named(request.path("external_id"), true);
    }

    static Named queried(Request request) {
      Whose whose = request.read(OF);
      String id = whose.customerId();
      return id == null
          ? new Named(String.valueOf(whose.customerLookupKey()), true)
          : new Named(id, false);
    }
  }
}
