-- What can be found of each notice by its words: an index of the record, made anew from it by whoever throws it away. It is
-- filled after filing, never while. Who may read a notice stands in it as words that nobody can type, so that looking
-- something up costs a reader nothing for what it may not see; that a reader may see what is found is decided by its row in
-- `notices`, in the same query.
create table search_words (
  index bigint primary key,
  words tsvector not null
);
create index search_words_gin on search_words using gin (words);

-- Up to which entry it reaches, and by which rules it was made.
create table search_progress (
  singleton boolean primary key default true check (singleton),
  next bigint not null,
  fingerprint text not null
);

-- The stem of a word, by its script. Null where the word has none, as the frequent ones that say nothing.
create function search_stem(word text) returns text language sql stable parallel safe as $$
  select case
    when word collate "C" >= 'a' and word collate "C" < '{' then (ts_lexize('english_stem', word))[1]
    when word collate "C" >= U&'\0430' and word collate "C" < U&'\0530' then (ts_lexize('russian_stem', word))[1]
    when word collate "C" >= U&'\0620' and word collate "C" < U&'\0700' then (ts_lexize('arabic_stem', word))[1]
  end
$$;

-- One transaction at a time fills the index or erases a text: what is erased is in no later answer.
create function search_lock() returns void language sql as $$
  select pg_advisory_xact_lock(7305809215)
$$;

create function forget_words() returns trigger language plpgsql as $$
begin
  perform search_lock();
  delete from search_words where index = old.index;
  return null;
end
$$;
create trigger notes_forgotten after delete on notes for each row execute function forget_words();

-- The first entry that was taken in at an instant or later: times never go back, so it is found by halving.
create function entry_at(instant bigint) returns bigint language plpgsql stable as $$
declare
  low bigint := 0;
  high bigint := (select size from log_head);
  middle bigint;
begin
  while low < high loop
    middle := (low + high) / 2;
    if (select taken_in from log_entries where index = middle) < instant then low := middle + 1; else high := middle; end if;
  end loop;
  return low;
end
$$;
