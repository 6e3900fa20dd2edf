-- Alerts that were raised and taken back: balances of wallets, spend of budgets.
create table alert_logs (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  customer_no  bigint not null,
  entity_type  text not null check (entity_type in ('wallet', 'budget')),
  entity_id    text not null,
  alert_type   text not null check (alert_type in ('low_ongoing_balance', 'low_credit_balance', 'subscription_spend')),
  alert_status text not null check (alert_status in ('ok', 'info', 'warning', 'in_alarm')),
  info         text not null,              -- JSON: what was set, and the value that passed it
  created_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, customer_no) references customers
);
create index alert_logs_by_entity on alert_logs (entity_id, tenant, environment);
alter table alert_logs enable row level security;
alter table alert_logs force row level security;
create policy scope on alert_logs using (tenant = nullif(current_setting('app.tenant', true), '')::integer
  and environment = nullif(current_setting('app.environment', true), '')::integer)
  with check (tenant = nullif(current_setting('app.tenant', true), '')::integer
  and environment = nullif(current_setting('app.environment', true), '')::integer);

-- For searches of wallets that alert.
alter table wallets add alerts text generated always as (case when alert_settings is null then 'none' else 'set' end) stored;
