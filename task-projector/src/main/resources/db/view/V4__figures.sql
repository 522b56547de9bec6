-- What figures are counted from. Each task's is written with its events, so the logs are read once more.
truncate task, task_event, settlement, source_offset, creator, creator_event;

alter table task add column amount_minor bigint not null;
alter table task add column currency text collate "C" not null;
alter table task add column pending_at_ms bigint;
alter table task add column due_at_ms bigint;
create index task_by_deadline on task (due_at_ms) where due_at_ms is not null;

-- Every task that ends owes a settlement. The end adds its amount, the settlement takes away what it gives, whichever comes
-- first; what is even goes. What stays is on its way, or wrong: an end without a settlement (1), a settlement without an end
-- (-1), or money that came from nowhere or went there (0).
create table unbalanced (
    task_id      text collate "C" not null,
    currency     text collate "C" not null,
    ends         integer not null,
    amount_minor bigint  not null,
    since_ms     bigint  not null,
    primary key (task_id, currency)
);
