-- Access: who belongs to whom, and quantities reserved before they are used.

create table customer_parents (
  tenant       integer not null,
  environment  integer not null,
  customer_no  bigint not null,
  parent_no    bigint not null,
  primary key (tenant, environment, customer_no),
  check (customer_no <> parent_no),
  foreign key (tenant, environment, customer_no) references customers,
  foreign key (tenant, environment, parent_no) references customers
);
create index customer_parents_by_parent on customer_parents (parent_no, tenant, environment);

-- A quantity of a feature that counts as used until it is settled, released or expired.
create table reservations (
  tenant       integer not null,
  environment  integer not null,
  id           text not null,
  customer_no  bigint not null,
  feature_id   text not null,
  quantity     numeric not null check (quantity > 0),
  reservation_status text not null check (reservation_status in ('held', 'settled', 'released', 'expired')),
  expires_at   timestamptz not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (tenant, environment, id),
  foreign key (tenant, environment, customer_no) references customers,
  foreign key (tenant, environment, feature_id) references features
);
create index reservations_held on reservations (customer_no, tenant, environment) where reservation_status = 'held';

-- What a customer got since a transaction behind its gate: counters catch up by it.
create index events_by_seq on events (customer_no, tenant, environment, gate_seq);

do $$
declare t text;
begin
  foreach t in array array['customer_parents', 'reservations']
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
