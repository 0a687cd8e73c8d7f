-- Addresses at which a calendar program reads what an office of a participant sees. Whoever holds one reads as that
-- participant, so only the hash of its secret is kept.
create table calendar_addresses (
  id uuid primary key default gen_random_uuid(),
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  participant text not null,
  office text not null,
  -- The key with which the session that made it was begun: with its end the address ends.
  key_id text not null,
  -- The measure whose calendar it shows; without one, what the participant owes.
  measure text,
  language text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index calendar_addresses_by_office on calendar_addresses (participant, office);
