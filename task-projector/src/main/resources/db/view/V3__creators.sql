-- Creators, and what their tasks come to. The figures count from each task's first event on, so the logs are read once more.
truncate task, task_event, settlement, source_offset;

-- How long each took from acceptance to its first upload, in order: half of the way along it is a creator's median.
alter table task add column first_upload_ms bigint;
create index task_first_upload on task (creator_id, kind, first_upload_ms) where first_upload_ms is not null;

-- Every creator: its own events folded into view, the events of its tasks summed up in tasks, which are counted from the first
-- on, whether the creator is known or not; of version 0 are those that are not, and nobody is shown them.
create table creator (
    creator_id             text collate "C" primary key,
    version                bigint not null default 0,
    kind                   text collate "C",
    status                 text collate "C",
    mcn_id                 text collate "C",
    banned_until_ms        bigint,
    followers              bigint,
    average_plays          bigint,
    completed              bigint not null default 0,
    completion_rate_bp     bigint,
    orders_median_seconds  bigint,
    crowd_median_seconds   bigint,
    updated_at_ms          bigint,
    view                   text,
    tasks                  text
);

-- One for each order, within each kind and status: a list is merged from as many walks as it asks for, nine at most, so that no
-- walk passes over what is not asked for. What has no figure yet comes last.
create index creator_by_followers on creator (kind, status, followers desc, creator_id desc) where version > 0;
create index creator_by_plays on creator (kind, status, coalesce(average_plays, -1) desc, creator_id desc) where version > 0;
create index creator_by_completed on creator (kind, status, completed desc, creator_id desc) where version > 0;
create index creator_by_rate on creator (kind, status, coalesce(completion_rate_bp, -1) desc, creator_id desc)
    where version > 0;
create index creator_by_median
    on creator (kind, status, coalesce(orders_median_seconds, 9007199254740991), creator_id) where version > 0;
create index creator_by_update on creator (kind, status, updated_at_ms desc, creator_id desc) where version > 0;
-- Of an agency's members, and of those that are banned, there are few: they are sorted.
create index creator_by_mcn on creator (mcn_id, kind, status) where mcn_id is not null;
create index creator_banned on creator (kind, status, banned_until_ms) where banned_until_ms is not null;

-- Every event of a creator as it came.
create table creator_event (
    creator_id text collate "C" not null,
    version    bigint not null,
    record     bytea  not null,
    primary key (creator_id, version)
);
