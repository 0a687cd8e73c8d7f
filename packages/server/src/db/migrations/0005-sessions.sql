-- Sessions that their holder can see and end, whose tokens change while they are used.
alter table sessions
  -- By what its holder names it; never the token.
  add column id uuid not null default gen_random_uuid() unique,
  -- Kind of program and system, such as `firefox/windows`: no more of what a browser says of itself.
  add column device text not null default '',
  add column used_at timestamptz not null default now(),
  add column rotated_at timestamptz not null default now(),
  -- The token before this one, for requests that were under way.
  add column previous_hash bytea unique,
  add column previous_until timestamptz,
  -- Whether the newest token has come back: only then is it known to have arrived.
  add column is_confirmed boolean not null default true;
create index sessions_by_office on sessions (participant, office);
