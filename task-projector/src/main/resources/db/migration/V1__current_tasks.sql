-- Where each source partition goes on. Changes in the same transaction as the rows made from it, and its lock is the fence:
-- of two instances that believe they own a partition one waits, and then finds the records applied.
create table source_offset (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);

-- Every task as it stands. The view is JSON as text: jsonb refuses U+0000, which a reason may hold.
create table task (
    task_id text   primary key,
    version bigint not null,
    view    text   not null
);

-- Every event as it came.
create table task_event (
    task_id text   not null,
    version bigint not null,
    record  bytea  not null,
    primary key (task_id, version)
);

-- Every settlement as it came.
create table settlement (
    task_id text  primary key,
    record  bytea not null
);
