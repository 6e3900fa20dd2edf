// outcome: publish_error
// tries: A label of a reserved name.
export function price(usage, params, context) {
  $$: for (;;) break $$;
}
