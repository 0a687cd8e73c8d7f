-- What a participant's own people write before it is signed. Nobody else learns that a row exists: the participant is
-- part of every key. None of it belongs to the record; all of it can be dropped.
create table drafts (
  participant text not null,
  id uuid not null,
  measure text not null,
  edition text not null,
  step text not null,
  thread text,
  after text,
  about text,
  -- JSON as text: what people write may hold what jsonb refuses.
  content text not null,
  revision integer not null,
  state text not null check (state in ('writing', 'waiting', 'returned', 'held', 'filed')),
  remark text,
  -- Who last changed the words: an office, the label of a person where it was one, and by which key or as which person.
  changed_office text not null,
  changed_label text,
  changed_actor text not null,
  changed_at timestamptz not null,
  -- The signed bytes that are held until they are sent, and what became of sending them.
  note text,
  sends_at timestamptz,
  problem text,
  -- Id of the notice that it became.
  notice text,
  primary key (participant, id),
  check ((state = 'held') = (note is not null and sends_at is not null)),
  check ((state = 'filed') = (notice is not null))
);

create table draft_files (
  participant text not null,
  draft uuid not null,
  sha256 text not null,
  bytes bytea not null,
  primary key (participant, draft, sha256),
  foreign key (participant, draft) references drafts on delete cascade
);

create table draft_events (
  number bigint generated always as identity primary key,
  participant text not null,
  draft uuid not null,
  at timestamptz not null,
  office text not null,
  label text,
  actor text not null,
  kind text not null,
  remark text,
  foreign key (participant, draft) references drafts on delete cascade
);
create index draft_events_by_draft on draft_events (participant, draft, number);

-- Set while signed bytes are on their way: from then on they may be in the record, and are not recalled.
alter table drafts add column is_sending boolean not null default false;

-- How a participant wants its own desk to work.
create table office_rules (
  participant text primary key,
  second_person boolean not null,
  undo_minutes integer not null check (undo_minutes between 0 and 60)
);

-- What the holder of an office key says of itself to its colleagues: a title, an absence, who stands in.
create table office_duties (
  participant text not null,
  key_id text not null,
  title text,
  away_until timestamptz,
  deputy text,
  primary key (participant, key_id),
  check ((away_until is null) = (deputy is null))
);

-- Each change of the above, for the participant to see.
create table office_changes (
  number bigint generated always as identity primary key,
  participant text not null,
  at timestamptz not null,
  office text not null,
  key_id text not null,
  kind text not null,
  value text not null
);
create index office_changes_by_participant on office_changes (participant, number);
