-- Simulations as they were asked, how far they came, and what they found; files of events for them;
-- rollouts of a price to customers, whom they reached, what they would change, and every step of them.

create table simulations (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  status       text not null check (status in ('running', 'done', 'failed', 'cancelled')),
  request      text not null,              -- JSON as asked
  progress     text not null default '{}', -- JSON: stage, events, customers, of
  cancel       boolean not null default false,
  report       text,                       -- JSON, when done
  error        text,                       -- why failed
  created_at   timestamptz not null,
  updated_at   timestamptz not null,       -- a running one that was not touched for a minute has lost its node
  primary key (tenant, environment, id),
  foreign key (tenant, environment) references environments
);
create index simulations_by_time on simulations (tenant, environment, created_at);

create table event_files (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  format       text not null check (format in ('csv', 'ndjson')),
  name         text,
  bytes        bigint not null default 0,
  created_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment) references environments
);

create table event_file_parts (
  tenant       integer not null,
  environment  integer not null,
  file_id      text not null,
  part         integer not null check (part >= 1),
  body         bytea not null,
  primary key (tenant, environment, file_id, part),
  foreign key (tenant, environment, file_id) references event_files on delete cascade
);
alter table event_file_parts alter column body set storage external;

create table rollouts (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  name         text not null,
  lineage_id   text not null,
  price_id     text not null,              -- the version that is rolled out; it holds only where it is assigned
  state        text not null check (state in ('draft', 'tested', 'simulated', 'shadow', 'rolling_out', 'active',
                 'retired', 'stopped', 'rolled_back')),
  plan         text not null,              -- JSON: rules.rollout.RolloutPlan
  simulation_id text,
  pending      text check (pending in ('now', 'reprice')), -- how it is still to be taken back; null: nothing is to do
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, price_id) references prices
);
-- Two rollouts of one price at once would fight over its customers.
create unique index rollouts_of_lineage on rollouts (tenant, environment, lineage_id)
  where state in ('shadow', 'rolling_out');

-- From when to when a line item is priced by a rollout's version. Of several that hold the last made one does.
create table price_assignments (
  tenant       integer not null,
  environment  integer not null,
  assignment_no bigint not null generated always as identity,
  rollout_id   text not null,
  line_item_no bigint not null,
  customer_no  bigint not null,
  price_id     text not null,
  effective_from timestamptz not null,
  effective_to timestamptz,                -- null: without end; not after effective_from: taken back, holds nowhere
  recounted    boolean not null default false,
  created_at   timestamptz not null,
  primary key (tenant, environment, assignment_no),
  unique (tenant, environment, rollout_id, line_item_no),
  foreign key (tenant, environment, rollout_id) references rollouts,
  foreign key (tenant, environment, line_item_no) references subscription_line_items
);
create index price_assignments_by_customer on price_assignments (customer_no, tenant, environment);

create table rollout_differences (
  tenant       integer not null,
  environment  integer not null,
  rollout_id   text not null,
  customer_no  bigint not null,
  baseline     numeric(38,12) not null,
  candidate    numeric(38,12) not null,
  events       bigint not null,
  evaluated_at timestamptz not null,
  primary key (tenant, environment, rollout_id, customer_no),
  foreign key (tenant, environment, rollout_id) references rollouts
);

-- Who did what to a rollout, and why; never edited.
create table rollout_steps (
  tenant       integer not null,
  environment  integer not null,
  rollout_id   text not null,
  step_no      bigint not null generated always as identity,
  action       text not null,
  from_state   text,
  to_state     text not null,
  actor        text not null,              -- id of the API key, or what the server itself calls itself
  reason       text,
  details      text not null default '{}',
  made_at      timestamptz not null,
  primary key (tenant, environment, rollout_id, step_no),
  foreign key (tenant, environment, rollout_id) references rollouts
);

do $$
declare t text;
begin
  foreach t in array array['simulations', 'event_files', 'event_file_parts', 'rollouts', 'price_assignments',
    'rollout_differences', 'rollout_steps']
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

-- Where a rollout is under way: tells scopes and nothing else, like due_scopes.
create function rollout_scopes(most integer) returns table (tenant integer, environment integer)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select tenant, environment from rollouts
        where state in ('shadow', 'rolling_out', 'active') or pending is not null group by tenant, environment limit most $$;
create policy owner_finds on rollouts for select to current_user using (true);
