-- The agency that accepted: an MCN lists its tasks by it. In the text of a view nothing but the field itself looks like this, as
-- quotes within a reason are written \".
alter table task add column mcn_id text collate "C";
update task set mcn_id = substring(view from '"mcnId":"([A-Za-z0-9._:-]+)"') where view like '%"mcnId":"%';
create index task_by_mcn on task (mcn_id, published_at_ms desc, task_id desc) where mcn_id is not null;
