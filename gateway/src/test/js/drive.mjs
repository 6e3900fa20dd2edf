// Drives a server with the official client: FLEXPRICE_SERVER_URL (with /v1) and FLEXPRICE_API_KEY come from the
// environment. Every call goes through the client's own checks of status and of each declared key. Prints one JSON object
// with what came back; exits with 1 at the first call that fails or answer that is wrong.
import assert from "node:assert/strict";
import { Flexprice } from "@flexprice/sdk";

const serverURL = process.env.FLEXPRICE_SERVER_URL;
const apiKey = process.env.FLEXPRICE_API_KEY;
assert(serverURL && apiKey, "set FLEXPRICE_SERVER_URL and FLEXPRICE_API_KEY");
const client = new Flexprice({ serverURL, apiKeyAuth: apiKey, timeoutMs: 20_000 });
const run = Date.now().toString(36);
const results = {};

async function step(name, work) {
  try {
    results[name] = await work();
    return results[name];
  } catch (error) {
    console.log(JSON.stringify(results));
    console.error(`${name} failed: ${error.name}: ${error.message}`);
    if (error.pretty) console.error(error.pretty());
    if (error.statusCode) console.error(`status ${error.statusCode}: ${error.body}`);
    process.exit(1);
  }
}

// The client has no call for meters.
async function post(path, body, status) {
  const answer = await fetch(serverURL + path, {
    method: "POST",
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.equal(answer.status, status, `${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

const externalId = `acme-${run}`;
const eventName = `tokens_${run}`;

const customer = await step("createCustomer", () =>
  client.customers.createCustomer({ externalId, name: "Acme", email: "billing@acme.example", metadata: { tier: "gold" } }));
await step("getCustomer", async () => {
  const found = await client.customers.getCustomer(customer.id);
  assert.equal(found.externalId, externalId);
  assert.equal(found.metadata.tier, "gold");
  return found;
});
await step("getCustomerByExternalId", async () => {
  const found = await client.customers.getCustomerByExternalId(externalId);
  assert.equal(found.id, customer.id);
  return found;
});
await step("queryCustomer", async () => {
  const list = await client.customers.queryCustomer({ externalId, limit: 10 });
  assert(list.items.some((item) => item.id === customer.id));
  return list;
});
const meter = await step("createMeter", () =>
  post("/meters", {
    name: "Tokens", event_name: eventName, aggregation: { type: "SUM", field: "tokens" }, filters: [],
    reset_usage: "BILLING_PERIOD",
  }, 201));
const feature = await step("createFeature", () =>
  client.features.createFeature({ name: "Tokens", type: "metered", lookupKey: `tokens-${run}`, meterId: meter.id }));
assert.equal(feature.meterId, meter.id);
const plan = await step("createPlan", () => client.plans.createPlan({ name: "Pro", lookupKey: `pro-${run}` }));
await step("getPlan", async () => {
  const found = await client.plans.getPlan(plan.id);
  assert.equal(found.name, "Pro");
  return found;
});
const price = await step("createPrice", () =>
  client.prices.createPrice({
    entityType: "PLAN", entityId: plan.id, type: "USAGE", meterId: meter.id, currency: "usd", billingModel: "FLAT_FEE",
    billingPeriod: "MONTHLY", billingPeriodCount: 1, billingCadence: "RECURRING", invoiceCadence: "ARREAR",
    priceUnitType: "FIAT", amount: "0.002",
  }));
await step("getPrice", async () => {
  const found = await client.prices.getPrice(price.id);
  assert.equal(Number(found.amount), 0.002);
  return found;
});
const start = new Date(Date.now() - 3_600_000).toISOString();
const subscription = await step("createSubscription", () =>
  client.subscriptions.createSubscription({
    externalCustomerId: externalId, planId: plan.id, currency: "usd", billingPeriod: "MONTHLY", billingPeriodCount: 1,
    billingCadence: "RECURRING", billingCycle: "anniversary", startDate: start,
  }));
await step("getSubscription", async () => {
  const found = await client.subscriptions.getSubscription(subscription.id);
  assert.equal(found.planId, plan.id);
  assert.equal(found.subscriptionStatus, "active");
  return found;
});
const event = (n, tokens) => ({
  eventId: `evt-${run}-${n}`, eventName, externalCustomerId: externalId, properties: { tokens: String(tokens) },
  source: "official-client", timestamp: new Date().toISOString(),
});
const one = event(0, 1000);
await step("ingestEvent", async () => {
  const answer = await client.events.ingestEvent(one);
  assert.equal(answer.event_id, one.eventId);
  return answer;
});
await step("ingestEventAgain", () => client.events.ingestEvent(one));
await step("ingestEventsBulk", () =>
  client.events.ingestEventsBulk({ events: [event(1, 250), event(2, 250.5), event(3, "0.25")] }));
await step("listRawEvents", async () => {
  const list = await client.events.listRawEvents({ externalCustomerId: externalId, eventName, pageSize: 50 });
  assert.equal(list.events.length, 4);
  assert.deepEqual(list.events.map((e) => e.id).sort(), [0, 1, 2, 3].map((n) => `evt-${run}-${n}`));
  assert.equal(list.hasMore, false);
  return list;
});
await step("getUsageByMeter", async () => {
  const usage = await client.events.getUsageByMeter({
    meterId: meter.id, externalCustomerId: externalId, startTime: start,
    endTime: new Date(Date.now() + 60_000).toISOString(),
  });
  assert.equal(Number(usage.value), 1500.75);
  assert.equal(usage.type, "SUM");
  return usage;
});
const wallet = await step("createWallet", () =>
  client.wallets.createWallet({
    customerId: customer.id, currency: "usd", conversionRate: "1", initialCreditsToLoad: "5", walletType: "PRE_PAID",
    alertSettings: { alertEnabled: true, critical: { threshold: 100, condition: "below" } },
  }));
assert.equal(wallet.alertState, "in_alarm");
await step("topUpWallet", async () => {
  const topUp = await client.wallets.topUpWallet(wallet.id, {
    creditsToAdd: "20", transactionReason: "PURCHASED_CREDIT_DIRECT", idempotencyKey: `topup-${run}`,
  });
  assert.equal(Number(topUp.walletTransaction.creditAmount), 20);
  return topUp;
});
await step("getWalletBalance", async () => {
  // 1,500.75 tokens at 0.002 are 3.0015.
  const balance = await client.wallets.getWalletBalance(wallet.id);
  assert.equal(Number(balance.balance), 25);
  assert.equal(Number(balance.realTimeBalance), 21.9985);
  assert.equal(Number(balance.currentPeriodUsage), 3.0015);
  return balance;
});
// What it is entitled to is free from then on, so the balance was read before.
await step("createEntitlement", () =>
  client.entitlements.createEntitlement({
    entityType: "PLAN", entityId: plan.id, featureId: feature.id, featureType: "metered", isEnabled: true,
    usageLimit: 2000, usageResetPeriod: "MONTHLY", isSoftLimit: false,
  }));
await step("getCustomerEntitlements", async () => {
  const rights = await client.customers.getCustomerEntitlements(customer.id);
  const right = rights.features.find((one) => one.feature.id === feature.id);
  assert.equal(right.entitlement.usageLimit, 2000);
  assert.equal(right.entitlement.usageResetPeriod, "MONTHLY");
  assert.equal(right.sources[0].subscriptionId, subscription.id);
  return rights;
});
await step("getSubscriptionEntitlements", async () => {
  const rights = await client.subscriptions.getSubscriptionEntitlements(subscription.id);
  assert.equal(rights.features[0].entitlement.usageLimit, 2000);
  return rights;
});
await step("getCustomerUsageSummary", async () => {
  const usage = await client.customers.getCustomerUsageSummary({ customerId: customer.id });
  const used = usage.features.find((one) => one.feature.id === feature.id);
  assert.equal(Number(used.currentUsage), 1500.75);
  assert.equal(used.totalLimit, 2000);
  assert.equal(used.isUnlimited, false);
  return usage;
});
await step("getWallet", () => client.wallets.getWallet(wallet.id));
await step("getWalletsByCustomerId", async () => {
  const wallets = await client.wallets.getWalletsByCustomerId(customer.id);
  assert.deepEqual(wallets.map((one) => one.id), [wallet.id]);
  return wallets;
});
await step("getCustomerWallets", async () => {
  const wallets = await client.wallets.getCustomerWallets({ lookupKey: externalId, includeRealTimeBalance: true });
  assert.equal(wallets.length, 1);
  return wallets;
});
await step("getWalletTransactions", async () => {
  const list = await client.wallets.getWalletTransactions({ idPathParameter: wallet.id });
  assert.deepEqual(list.items.map((one) => Number(one.creditAmount)), [20, 5]);
  return list;
});
await step("queryWallet", () => client.wallets.queryWallet({ walletIds: [wallet.id] }));
await step("updateWallet", () => client.wallets.updateWallet(wallet.id, { name: "Main" }));
await step("queryAlertLog", async () => {
  const log = await client.alerts.queryAlertLog({ customerId: customer.id, entityId: wallet.id, alertType: "low_ongoing_balance" });
  assert.equal(log.items[0].alertStatus, "in_alarm");
  return log;
});
await step("createCreditGrant", () =>
  client.creditGrants.createCreditGrant({
    name: "Monthly", scope: "SUBSCRIPTION", subscriptionId: subscription.id, credits: "10", cadence: "RECURRING",
    period: "MONTHLY", startDate: new Date(Date.now() + 3_600_000).toISOString(),
  }));
await step("getCustomerUpcomingGrants", async () => {
  const list = await client.customers.getCustomerUpcomingGrants(customer.id);
  assert.equal(Number(list.items[0].credits), 10);
  assert.equal(list.items[0].applicationStatus, "pending");
  return list;
});
await step("terminateWallet", async () => {
  const closed = await client.wallets.terminateWallet(wallet.id);
  assert.equal(closed.walletStatus, "closed");
  return closed;
});
console.log(JSON.stringify(results));
