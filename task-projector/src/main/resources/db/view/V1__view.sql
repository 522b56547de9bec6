-- Where each source partition goes on. Changes in the same transaction as the rows made from it, and its lock is the fence:
-- of two instances that believe they own a partition one waits, and then finds the records applied.
create table source_offset (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);

-- Every task as it stands: the whole in view, the rest to find it by. The view is JSON as text: jsonb refuses U+0000, which
-- a reason may hold. Names are compared byte by byte: cursors need one order for ever, and it takes half the time.
create table task (
    task_id         text collate "C" primary key,
    version         bigint  not null,
    status          text collate "C" not null,
    kind            text collate "C" not null,
    client_id       text collate "C" not null,
    creator_id      text collate "C",
    campaign_id     text collate "C",
    pending         boolean not null,
    published_at_ms bigint  not null,
    ended_at_ms     bigint,
    updated_at_ms   bigint  not null,
    view            text    not null
);

-- One for each filter, in the order of its pages. What serves the lists of all is on an expression, so that no other list can
-- use it: for a client of many tasks the planner would walk it and throw away what is others', which may be nearly all.
create index task_by_publication on task ((published_at_ms + 0) desc, task_id desc);
create index task_by_client on task (client_id, published_at_ms desc, task_id desc);
create index task_by_client_status on task (client_id, status, published_at_ms desc, task_id desc);
-- Without the status, unlike a client's: even the busiest creator has few tasks, and each index is written with each event.
create index task_by_creator on task (creator_id, published_at_ms desc, task_id desc) where creator_id is not null;
create index task_by_campaign on task (campaign_id, published_at_ms desc, task_id desc) where campaign_id is not null;
create index task_by_status on task (status, published_at_ms desc, task_id desc);
create index task_by_kind on task (kind, published_at_ms desc, task_id desc);
create index task_pending on task (published_at_ms desc, task_id desc) where pending;
create index task_by_end on task (ended_at_ms desc, task_id desc) where ended_at_ms is not null;
create index task_by_update on task (updated_at_ms, task_id);

-- Every event as it came. Its place in the log is where a stream goes on.
create table task_event (
    task_id   text collate "C" not null,
    version   bigint  not null,
    client_id text collate "C" not null,
    partition integer not null,
    position  bigint  not null,
    record    bytea   not null,
    primary key (task_id, version)
);

create index event_by_client on task_event (client_id, partition, position);

-- Every settlement as it came.
create table settlement (
    settlement_id    text collate "C" primary key,
    task_id          text collate "C" not null unique,
    type             text collate "C" not null,
    rule             text collate "C" not null,
    client_id        text collate "C" not null,
    payee_id         text collate "C",
    business_date    date   not null,
    currency         text collate "C" not null,
    amount_minor     bigint not null,
    to_creator_minor bigint not null,
    to_client_minor  bigint not null,
    record           bytea  not null
);

create index settlement_by_date on settlement ((business_date + 0) desc, settlement_id desc);
create index settlement_by_payee on settlement (payee_id, business_date desc, settlement_id desc) where payee_id is not null;
create index settlement_by_client on settlement (client_id, business_date desc, settlement_id desc);
create index settlement_by_type on settlement (type, business_date desc, settlement_id desc);
create index settlement_by_rule on settlement (rule, business_date desc, settlement_id desc);
