package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import java.util.List;

/** A problem as it is answered, RFC 9457. */
@Named("Problem")
@Says("What a caller got wrong or ran into, as RFC 9457 has it.")
record ProblemBody(
    @Says("A page about the code.") @Example("https://pricewright.io/problems/not_found")
        String type,
    @Says("What it is, for people.") @Example("Not found") String title,
    @Says("The HTTP status.") @Example("404") int status,
    @Says("What is wrong, where, and what to do.") @Example("There is nothing of that id.")
        String detail,
    @Says("What it is, for programs; codes never change.") @Example("not_found") String code,
    @Says("The fields that cannot be used, all at once.") List<Wrong> errors,
    @Says("The request's X-Request-ID, given or made.") @Example("01JD8X2M4T7Q9VBN3KRC5ZHW6E")
        String requestId) {
  static final Body<ProblemBody> BODY = Body.of(ProblemBody.class);

  ProblemBody {
    errors = List.copyOf(errors);
  }

  /** A field that cannot be used. */
  @Named("FieldError")
  record Wrong(
      @Says("JSON pointer to the field; empty for the body.") @Example("/name") String pointer,
      @Says("What is wrong, for programs.") @Example("required") String code,
      @Says("What is wrong and what to do.") @Example("Give 'name'.") String detail) {}
}
