-- What the clocks of each thread say, as far as it does not depend on the instant of reading: an index of the record,
-- made anew from it whenever what it is computed from has changed. Whether a clock runs or has passed is never here.
create table clock_readings (
  id bigint generated always as identity primary key,
  thread bytea not null,
  clock text not null,
  participant text not null,
  -- The notice that started it.
  started_by bytea not null,
  opener text not null,
  measure text not null,
  edition text not null,
  step text not null,
  due bigint not null,
  -- When the step was taken in.
  met_at bigint,
  -- Set while it stands still: the instant at which it would have been due at `due`.
  suspended_at bigint,
  unique (thread, clock, participant, started_by)
);
create index clock_readings_owed on clock_readings (participant, due, id) where met_at is null;
create index clock_readings_awaited on clock_readings (opener, due, id) where met_at is null;

-- How many there are of each kind: `open` by the UTC day on which they are due, the others on day 0.
create table clock_totals (
  participant text not null,
  kind text not null check (kind in ('open', 'suspended', 'met', 'met-late')),
  day integer not null,
  count bigint not null,
  primary key (participant, kind, day)
) with (fillfactor = 70);

-- What the rows were computed from beside the record: other calendars or chairs, and they are computed anew.
create table clock_basis (
  singleton boolean primary key default true check (singleton),
  fingerprint text not null
);

create function clock_kind(due bigint, met_at bigint, suspended_at bigint) returns text language sql immutable as $$
  select case when met_at is not null then case when met_at <= due then 'met' else 'met-late' end
    when suspended_at is not null then 'suspended' else 'open' end
$$;

create function clock_day(due bigint, met_at bigint, suspended_at bigint) returns integer language sql immutable as $$
  select case when met_at is null and suspended_at is null then floor(due / 86400000.0)::integer else 0 end
$$;

create function count_clocks() returns trigger language plpgsql as $$
begin
  insert into clock_totals as t (participant, kind, day, count)
    select participant, clock_kind(due, met_at, suspended_at), clock_day(due, met_at, suspended_at),
      case when tg_op = 'INSERT' then count(*) else -count(*) end
    from changed group by 1, 2, 3
  on conflict (participant, kind, day) do update set count = t.count + excluded.count;
  return null;
end
$$;
create trigger clock_readings_added after insert on clock_readings
  referencing new table as changed for each statement execute function count_clocks();
create trigger clock_readings_removed after delete on clock_readings
  referencing old table as changed for each statement execute function count_clocks();

-- What a participant has filed under a measure, for clocks of the year.
create index notices_by_participant_and_measure on notices (participant, measure, index);
