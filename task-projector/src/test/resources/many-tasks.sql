-- 200,000 tasks of a year: half of them one client's, the rest of 1,000 clients; most completed, few in between, few pending.
create temp table generated as
select n,
       'task-' || n as task_id,
       case when n % 2 = 0 then 'client-0' else 'client-' || (n / 2) % 1000 end as client_id,
       'creator-' || (n * 7919) % 5000 as creator_id,
       case when n % 4 = 0 then 'campaign-' || (n / 4) % 500 end as campaign_id,
       case when n > 198000 then 'PUBLISHED' when n % 500 = 0 then 'DELIVERED' when n % 300 = 0 then 'ACCEPTED'
            when n % 700 = 0 then 'IN_PRODUCTION' when n % 10 < 7 then 'COMPLETED' else 'CANCELLED' end as status,
       case when n % 3 = 0 then 'mcn-' || (n / 3) % 500 end as mcn_id,
       case when n % 200 = 1 then 'CROWD' else 'ORDER' end as kind,
       1767225600000 + n * 157680::bigint as published_at_ms
from generate_series(1, 200000) n;

insert into view_1.task
select task_id, 5, status, kind, client_id, creator_id, campaign_id,
       status in ('ACCEPTED', 'IN_PRODUCTION', 'DELIVERED') and n % 3 = 0, published_at_ms,
       case when status in ('COMPLETED', 'CANCELLED') then published_at_ms + 86400000 end, published_at_ms + 86400000,
       repeat('v', 400), mcn_id, null, 100, 'CNY', null, case when status = 'PUBLISHED' then published_at_ms + 86400000 end
from generated;

insert into view_1.task_event
select task_id, version, client_id, n % 4, n * 2 + version, repeat('r', 300)::bytea
from generated cross join generate_series(1, 2) version;

insert into view_1.settlement
select 's-' || n, task_id, case when status = 'COMPLETED' then 'PAYOUT_DUE' when n % 100 = 8 then 'COMPENSATION_DUE'
       else 'NOTHING_DUE' end,
       case when status = 'COMPLETED' then 'COMPLETED' when n % 1000 = 8 then 'D06' when n % 100 = 8 then 'R10' else 'R09' end,
       client_id, creator_id, date '2026-01-01' + n / 548, 'CNY', 100, 50, 50, repeat('r', 500)::bytea
from generated where status in ('COMPLETED', 'CANCELLED');

-- Agencies have ten members each.
insert into view_1.creator (creator_id, version, kind, status, mcn_id)
select 'creator-' || n, 3, 'CREATOR', 'ONBOARDED', 'mcn-' || n % 500 from generate_series(1, 5000) n;

drop table generated;
vacuum analyze view_1.task;
vacuum analyze view_1.task_event;
vacuum analyze view_1.settlement;
vacuum analyze view_1.creator;
