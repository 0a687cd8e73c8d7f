-- The log: one row for its head, one row for each entry, and the hashes of full tiles.
-- What must never happen is refused here, whatever the program does.

-- Which log this database holds: set once, compared at every start.
create table log_identity (
  singleton boolean primary key default true check (singleton),
  origin text not null,
  ed25519_key text not null,
  ml_dsa_44_key text not null,
  founded_at timestamptz not null default now()
);

-- The head: locked by whoever appends, moved on by compare-and-swap on its size.
create table log_head (
  singleton boolean primary key default true check (singleton),
  size bigint not null check (size >= 0),
  frontier bytea not null,
  taken_in bigint not null
);
insert into log_head (size, frontier, taken_in) values (0, '\x0000000000000000', 0);

create table log_entries (
  index bigint primary key check (index >= 0),
  taken_in bigint not null,
  note_hash bytea not null unique check (octet_length(note_hash) = 32),
  notice_id bytea not null unique check (octet_length(notice_id) = 32),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  -- The size of the tree whose checkpoint stands in the entry's receipt.
  receipt_size bigint not null check (receipt_size > index)
);

-- Hash `index` of tile level `level` (1 and above): the root of a full tile of the level below.
create table log_tile_hashes (
  level smallint not null check (level between 1 and 7),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);

-- The newest checkpoint that was signed; never an older one again.
create table log_checkpoint (
  singleton boolean primary key default true check (singleton),
  size bigint not null,
  note bytea not null
);

-- The signed notes themselves stand beside the log: a body can be erased without breaking a proof.
create table notes (
  index bigint primary key references log_entries (index),
  note bytea not null
);

-- What lists and the audience check need of each notice, read from its note when it is taken in.
create table notices (
  index bigint primary key references log_entries (index),
  id bytea not null unique,
  taken_in bigint not null,
  thread bytea not null,
  after bytea,
  participant text not null,
  office text not null,
  measure text not null,
  edition text not null,
  measure_hash bytea not null,
  step text not null,
  audience_kind text not null,
  audience_names text[] not null,
  year integer not null,
  series text not null check (series in ('NOT', 'REG')),
  number integer not null check (number > 0),
  attachment_count integer not null,
  -- Set where the step has an effect on keys.
  on_keys boolean not null,
  -- Set where the measure shows its threads in a list.
  listed boolean not null,
  unique (participant, year, series, number)
);
create index notices_by_thread on notices (thread, index);
create index notices_by_participant on notices (participant, index) where listed;
create index notices_to_many on notices (index) where listed and audience_kind in ('all', 'participants');
create index notices_to_all on notices (index) where listed and audience_kind = 'all';
create index notices_on_keys on notices (index) where on_keys;

-- One row for each name in an audience, so that what one participant may see is one index range.
create table notice_names (
  participant text not null,
  index bigint not null references log_entries (index),
  primary key (participant, index)
);

create table attachments (
  index bigint not null references log_entries (index),
  sha256 bytea not null,
  media_type text not null,
  name text not null,
  size integer not null,
  bytes bytea not null,
  primary key (index, sha256)
);

create table sessions (
  token_hash bytea primary key,
  challenge text not null unique,
  participant text not null,
  office text not null,
  key_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_by_expiry on sessions (expires_at);

-- Random bytes that the server processes share, such as the key of sign-in challenges.
create table server_secrets (
  name text primary key,
  secret bytea not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end
$$;

create function refuse_older_head() returns trigger language plpgsql as $$
begin
  if new.size < old.size then
    raise exception 'the record is append-only: % cannot go back from size % to %', tg_table_name, old.size, new.size
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create trigger log_entries_append_only before update or delete on log_entries
  for each row execute function refuse_change();
create trigger log_entries_keep before truncate on log_entries
  for each statement execute function refuse_change();
create trigger log_tile_hashes_append_only before update or delete on log_tile_hashes
  for each row execute function refuse_change();
create trigger log_tile_hashes_keep before truncate on log_tile_hashes
  for each statement execute function refuse_change();
create trigger notices_append_only before update or delete on notices
  for each row execute function refuse_change();
create trigger notices_keep before truncate on notices
  for each statement execute function refuse_change();
create trigger notice_names_append_only before update or delete on notice_names
  for each row execute function refuse_change();
create trigger notice_names_keep before truncate on notice_names
  for each statement execute function refuse_change();
create trigger notes_no_update before update on notes
  for each row execute function refuse_change();
create trigger notes_keep before truncate on notes
  for each statement execute function refuse_change();
create trigger log_identity_fixed before update or delete on log_identity
  for each row execute function refuse_change();
create trigger log_head_forward before update on log_head
  for each row execute function refuse_older_head();
create trigger log_head_stays before delete on log_head
  for each row execute function refuse_change();
create trigger log_checkpoint_forward before update on log_checkpoint
  for each row execute function refuse_older_head();
create trigger log_checkpoint_stays before delete on log_checkpoint
  for each row execute function refuse_change();
