// Calls every method of the official client whose route exists, once, and prints which passed, which failed and which the
// server has no route for. FLEXPRICE_SERVER_URL (with /v1) and FLEXPRICE_API_KEY come from the environment, and
// FLEXPRICE_CLIENT may name another build of the client than the installed one.
const { Flexprice } = await import(process.env.FLEXPRICE_CLIENT ?? "@flexprice/sdk");
const serverURL = process.env.FLEXPRICE_SERVER_URL;
const apiKey = process.env.FLEXPRICE_API_KEY;
const client = new Flexprice({ serverURL, apiKeyAuth: apiKey, timeoutMs: 20_000 });
const run = Date.now().toString(36);
const passed = [];
const failed = {};
const driven = new Set();

async function call(group, method, ...args) {
  const name = `${group}.${method}`;
  if (typeof client[group]?.[method] !== "function") return undefined; // Another generation of clients.
  driven.add(name);
  try {
    const answer = await client[group][method](...args);
    passed.push(name);
    return answer;
  } catch (error) {
    const why = error.pretty ? error.pretty() : error.message;
    failed[name] = `${error.name} ${error.statusCode ?? ""} ${why} ${String(error.body ?? "").slice(0, 600)}`;
    return {};
  }
}

// The client has no call for meters and re-rating.
async function post(path, body) {
  const answer = await fetch(serverURL + path, {
    method: "POST",
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}

const externalId = `every-${run}`;
const eventName = `every_${run}`;
const meter = await post("/meters", {
  name: "Every", event_name: eventName, aggregation: { type: "SUM", field: "n" }, filters: [], reset_usage: "BILLING_PERIOD",
});
const customer = await call("customers", "createCustomer", { externalId, name: "Every", metadata: { a: "b" } });
const idle = await call("customers", "createCustomer", { externalId: `${externalId}-idle`, name: "Idle" });
const feature = await call("features", "createFeature", { name: "F", type: "metered", lookupKey: `f-${run}`, meterId: meter.id });
const spare = await call("features", "createFeature", { name: "G", type: "boolean", lookupKey: `g-${run}` });
const plan = await call("plans", "createPlan", { name: "P", lookupKey: `p-${run}` });
const empty = await call("plans", "createPlan", { name: "Q", lookupKey: `q-${run}` });
const terms = (entityId, lookupKey) => ({
  entityType: "PLAN", entityId, type: "USAGE", meterId: meter.id, currency: "usd", billingModel: "FLAT_FEE", lookupKey,
  billingPeriod: "MONTHLY", billingPeriodCount: 1, billingCadence: "RECURRING", invoiceCadence: "ARREAR",
  priceUnitType: "FIAT", amount: "0.5",
});
const price = await call("prices", "createPrice", terms(plan.id, `price-${run}`));
const bulk = await call("prices", "createPricesBulk", { items: [terms(empty.id, `bulk-${run}`)] });
const right = { entityType: "PLAN", entityId: plan.id, isEnabled: true };
const entitlement = await call("entitlements", "createEntitlement",
  { ...right, featureId: feature.id, featureType: "metered", usageLimit: 100, usageResetPeriod: "MONTHLY" });
await call("entitlements", "createEntitlementsBulk",
  { items: [{ ...right, entityId: empty.id, featureId: spare.id, featureType: "boolean" }] });
const start = new Date(Date.now() - 3_600_000).toISOString();
const subscription = await call("subscriptions", "createSubscription", {
  externalCustomerId: externalId, planId: plan.id, currency: "usd", billingPeriod: "MONTHLY", billingPeriodCount: 1,
  billingCadence: "RECURRING", billingCycle: "anniversary", startDate: start,
});
const event = (n) => ({
  eventId: `e-${run}-${n}`, eventName, externalCustomerId: externalId, properties: { n: "2" }, timestamp: new Date().toISOString(),
});
await call("events", "ingestEvent", event(0));
await call("events", "ingestEventsBulk", { events: [event(1), event(2)] });
await call("events", "listRawEvents", { externalCustomerId: externalId, pageSize: 10 });
await call("events", "getUsageByMeter", { meterId: meter.id, externalCustomerId: externalId, startTime: start });
const wallet = await call("wallets", "createWallet",
  { customerId: customer.id, currency: "usd", name: "W", conversionRate: "1", initialCreditsToLoad: "0" });
await call("wallets", "topUpWallet", wallet.id,
  { creditsToAdd: "10", transactionReason: "FREE_CREDIT_GRANT", idempotencyKey: `t-${run}` });
const grant = await call("creditGrants", "createCreditGrant", {
  name: "G", scope: "SUBSCRIPTION", subscriptionId: subscription.id, credits: "5", currency: "usd",
  cadence: "ONETIME", expirationType: "NEVER", priority: 1,
  startDate: start,
});
const key = await call("secrets", "createApiKey", { name: "K", type: "private_key" });
const task = await post("/events/rerate", { reason: "every method is called" });

await call("customers", "getCustomer", customer.id);
await call("customers", "getCustomerByExternalId", externalId);
await call("customers", "queryCustomer", { externalId, limit: 5, filters: [], sort: [] });
await call("customers", "updateCustomer", { name: "Every one" }, customer.id);
await call("customers", "getCustomerEntitlements", customer.id);
await call("customers", "getCustomerEntitlementsByExternalId", externalId);
await call("customers", "getCustomerUsageSummary", { customerId: customer.id, featureIds: [feature.id] });
await call("customers", "getCustomerUpcomingGrants", customer.id);
await call("features", "queryFeature", { featureIds: [feature.id], nameContains: "f", expand: "meters" });
await call("features", "updateFeature", feature.id, { name: "F2" });
await call("plans", "getPlan", plan.id);
await call("plans", "queryPlan", { planIds: [plan.id], expand: "prices,entitlements", order: "asc" });
await call("plans", "updatePlan", plan.id, { name: "P2" });
await call("prices", "getPrice", price.id);
await call("prices", "getPriceByLookupKey", `price-${run}`);
await call("prices", "queryPrice", { planIds: [plan.id], sort: "created_at", order: "desc" });
await call("prices", "updatePrice", price.id, { displayName: "half" });
await call("entitlements", "getEntitlement", entitlement.id);
await call("entitlements", "getPlanEntitlements", plan.id);
await call("entitlements", "queryEntitlement", { planIds: [plan.id], isEnabled: true });
await call("entitlements", "updateEntitlement", entitlement.id, { usageLimit: 200 });
await call("invoices", "getInvoicePreview", { subscriptionId: subscription.id });
await call("subscriptions", "getSubscription", subscription.id);
await call("subscriptions", "querySubscription", { customerId: customer.id, subscriptionStatus: ["active"], activeAt: start });
await call("subscriptions", "getSubscriptionEntitlements", subscription.id, [feature.id]);
await call("subscriptions", "getSubscriptionUpcomingGrants", subscription.id);
await call("wallets", "getWallet", wallet.id);
await call("wallets", "getWalletBalance", wallet.id);
await call("wallets", "getWalletsByCustomerId", customer.id);
await call("wallets", "getCustomerWallets", { id: customer.id });
await call("wallets", "getWalletTransactions", { idPathParameter: wallet.id, limit: 5 });
await call("wallets", "queryWallet", { walletIds: [wallet.id], status: "active", alertEnabled: false });
await call("wallets", "queryWalletTransaction", { transactionReason: "FREE_CREDIT_GRANT", limit: 5 });
await call("wallets", "updateWallet", wallet.id, { name: "W2" });
await call("creditGrants", "getCreditGrant", grant.id);
await call("creditGrants", "getPlanCreditGrants", plan.id);
await call("creditGrants", "updateCreditGrant", grant.id, { name: "G2" });
await call("alerts", "queryAlertLog", { customerId: customer.id, status: "published" });
await call("secrets", "listApiKeys", 5, 0);
await call("tasks", "getTask", task.id);
const config = { alertEnabled: true, critical: { threshold: "1", condition: "below" } };
const alerts = await call("alertSettings", "createAlertSettings", { entityType: "wallet", entityId: wallet.id, config });
await call("alertSettings", "getAlertSettings", alerts?.id);
await call("alertSettings", "queryAlertSettings", { entityType: "wallet" });
await call("alertSettings", "updateAlertSettings", alerts?.id, { config });
await call("alertSettings", "deleteAlertSettings", alerts?.id);

// A month goes by, and its invoice waits for another.
await fetch(`${serverURL}/settings/invoice_config`, {
  method: "PUT",
  headers: { "x-api-key": apiKey, "content-type": "application/json" },
  body: JSON.stringify({ enabled: true, finalization_delay_seconds: 2_678_400 }),
});
await post("/events", { event_name: eventName, external_customer_id: externalId, properties: { n: "500" } });
await post("/clock/advance", { by: "P31DT10M" });
await call("invoices", "createInvoice", {
  customerId: customer.id, currency: "usd", invoiceType: "ONE_OFF", amountDue: "12.35", subtotal: "12.35", total: "12.35",
  lineItems: [{ displayName: "Work", quantity: "1", amount: "12.34" }, { displayName: "Crumb", quantity: "1", amount: "0.005" }],
});
const drafts = await call("invoices", "queryInvoice", { subscriptionId: subscription.id, invoiceStatus: ["DRAFT"], limit: 5 });
const draft = drafts?.items?.[0];
await call("invoices", "getInvoice", draft?.id);
await call("invoices", "finalizeInvoice", draft?.id);
await call("invoices", "voidInvoice", draft?.id);
await call("invoices", "recalculateInvoice", draft?.id);
await call("invoices", "getCustomerInvoiceSummary", customer.id);

await call("creditGrants", "deleteCreditGrant", grant.id);
await call("subscriptions", "cancelSubscription", subscription.id, { cancellationType: "immediate" });
await call("wallets", "terminateWallet", wallet.id);
await call("entitlements", "deleteEntitlement", entitlement.id);
await call("features", "deleteFeature", feature.id);
await call("prices", "deletePrice", price.id, {});
await call("plans", "deletePlan", plan.id);
await call("customers", "deleteCustomer", idle.id);
await call("secrets", "deleteApiKey", key?.secret?.id);

const missing = [];
const groups = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(client));
for (const [group, accessor] of Object.entries(groups)) {
  if (!accessor.get) continue;
  for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(client[group]))) {
    if (method !== "constructor" && !driven.has(`${group}.${method}`)) missing.push(`${group}.${method}`);
  }
}
console.log(JSON.stringify({ passed, failed, missing: missing.sort() }));
