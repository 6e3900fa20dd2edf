package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Longest;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Refused;
import io.pricewright.gateway.http.body.Required;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.simulation.EventFileFormat;
import io.pricewright.store.simulation.EventFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a new file of events, and of a part of one. */
@Named("MakeEventFile")
record EventFileDraft(
    @Required("Give 'format'.") @Refused(code = "not_a_choice", detail = "Send csv or ndjson.")
        EventFileFormat format,
    @Longest(255) @Example("march.csv") @Nullable String name) {
  static final Body<EventFileDraft> BODY = Body.of(EventFileDraft.class);

  /** Reads which part a path names. Fails with {@code Problem.InvalidRequest}. */
  static int part(Request request) {
    String text = request.path("part");
    int part = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (part < 1 || part > EventFiles.MAX_PARTS) {
      throw new ProblemException(
          new Problem.InvalidRequest(
              "The parameter 'part' cannot be used.",
              List.of(
                  new FieldError(
                      "/query/part",
                      "out_of_range",
                      "Give a number from 1 to %d.".formatted(EventFiles.MAX_PARTS)))));
    }
    return part;
  }
}
