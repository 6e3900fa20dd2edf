-- A limit on the usage of the time just past, as an ISO 8601 duration, instead of a reset period.
alter table entitlements add rolling_window text
  check (rolling_window is null or (usage_limit is not null and usage_reset_period is null));
