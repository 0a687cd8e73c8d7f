-- What the secretariat notes beside letters of its register. None of it belongs to the record; all of it can be dropped.
create table register_marks (
  index bigint primary key references log_entries (index),
  file text not null,
  owner text not null,
  due date,
  remark text not null,
  changed_office text not null,
  changed_at timestamptz not null
);
