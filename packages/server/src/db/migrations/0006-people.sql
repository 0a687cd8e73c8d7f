-- People who read for a participant without a key of their own: each invited by an office of that participant, in a
-- statement that it signed. Nothing else makes a row here.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  participant text not null,
  office text not null,
  label text not null,
  -- The key that signed it: with its revocation the invitation and who came by it end.
  key_id text not null,
  -- The signed statement, verbatim.
  note bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create index invitations_by_participant on invitations (participant);

create table people (
  id uuid primary key default gen_random_uuid(),
  invitation uuid not null unique references invitations (id) on delete cascade,
  -- Whom the ministry's provider says it is; never an address.
  issuer text not null,
  subject text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  unique (issuer, subject)
);

-- Set where a session was begun through a provider: it ends with its person, and invites nobody.
alter table sessions add column person uuid references people (id) on delete cascade;
