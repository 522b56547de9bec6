-- The versions of the view. Each is a schema of its own, view_1, view_2, …, so that the next can be built while one serves.
create table view_version (
    number integer primary key,
    state  text    not null check (state in ('BUILDING', 'SERVING', 'KEPT'))
);

-- One serves at a time. Its row is the fence between those who write into the view and the switch to the next.
create unique index one_serves on view_version (state) where state = 'SERVING';
