-- The openings of a measure's threads, newest first.
create index notices_opening on notices (measure, index) where after is null;

-- `on_keys` now says more: set where the step has an effect on any register, of keys or of measures.
-- `audience_names` also holds whom an audience of takers or of a dimension reached when the notice was taken in.
