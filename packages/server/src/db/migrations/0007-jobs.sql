-- What is asked to be done later, in the transaction that asks. The runner moves it into a schema of its own
-- (`rapport_jobs`), so that nothing that is locked or broken there can hold up whoever asks.
create table job_requests (
  id bigint generated always as identity primary key,
  -- Absent: whatever waits under the key is dropped.
  name text,
  payload json not null,
  -- POSIX milliseconds of the server's clock; absent: at once.
  run_at bigint,
  key text,
  check (name is not null or key is not null)
);
