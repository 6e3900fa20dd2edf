-- Budgets count calendar months (UTC) or the billing periods of a subscription.
alter table budgets rename column month to period_start;
alter table budgets add period text not null default 'CALENDAR_MONTH'
  check (period = 'CALENDAR_MONTH' or (period = 'BILLING_PERIOD' and subscription_id is not null));

-- What a config feature is set to: a JSON object.
alter table entitlements add config_value text;
