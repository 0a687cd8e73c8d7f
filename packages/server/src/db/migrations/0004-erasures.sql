-- What was erased, and by which notice: its text and attachments are gone, its entry and its envelope stay.
create table erasures (
  index bigint primary key references log_entries (index),
  by_index bigint not null references log_entries (index),
  check (by_index > index)
);
create trigger erasures_append_only before update or delete on erasures
  for each row execute function refuse_change();
create trigger erasures_keep before truncate on erasures
  for each statement execute function refuse_change();

-- A text goes only where an erasure says so.
create function refuse_unexplained_loss() returns trigger language plpgsql as $$
begin
  if not exists (select from erasures e where e.index = old.index) then
    raise exception 'the record is append-only: % on % without an erasure is refused', tg_op, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end
$$;
create trigger notes_kept before delete on notes
  for each row execute function refuse_unexplained_loss();
create trigger attachments_kept before delete on attachments
  for each row execute function refuse_unexplained_loss();
create trigger attachments_no_update before update on attachments
  for each row execute function refuse_change();
create trigger attachments_keep before truncate on attachments
  for each statement execute function refuse_change();
