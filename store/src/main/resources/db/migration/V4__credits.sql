-- Credits: wallets, the grants in them, what usage drew, holds, recurring grants, budgets; and a clock for each environment.

-- Rating reads credits and budgets only of customers whose gate says that they have some.
alter table gates add watched boolean not null default false;

-- How far the environment's clock is ahead of the nodes', in microseconds.
alter table environments add clock_ahead_us bigint not null default 0 check (clock_ahead_us >= 0);

create table wallets (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  customer_no  bigint not null,
  name         text not null,
  description  text,
  currency     text not null,
  price_unit   text,                       -- name of the credits, for people
  wallet_type  text not null check (wallet_type in ('PRE_PAID', 'POST_PAID')),
  wallet_status text not null check (wallet_status in ('active', 'frozen', 'closed')),
  conversion_rate numeric(38,12) not null check (conversion_rate > 0),       -- currency a credit is worth
  topup_conversion_rate numeric(38,12) not null check (topup_conversion_rate > 0), -- credits' price when bought
  credit_line  numeric(38,12) not null check (credit_line >= 0),
  price_types  text not null check (price_types in ('ALL', 'USAGE', 'FIXED')),
  features     text,                       -- JSON array of ids: what it may pay for; null: all
  auto_topup   text,                       -- JSON: rules.wallet.AutoTopUp
  alert_settings text,                     -- JSON: rules.wallet.Alerts
  alert_state  text not null default 'ok',
  credit_alert_state text not null default 'ok',
  topped_up_at timestamptz,                -- the newest automatic top-up
  topups       integer not null default 0, -- automatic ones on its day
  metadata     text not null default '{}',
  status       text not null default 'published',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, customer_no) references customers
);
create index wallets_by_customer on wallets (customer_no, tenant, environment);

-- An amount in a wallet, and what became of it; id is the name of its ledger account.
create table wallet_grants (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  wallet_id    text not null,
  customer_no  bigint not null,
  currency     text not null,
  kind         text not null check (kind in ('paid', 'promotional', 'sign_up', 'line')),
  priority     integer,
  effective_at timestamptz,
  expires_at   timestamptz,
  credits      numeric(38,12) not null,
  rate         numeric(38,12) not null check (rate > 0),
  amount       numeric(38,12) not null check (amount >= 0),
  line         numeric(38,12) not null,
  drawn        numeric(38,12) not null check (drawn >= 0),
  settled      numeric(38,12) not null check (settled >= 0),
  gone         numeric(38,12) not null check (gone >= 0),
  held         numeric(38,12) not null check (held >= 0),
  lapsed       boolean not null,
  schedule_id  text,
  created_at   timestamptz not null,
  -- Nothing is left of it and nothing can come back: never read again by rating.
  spent        boolean not null generated always as
    (drawn = settled and held = 0 and line = 0 and amount = drawn + gone) stored,
  primary key (tenant, environment, id),
  check (amount + line - drawn - gone >= held),
  foreign key (tenant, environment, wallet_id) references wallets
) with (fillfactor = 70);
create index wallet_grants_live on wallet_grants (customer_no, tenant, environment) where not spent;
create index wallet_grants_by_wallet on wallet_grants (wallet_id, tenant, environment);
create index wallet_grants_due on wallet_grants (expires_at) where not lapsed and expires_at is not null;

-- What a subscription line item cost in a period, and who paid: draws in order, and what is uncovered.
create table credit_uses (
  tenant       integer not null,
  environment  integer not null,
  customer_no  bigint not null,
  line_item_no bigint not null,            -- 0: amounts settled on holds, without events
  period_start timestamptz not null,
  currency     text not null,
  state        text not null,              -- JSON: rules.wallet.Use
  uncovered    numeric(38,12) not null,
  primary key (tenant, environment, customer_no, line_item_no, period_start, currency)
) with (fillfactor = 50);
create index credit_uses_open on credit_uses (customer_no, tenant, environment) where uncovered <> 0;

create table holds (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  customer_no  bigint not null,
  currency     text not null,
  amount       numeric(38,12) not null check (amount > 0),
  parts        text not null,              -- JSON: rules.wallet.Hold
  feature_id   text,
  hold_status  text not null check (hold_status in ('held', 'settled', 'released', 'expired')),
  settled_amount numeric(38,12),
  expires_at   timestamptz not null,
  metadata     text not null default '{}',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, customer_no) references customers
);
create index holds_due on holds (expires_at) where hold_status = 'held';
create index holds_by_customer on holds (customer_no, tenant, environment, created_at);

-- What was put into a wallet and taken out of it, besides usage, which is in the postings.
create table wallet_transactions (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  wallet_id    text not null,
  customer_no  bigint not null,
  type         text not null check (type in ('credit', 'debit')),
  amount       numeric(38,12) not null,
  credits      numeric(38,12) not null,
  balance_before numeric(38,12) not null,
  balance_after numeric(38,12) not null,
  reason       text not null,
  grant_id     text,
  description  text,
  reference_id text,
  reference_type text,
  idempotency_key text,
  metadata     text not null default '{}',
  created_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, wallet_id) references wallets
);
create index wallet_transactions_by_wallet on wallet_transactions (wallet_id, tenant, environment, created_at);
create unique index wallet_transactions_once on wallet_transactions (tenant, environment, idempotency_key)
  where idempotency_key is not null;

