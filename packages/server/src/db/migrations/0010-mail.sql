-- Addresses to which mail goes: entered by an office, or by a person whom an office invited, for itself. Personal data:
-- everything about an address goes with its row.
create table mail_addresses (
  id uuid primary key default gen_random_uuid(),
  participant text not null,
  office text not null,
  person uuid references people (id) on delete cascade,
  address text not null check (length(address) <= 254),
  language text not null,
  zone text not null,
  pace text not null check (pace in ('immediate', 'daily', 'weekly')),
  -- Minutes of the day in the zone; both or neither.
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  kinds text[] not null,
  marks text[] not null,
  -- Measures and dimensions that are told of; both empty: all.
  measures text[] not null,
  dimensions text[] not null,
  -- POSIX milliseconds of the server's clock, as everywhere below.
  entered_at bigint not null,
  confirmed_at bigint,
  paused_at bigint,
  -- Why: a status code of SMTP, or that its holder stopped it.
  paused_for text,
  attempts integer not null default 0,
  retry_at bigint,
  -- When mails of the last hour went out.
  recent bigint[] not null default '{}',
  check ((quiet_from is null) = (quiet_until is null))
);
create index mail_addresses_by_participant on mail_addresses (participant, office);

-- What is to be told to an address. It holds what happened by ids, never what a notice says: that is read, and
-- judged, when the mail is written.
create table mail_outbox (
  id bigint generated always as identity primary key,
  address uuid not null references mail_addresses (id) on delete cascade,
  -- Names what happened: the same is told to an address once.
  event text not null,
  kind text not null,
  about json not null,
  asked_at bigint not null,
  send_at bigint not null,
  -- Set before it is handed to the mail server: after a crash the same mail is sent, by the same name.
  mail uuid,
  sent_at bigint,
  -- Set where there was nothing to tell any more when its time came.
  moot_at bigint,
  unique (address, event)
);
create index mail_outbox_waiting on mail_outbox (send_at, id) where sent_at is null and moot_at is null;

-- How far the log, and time, have been looked through for what is to be told.
create table mail_cursor (
  singleton boolean primary key default true check (singleton),
  log_size bigint not null,
  looked_at bigint
);
insert into mail_cursor (log_size) select size from log_head;

-- Kinds of program from which an office has signed in, so that a new one is told of once.
create table mail_devices (
  participant text not null,
  office text not null,
  device text not null,
  seen_at bigint not null,
  primary key (participant, office, device)
);

-- What the secretariat reminded participants of: recorded for itself.
create table mail_reminders (
  id uuid primary key default gen_random_uuid(),
  participant text not null,
  template text not null,
  measure text,
  thread bytea,
  by_office text not null,
  asked_at bigint not null,
  -- To how many addresses.
  told integer not null
);
create index mail_reminders_by_participant on mail_reminders (participant, asked_at);

-- What would have been mailed, where no mail server is set: a demonstration shows it.
create table mail_shown (
  id bigint generated always as identity primary key,
  address uuid not null references mail_addresses (id) on delete cascade,
  at bigint not null,
  subject text not null,
  text text not null
);
create index mail_shown_by_address on mail_shown (address, id);
