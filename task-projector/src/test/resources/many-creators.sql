-- 100,000 creators: most of one kind and status, some members of agencies, one of which is large; few banned. Who has just
-- applied has no figures, so that a walk along an order would pass over all others before it came to one.
insert into view_1.creator
select 'creator-' || n, 5,
       case when n % 100 = 0 then 'STAR' when n % 200 = 1 then 'MCN' else 'CREATOR' end,
       status,
       case when n % 10 = 3 and status = 'ONBOARDED' then 'mcn-' || case when n % 100 = 13 then 0 else (n / 10) % 200 end end,
       case when n % 400 = 7 then 9223372036854775807 when n % 400 = 9 then 1767225600000 end,
       (n * 7919::bigint) % 100000 * 10,
       case when status = 'ONBOARDED' then n % 5000 end,
       case when status = 'ONBOARDED' then n % 300 else 0 end,
       case when status = 'ONBOARDED' then n % 101 * 99 end,
       case when status = 'ONBOARDED' then n * 31::bigint % 86400 end,
       null,
       1767225600000 + n * 100000::bigint,
       '{}', '{}'
from (select n, case when n % 40 = 0 then 'APPLIED' when n % 50 = 1 then 'REJECTED' else 'ONBOARDED' end as status
      from generate_series(1, 100000) n) generated;

insert into view_1.creator_event
select 'creator-' || n, version, repeat('r', 300)::bytea from generate_series(1, 20000) n cross join generate_series(1, 5) version;

vacuum analyze view_1.creator;
vacuum analyze view_1.creator_event;