-- Credits that come with a plan or subscription.
create table credit_grants (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  name         text not null,
  scope        text not null check (scope in ('PLAN', 'SUBSCRIPTION')),
  plan_id      text,
  subscription_id text,
  credits      numeric(38,12) not null check (credits > 0),
  cadence      text not null check (cadence in ('ONETIME', 'RECURRING')),
  period       text,
  period_count integer,
  expiration_type text not null check (expiration_type in ('NEVER', 'DURATION', 'BILLING_CYCLE')),
  expiration_duration integer,
  expiration_duration_unit text,
  priority     integer,
  conversion_rate numeric(38,12),
  topup_conversion_rate numeric(38,12),
  rollover_cap numeric(38,12),             -- credits: most of a period after the carried rest; null: none is carried
  start_date   timestamptz,
  end_date     timestamptz,
  metadata     text not null default '{}',
  status       text not null default 'published',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id)
);
create index credit_grants_by_plan on credit_grants (plan_id, tenant, environment);
create index credit_grants_by_subscription on credit_grants (subscription_id, tenant, environment);

-- One for each credit grant and subscription: when its next credits are due.
create table credit_schedules (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  credit_grant_id text not null,
  subscription_id text not null,
  customer_no  bigint not null,
  anchor       timestamptz not null,
  ordinal      integer not null default 0,
  next_at      timestamptz,                -- null: no more
  created_at   timestamptz not null,
  primary key (tenant, environment, id),
  unique (tenant, environment, credit_grant_id, subscription_id),
  foreign key (tenant, environment, credit_grant_id) references credit_grants,
  foreign key (tenant, environment, subscription_id) references subscriptions
);
create index credit_schedules_due on credit_schedules (next_at) where next_at is not null;
create index credit_schedules_by_customer on credit_schedules (customer_no, tenant, environment);

-- Spend that a tenant wants to hear of, by customer, subscription or feature, in calendar months (UTC).
create table budgets (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  customer_no  bigint not null,
  subscription_id text,
  feature_id   text,
  currency     text not null,
  amount       numeric(38,12) not null check (amount > 0),
  month        timestamptz not null,       -- the month that spent counts
  spent        numeric(38,12) not null,
  told         integer not null,           -- highest percentage told of in the month
  metadata     text not null default '{}',
  status       text not null default 'published',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, customer_no) references customers
);
create index budgets_by_customer on budgets (customer_no, tenant, environment) where status = 'published';

do $$
declare t text;
begin
  foreach t in array array['wallets', 'wallet_grants', 'credit_uses', 'holds', 'wallet_transactions', 'credit_grants',
    'credit_schedules', 'budgets']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy scope on %I using (tenant = nullif(current_setting(''app.tenant'', true), '''')::integer '
      'and environment = nullif(current_setting(''app.environment'', true), '''')::integer) '
      'with check (tenant = nullif(current_setting(''app.tenant'', true), '''')::integer '
      'and environment = nullif(current_setting(''app.environment'', true), '''')::integer)', t);
  end loop;
end $$;

create policy owner_finds on environments for select to current_user using (true);
create policy owner_finds on wallet_grants for select to current_user using (true);
create policy owner_finds on holds for select to current_user using (true);
create policy owner_finds on credit_schedules for select to current_user using (true);

-- Environments whose clock is ahead.
create function clocks_ahead() returns table (tenant integer, environment integer, ahead_us bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select tenant, environment, clock_ahead_us from environments where clock_ahead_us > 0 $$;

-- As before, each environment by its own clock.
create or replace function due_scopes(at timestamptz, most integer) returns table (tenant integer, environment integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select t.tenant, t.environment from tasks t join environments e using (tenant, environment)
        where t.status in ('pending', 'running')
        and t.due_at <= at + (select max(clock_ahead_us) from environments) * interval '1 microsecond'
        and t.due_at <= at + e.clock_ahead_us * interval '1 microsecond'
        group by t.tenant, t.environment limit most $$;

-- Environments where credits are due: grants past their expiry and the grace, holds past theirs, credits of schedules.
create function credit_scopes(at timestamptz, grace interval, most integer)
  returns table (tenant integer, environment integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$ with ahead as materialized (select max(clock_ahead_us) * interval '1 microsecond' as most_ahead from environments),
        due as (
          select g.tenant, g.environment, g.expires_at + grace as due_at from wallet_grants g, ahead
            where not g.lapsed and g.expires_at is not null and g.expires_at <= at + most_ahead - grace
          union all
          select h.tenant, h.environment, h.expires_at from holds h, ahead
            where h.hold_status = 'held' and h.expires_at <= at + most_ahead
          union all
          select s.tenant, s.environment, s.next_at from credit_schedules s, ahead
            where s.next_at is not null and s.next_at <= at + most_ahead)
        select d.tenant, d.environment from due d join environments e using (tenant, environment)
        where d.due_at <= at + e.clock_ahead_us * interval '1 microsecond'
        group by d.tenant, d.environment limit most $$;
