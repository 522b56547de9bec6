-- Creators' deadlines: when it is to be written down that a ban is over. Whether it was, only events say, so the logs are read once more.
truncate task, task_event, settlement, source_offset, creator, creator_event, unbalanced;

alter table creator add column due_at_ms bigint;
create index creator_by_deadline on creator (due_at_ms) where due_at_ms is not null;
