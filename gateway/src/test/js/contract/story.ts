// The demo's story through a client generated from /openapi.json: PRICEWRIGHT_URL and PRICEWRIGHT_KEY come from the
// environment. Prints one JSON object with what came out; ends with 1 at the first answer that is wrong.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const baseUrl = process.env["PRICEWRIGHT_URL"];
const key = process.env["PRICEWRIGHT_KEY"];
assert(baseUrl && key, "set PRICEWRIGHT_URL and PRICEWRIGHT_KEY");
const client = createClient<paths>({ baseUrl, headers: { "x-api-key": key } });

/** Returns what an answer holds; one that is a problem ends the story. */
function answered<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.url}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

function text(value: unknown): string {
  assert(typeof value === "string", `a text, not ${JSON.stringify(value)}`);
  return value;
}

/** Walks into an answer whose schema does not say yet what it holds. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((here, step) => (here as Record<string | number, unknown>)[step], value);
}

const customer = answered(
  await client.POST("/v1/customers", { body: { external_id: "acme", name: "Acme", metadata: { tier: "gold" } } }),
);
const meter = answered(
  await client.POST("/v1/meters", {
    body: {
      name: "LLM calls",
      event_name: "llm.call",
      aggregation: { type: "COUNT" },
      filters: [{ key: "model", values: ["gpt-4o"] }],
      reset_usage: "BILLING_PERIOD",
    },
  }),
);
const plan = answered(await client.POST("/v1/plans", { body: { name: "Pay as you go", lookup_key: "payg" } }));
answered(
  await client.POST("/v1/prices", {
    body: {
      entity_type: "PLAN",
      entity_id: text(plan.id),
      type: "USAGE",
      meter_id: text(meter.id),
      currency: "usd",
      billing_model: "SCRIPT",
      billing_period: "MONTHLY",
      billing_period_count: 1,
      invoice_cadence: "ARREAR",
      script: { name: "llm-tokens", version: 1 },
      params: { input_price: "2.50", output_price: "10.00" },
    },
  }),
);
const start = new Date(Date.now() - 40 * 86_400_000);
const subscription = answered(
  await client.POST("/v1/subscriptions", {
    body: {
      external_customer_id: "acme",
      plan_id: text(plan.id),
      currency: "usd",
      billing_period: "MONTHLY",
      billing_period_count: 1,
      start_date: start.toISOString(),
    },
  }),
);
assert.equal(subscription.customer_id, customer.id);
assert.equal(subscription.subscription_status, "active");

const event = {
  event_id: "call-1",
  event_name: "llm.call",
  external_customer_id: "acme",
  properties: { model: "gpt-4o", input_tokens: 1_000_000, output_tokens: 100_000 },
};
const sent = answered(await client.POST("/v1/events", { body: event }));
assert.equal(at(sent, "amount"), "3.5");
assert.equal(at(answered(await client.POST("/v1/events", { body: event })), "status"), "duplicate");
const bulk = answered(
  await client.POST("/v1/events/bulk", { body: { events: [2, 3].map((n) => ({ ...event, event_id: `call-${n}` })) } }),
);
const receipt = answered(await client.GET("/v1/events/{id}/receipt", { params: { path: { id: "call-1" } } }));
const usage = answered(
  await client.POST("/v1/events/usage/meter", {
    body: {
      meter_id: text(meter.id),
      external_customer_id: "acme",
      start_time: start.toISOString(),
      end_time: new Date(Date.now() + 86_400_000).toISOString(),
    },
  }),
);
const charged = answered(
  await client.GET("/v1/charges/summary", { params: { query: { external_customer_id: "acme" } } }),
);
const preview = answered(await client.POST("/v1/preview", { body: { events: [{ ...event, event_id: "call-4" }] } }));
assert.equal(at(answered(await client.GET("/v1/charges/summary", {})), "items", 0, "amount"), "10.5");

const missing = await client.GET("/v1/meters/{id}", { params: { path: { id: "meter_nobody" } } });
assert.equal(missing.error?.code, "not_found");

console.log(
  JSON.stringify({
    bulk,
    receipt: at(receipt, "amount"),
    usage: usage.value,
    charged: at(charged, "items", 0, "amount"),
    preview,
  }),
);
