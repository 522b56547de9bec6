// The four dashboards, as questions with their queries. `node dashboards.mjs` writes them as Grafana reads them.
import { writeFileSync } from 'node:fs'

/**
 * @typedef {object} Panel
 * @property {string} title       a question, or a claim
 * @property {string} description what a good answer looks like, and what to do about another
 * @property {string} unit        one of Grafana's
 * @property {Object<string, string>} queries  PromQL by legend
 * @property {'timeseries' | 'stat' | 'table'} [as]
 * @property {[number, string][]} [worry]  from which value on in which colour; where small is bad, the first is red
 * @property {'may be empty'} [data]  where no series is good news; elsewhere it is a fault
 * @property {string[]} [columns]  of a table: the labels that it shows, from left to right; Value is the figure
 */

const ENV = 'environment="$environment"'
const SERVICE = `${ENV}, service=~"$service"`
const TOPIC = `${ENV}, topic=~"$topic"`
const QUERIES = `${ENV}, service="projector", uri!~"/actuator.*|.*/stream"`
const RED_FROM = (value) => [[value, 'red']]
/** Nothing that can be said beforehand: the description says when to worry. */
const CALM = []

const quantiles = (metric, labels) => Object.fromEntries([['half', 0.5], ['99 of 100', 0.99]].map(([legend, quantile]) =>
  [`{{service}}: ${legend}`, `histogram_quantile(${quantile}, sum by (service, le) (rate(${metric}_bucket{${labels}}[5m])))`]))

const missing = {
  title: 'Is every ended task settled?',
  description: 'Tasks that ended a minute ago or more and have no settlement. It must be 0. Otherwise: runbook settlements-missing.',
  unit: 'none', as: 'stat', worry: RED_FROM(1),
  queries: { 'not settled': `max(taskledger_settlements_missing{${ENV}})` },
}
const conserved = {
  title: 'Does the money add up?',
  description: 'Tasks that were settled at another sum than was held for them. It must be 0. Otherwise: runbook money-not-conserved.',
  unit: 'none', as: 'stat', worry: RED_FROM(1),
  queries: { 'at another sum': `max(taskledger_conservation_gaps{${ENV}})` },
}
const commandToEvent = {
  title: 'How long from command to event?',
  description: 'From the append of a command until it is decided; readable within 100 ms more. 99 of 100 within 150 ms is promised. Replays are not in it.',
  unit: 's', worry: [[0.15, 'orange'], [1, 'red']],
  queries: quantiles('taskledger_command_to_event_seconds', `${ENV}, replay="false"`),
}
const eventToSettlement = {
  title: 'How long from event to settlement?',
  description: 'From the append of a last event until it is settled; readable within 100 ms more. 99 of 100 within 200 ms is promised. Replays are not in it.',
  unit: 's', worry: [[0.2, 'orange'], [1, 'red']],
  queries: quantiles('taskledger_event_to_settlement_seconds', `${ENV}, replay="false"`),
}

const onItsWay = {
  title: 'What is on its way?',
  description: 'Minor units of ended tasks that are not settled yet: none is usual, as each is for a second only. Worry where it stays.',
  unit: 'locale', as: 'stat', worry: CALM, data: 'may be empty',
  queries: { '{{currency}}, minor units': `max by (currency) (taskledger_settlements_due_minor{${ENV}}) > 0` },
}
/** Of each day that is shown, for whatever is summed; each of several projectors tells the same. */
const ofDays = (figure, labels) =>
  `sum by (${labels}) (max by (business_date, currency, rule, type) (taskledger_settlements_day${figure}{${ENV}}))`
const dueToday = {
  title: 'What became due to creators today?',
  description: 'Minor units of the settlements of this business day. Worry where it is many times the usual.',
  unit: 'locale', as: 'stat', worry: CALM, data: 'may be empty',
  queries: { '{{currency}}, minor units': `sum by (currency) (max by (currency, rule, type) (taskledger_settlements_day_creator_minor{${ENV}, day="today"}))` },
}

/** @type {{name: string, title: string, panels: Panel[]}[]} */
export const DASHBOARDS = [
  {
    name: 'overview',
    title: 'Taskledger: is it healthy, what does it owe, what is stuck?',
    panels: [
      { title: 'Does anything have to be done now?',
        description: 'Alerts that page and fire. 0 is good. Otherwise the table below names them, and each is named as its runbook.',
        unit: 'none', as: 'stat', worry: RED_FROM(1),
        queries: { pages: `count(ALERTS{alertstate="firing", severity="page", ${ENV}}) or 0 * count(up{job="taskledger", ${ENV}})` } },
      { title: 'Which services answer?',
        description: 'Share of the instances of each service that answer. Red where none does: runbook service-down; orange where one is missing: runbook instance-down.',
        unit: 'percentunit', as: 'stat', worry: [[0, 'red'], [0.01, 'orange'], [1, 'green']],
        queries: { '{{service}}': `avg by (service) (up{job="taskledger", ${ENV}})` } },
      missing,
      conserved,
      { title: 'Are deadlines kept?',
        description: 'Deadlines that passed 15 seconds ago or more, and nothing happened. Above 0 for minutes: runbook deadlines-overdue.',
        unit: 'none', as: 'stat', worry: [[1, 'orange'], [100, 'red']],
        queries: { overdue: `max(taskledger_deadlines_overdue{${ENV}})` } },
      { title: 'Is the log read to its end?',
        description: 'How long the first record waits that somebody has not done. Above a minute: runbooks money-path-behind and view-behind.',
        unit: 's', as: 'stat', worry: [[10, 'orange'], [60, 'red']],
        queries: { '{{consumergroup}}': `max by (consumergroup) (taskledger:group_behind_seconds:max{${ENV}})` } },
      { title: 'What is held for open tasks?',
        description: 'Minor units that clients have put up and nobody has earned yet. Worry where it jumps.',
        unit: 'locale', as: 'stat', worry: CALM,
        queries: { '{{currency}}, minor units': `sum by (currency) (max by (currency, status) (taskledger_tasks_held_minor{${ENV}}))` } },
      onItsWay,
      dueToday,
      { title: 'What waits for an operator?',
        description: 'Escalated cancellations. A day is the time for one: runbook cancellations-stuck.',
        unit: 'none', as: 'stat', worry: [[1, 'orange'], [100, 'red']],
        queries: { cancellations: `sum(max by (currency) (taskledger_cancellations_pending{${ENV}, escalated="true"})) or 0 * max(taskledger_settlements_missing{${ENV}})` } },
      { title: 'How many commands come?',
        description: 'Answers per second. Refusals are answers; repeats are senders in doubt. Worry where it falls to nothing in working hours.',
        unit: 'reqps', worry: CALM,
        queries: {
          '{{service}}: {{outcome}}': `sum by (service, outcome) (rate(taskledger_commands_total{${ENV}, replayed="false"}[1m]))`,
          '{{service}}: repeats': `sum by (service) (rate(taskledger_commands_total{${ENV}, replayed="true"}[1m]))`,
        } },
      { title: 'Which refusals come?',
        description: 'Refusals per second by code. Worry where one grows faster than what is accepted, as a sender is mistaken: runbook refusals-high.',
        unit: 'reqps', worry: CALM, data: 'may be empty',
        queries: { '{{service}}: {{code}}': `sum by (service, code) (rate(taskledger_commands_total{${ENV}, outcome="REJECTED", replayed="false"}[5m])) > 0` } },
      { title: 'Where do open tasks stand?',
        description: 'Open tasks by status. Worry where one status swells: somebody does not move them on.',
        unit: 'short', worry: CALM,
        queries: { '{{status}}': `sum by (status) (max by (status, currency) (taskledger_tasks{${ENV}}))` } },
      { title: 'How far behind is each group?',
        description: 'Age of the first record that a group has not done. Above a minute somebody waits.',
        unit: 's', worry: [[10, 'orange'], [60, 'red']],
        queries: { '{{consumergroup}}': `max by (consumergroup) (taskledger:group_behind_seconds:max{${ENV}})` } },
      commandToEvent,
      eventToSettlement,
      { title: 'What could not be read?',
        description: 'Dead letters in five minutes, by cause. Somebody waits for an answer: runbook dead-letters.',
        unit: 'none', worry: RED_FROM(1), data: 'may be empty',
        queries: { '{{service}}: {{cause}}': `sum by (service, cause) (increase(taskledger_dead_letters_total{${ENV}}[5m])) > 0` } },
      { title: 'Which alerts fire?',
        description: 'Those that page first; each is named as its runbook. Heartbeat is always on and not shown.',
        unit: 'none', as: 'table', worry: RED_FROM(1), data: 'may be empty', columns: ['severity', 'alertname', 'service', 'instance', 'consumergroup', 'topic', 'cause'],
        queries: { alerts: `ALERTS{alertstate="firing", alertname!="Heartbeat", ${ENV}}` } },
    ],
  },
  {
    name: 'money-path',
    title: 'Taskledger: do the deciders and settlement keep up?',
    panels: [
      { title: 'Does Streams run?',
        description: '1: it runs. 0 for minutes: runbook streams-not-running.',
        unit: 'none', as: 'stat', worry: [[0, 'red'], [1, 'green']],
        queries: { '{{service}} {{instance}}': `taskledger_streams_state{${SERVICE}, state="RUNNING"}` } },
      { title: 'Does each instance reach the brokers?',
        description: 'Since the last heartbeat of its slowest thread. Every 2 s is usual; above 30 s: runbook brokers-away.',
        unit: 's', as: 'stat', worry: [[7, 'orange'], [30, 'red']],
        queries: { '{{service}} {{instance}}': `max by (service, instance) (kafka_consumer_coordinator_last_heartbeat_seconds_ago{${SERVICE}})` } },
      { title: 'Are the promises kept?',
        description: 'Share of commands decided within 150 ms, and of ends settled within 200 ms. 99 % are promised: runbooks commands-slow and settlements-slow.',
        unit: 'percentunit', worry: [[0, 'red'], [0.99, 'green']],
        queries: {
          'commands, {{service}}': `taskledger:command_to_event:good_ratio_rate5m{${ENV}}`,
          settlements: `taskledger:event_to_settlement:good_ratio_rate5m{${ENV}}`,
        } },
      commandToEvent,
      eventToSettlement,
      { title: 'Which partitions are furthest behind?',
        description: 'The five slowest partitions. One alone: the instance that has it; all: load, or the brokers. Runbook money-path-behind.',
        unit: 's', as: 'table', worry: [[10, 'orange'], [60, 'red']], columns: ['consumergroup', 'topic', 'partition', 'Value'],
        queries: { slowest: `topk(5, taskledger:group_behind_seconds:max{${TOPIC}})` } },
      { title: 'How many records wait?',
        description: 'Committed records that a group has not done, against the last stable offset. Worry where it grows for minutes.',
        unit: 'short', worry: CALM,
        queries: { '{{consumergroup}} {{topic}}': `sum by (consumergroup, topic) (taskledger:group_lag:max{${TOPIC}})` } },
      { title: 'Does an open transaction hide records?',
        description: 'For how long the last stable offset has stood before records. Above 10 s it hangs: runbook transaction-hanging.',
        unit: 's', worry: [[10, 'orange'], [30, 'red']],
        queries: { '{{topic}}': `max by (topic) (taskledger:last_stable_offset_age_seconds:max{${TOPIC}})` } },
      { title: 'Do stores restore?',
        description: 'Records to load before all partitions are processed, and what --rebuild has still to load. It must shrink; worry where it does not.',
        unit: 'short', worry: CALM,
        queries: {
          'restore {{service}} {{instance}}': `taskledger_restore_remaining_records{${SERVICE}}`,
          'rebuild {{service}} {{instance}}': `taskledger_rebuild_remaining_records{${SERVICE}} > 0`,
          'restored per second {{service}} {{instance}}': `rate(taskledger_restored_records_total{${SERVICE}}[1m])`,
        } },
      { title: 'Would a takeover be quick?',
        description: 'Records that standby copies lack; 0 also where there are none. Runbook standby-far-behind.',
        unit: 'short', worry: [[10_000, 'orange'], [200_000, 'red']],
        queries: { '{{service}} {{instance}}': `taskledger_standby_lag_records{${SERVICE}}` } },
      { title: 'How often do partitions move?',
        description: 'Rebalances in 15 minutes. Some with every instance that comes or goes: runbook rebalances-too-often.',
        unit: 'none', worry: [[8, 'orange'], [13, 'red']],
        queries: { '{{service}}': `max by (service) (increase(taskledger_streams_rebalances_total{${SERVICE}}[15m]))` } },
      { title: 'Is the timer heard?',
        description: 'Deadlines that wait, and those that have passed unheard. Worry where some are overdue for minutes: runbook deadlines-overdue.',
        unit: 'short', worry: CALM,
        queries: {
          'waiting, {{service}}': `sum by (service) (taskledger_deadlines_waiting{${ENV}})`,
          'asked per second, {{service}}': `sum by (service) (rate(taskledger_deadlines_asked_total{${ENV}}[5m]))`,
          'overdue, of tasks': `max(taskledger_deadlines_overdue{${ENV}})`,
        } },
      { title: 'What came again?',
        description: 'Per second: repeats of senders, ends that were settled before, and commands below the highest decided offset. Worry where one of the last two grows, as offsets were reset: runbook commands-skipped.',
        unit: 'reqps', worry: CALM,
        queries: {
          'repeats, {{service}}': `sum by (service) (rate(taskledger_commands_total{${ENV}, replayed="true"}[5m]))`,
          'settled before': `sum(rate(taskledger_settlements_replayed_total{${ENV}}[5m]))`,
          'decided before, {{service}}': `sum by (service) (rate(taskledger_commands_skipped_total{${ENV}}[5m]))`,
        } },
      { title: 'What is decided about creators?',
        description: 'Commands accepted in an hour, by type. Worry where applications come and nobody approves, or many violations come at once: a sender is mistaken.',
        unit: 'short', worry: CALM,
        queries: { '{{type}}': `sum by (type) (increase(taskledger_commands_total{${ENV}, service="creator", outcome="ACCEPTED", replayed="false"}[1h]))` } },
      { title: 'How do creators come in?',
        description: 'Changes of their status with the review in an hour. Worry where applications come and nobody is onboarded: somebody waits to be reviewed.',
        unit: 'short', worry: CALM,
        queries: { '{{from}} to {{to}}': `sum by (from, to) (increase(taskledger_creator_changes_total{${ENV}}[1h]))` } },
      { title: 'What does a commit take?',
        description: 'The slowest commit of each service. Far above 0.1 s the brokers are slow: their disks, or a replica out of sync.',
        unit: 'ms', worry: [[500, 'orange'], [2000, 'red']],
        queries: { '{{service}}': `max by (service) (kafka_stream_thread_commit_latency_max{${SERVICE}})` } },
      { title: 'How busy are the threads?',
        description: 'Share of time that stream threads process. Near 1 it can do no more: one more instance.',
        unit: 'percentunit', worry: [[0.8, 'orange'], [0.95, 'red']],
        queries: { '{{service}}': `avg by (service) (kafka_stream_thread_process_ratio{${SERVICE}})` } },
      { title: 'How long does the JVM pause?',
        description: 'Share of time in collections. Above a tenth it needs more memory.',
        unit: 'percentunit', worry: [[0.05, 'orange'], [0.1, 'red']],
        queries: { '{{service}} {{instance}}': `sum by (service, instance) (rate(jvm_gc_pause_seconds_sum{${SERVICE}}[5m]))` } },
      { title: 'Is there memory?',
        description: 'Heap in use after a collection. Above 85 %: runbook heap-full.',
        unit: 'percentunit', worry: [[0.7, 'orange'], [0.85, 'red']],
        queries: { '{{service}} {{instance}}': `max by (service, instance) (jvm_memory_usage_after_gc{${SERVICE}})` } },
      { title: 'Are processors busy?',
        description: 'Share of the machine that each process takes.',
        unit: 'percentunit', worry: [[0.8, 'orange']],
        queries: { '{{service}} {{instance}}': `process_cpu_usage{${SERVICE}}` } },
      { title: 'Is there disk?',
        description: 'Share of the disk that is free. Below a tenth: runbook disk-full.',
        unit: 'percentunit', worry: [[0, 'red'], [0.1, 'orange'], [0.2, 'green']],
        queries: { '{{service}} {{instance}}': `min by (service, instance) (disk_free_bytes{${SERVICE}} / disk_total_bytes)` } },
    ],
  },
  {
    name: 'view',
    title: 'Taskledger: is the view current, and does it answer?',
    panels: [
      { title: 'How old is what people read?',
        description: 'Age of the first record that is not in the view. Above a minute: runbook view-behind.',
        unit: 's', as: 'stat', worry: [[10, 'orange'], [60, 'red']],
        queries: { '{{topic}}': `max by (topic) (taskledger:group_behind_seconds:max{${TOPIC}, consumergroup="taskledger-projector"})` } },
      { title: 'Has reading stopped?',
        description: '1: the log is not what it must be. Runbook projector-stopped.',
        unit: 'none', as: 'stat', worry: RED_FROM(1),
        queries: { '{{instance}}': `taskledger_projector_stopped{${ENV}}` } },
      { title: 'How far is the rebuild?',
        description: 'Records in the version of the view that is being built, and those that it lacks. Both are 0 while none is built. Worry where what is to do does not shrink.',
        unit: 'short', as: 'stat', worry: CALM,
        queries: {
          done: `max(taskledger_view_rebuild_done_records{${ENV}})`,
          'to do': `max(taskledger_view_rebuild_remaining_records{${ENV}})`,
        } },
      { title: 'How many records are applied?',
        description: 'Per second. Worry where it stands still while the log grows: runbook view-behind.',
        unit: 'rps', worry: CALM,
        queries: { '{{topic}}': `sum by (topic) (rate(taskledger_projector_records_total{${TOPIC}}[1m]))` } },
      { title: 'How long does a batch take?',
        description: 'Mean, and the slowest of late. Seconds mean that PostgreSQL has trouble.',
        unit: 's', worry: [[5, 'orange'], [60, 'red']],
        queries: {
          mean: `sum(rate(taskledger_projector_batch_seconds_sum{${ENV}}[5m])) / sum(rate(taskledger_projector_batch_seconds_count{${ENV}}[5m]))`,
          slowest: `max(taskledger_projector_batch_seconds_max{${ENV}})`,
        } },
      { title: 'How many requests come?',
        description: 'Per second, by outcome. CLIENT_ERROR is the asker\'s; worry where SERVER_ERROR, which is ours, grows: runbook queries-failing.',
        unit: 'reqps', worry: CALM,
        queries: { '{{outcome}}': `sum by (outcome) (rate(http_server_requests_seconds_count{${QUERIES}}[1m]))` } },
      { title: 'How fast are answers?',
        description: 'Half, and 99 of 100, are faster. 50 ms is usual; no query takes more than 2 s.',
        unit: 's', worry: [[0.25, 'orange'], [2, 'red']],
        queries: quantiles('http_server_requests_seconds', QUERIES) },
      { title: 'Which requests are slow?',
        description: '99 of 100 are faster, by path. The slowest five.',
        unit: 's', as: 'table', worry: [[0.25, 'orange'], [2, 'red']], columns: ['uri', 'Value'],
        queries: { slowest: `topk(5, histogram_quantile(0.99, sum by (le, uri) (rate(http_server_requests_seconds_bucket{${QUERIES}}[5m]))))` } },
      { title: 'Does the view answer?',
        description: 'Share of requests that fail for reasons of ours. Above 5 %: runbook queries-failing.',
        unit: 'percentunit', worry: [[0.01, 'orange'], [0.05, 'red']],
        queries: { failing: `taskledger:queries:error_ratio_rate5m{${ENV}}` } },
      { title: 'Which requests fail?',
        description: 'Failures of ours per second, by path and status: runbook queries-failing. 503 is an answer that was too late or one too many.',
        unit: 'reqps', worry: [[0.01, 'orange'], [1, 'red']], data: 'may be empty',
        queries: { '{{uri}} {{status}}': `sum by (uri, status) (rate(http_server_requests_seconds_count{${QUERIES}, outcome="SERVER_ERROR"}[5m])) > 0` } },
      { title: 'Do requests wait for connections?',
        description: 'Threads that wait for one of PostgreSQL\'s connections. Above 0 for long: more of them, or faster queries.',
        unit: 'none', worry: [[1, 'orange'], [10, 'red']],
        queries: {
          'wait, {{instance}}': `hikaricp_connections_pending{${ENV}}`,
          'in use, {{instance}}': `hikaricp_connections_active{${ENV}}`,
        } },
      { title: 'How many streams are open?',
        description: 'Live streams of each instance. It refuses more than taskledger.max-streams (100).',
        unit: 'none', worry: [[80, 'orange'], [100, 'red']],
        queries: { '{{instance}}': `taskledger_projector_streams{${ENV}}` } },
    ],
  },
  {
    name: 'money',
    title: 'Taskledger: what is held, what is owed, and does it add up?',
    panels: [
      conserved,
      missing,
      onItsWay,
      dueToday,
      { title: 'By how much does it not add up?',
        description: 'Minor units that came from nowhere, or went there. Nothing is good: runbook money-not-conserved.',
        unit: 'locale', as: 'stat', worry: RED_FROM(1), data: 'may be empty',
        queries: { '{{currency}}, minor units': `max by (currency) (taskledger_conservation_gap_minor{${ENV}})` } },
      { title: 'Where is what is held?',
        description: 'Minor units by status and currency: what clients have put up and nobody has earned yet. Worry where it jumps.',
        unit: 'locale', worry: CALM,
        queries: { '{{currency}} {{status}}': `max by (currency, status) (taskledger_tasks_held_minor{${ENV}})` } },
      { title: 'What is at risk in cancellations?',
        description: 'Minor units of tasks whose cancellation waits: for the counterparty, or (escalated) for an operator. Worry where escalated ones swell.',
        unit: 'locale', worry: CALM, data: 'may be empty',
        queries: { '{{currency}}, escalated {{escalated}}': `max by (currency, escalated) (taskledger_cancellations_pending_minor{${ENV}})` } },
      { title: 'How many cancellations wait, and for whom?',
        description: 'Escalated ones wait for an operator. Worry where they swell.',
        unit: 'short', worry: CALM, data: 'may be empty',
        queries: { 'escalated {{escalated}}': `sum by (escalated) (max by (currency, escalated) (taskledger_cancellations_pending{${ENV}}))` } },
      { title: 'How long has the oldest waited?',
        description: 'After 72 h the counterparty is not waited for any more, and after 96 h an operator is late: runbook cancellations-stuck.',
        unit: 's', worry: [[259_200, 'orange'], [345_600, 'red']], data: 'may be empty',
        queries: { 'escalated {{escalated}}': `max by (escalated) (taskledger_cancellations_pending_age_seconds{${ENV}})` } },
      { title: 'What is owed to creators, by day, currency and rule?',
        description: 'Minor units of settlements of today and yesterday, from the view. Worry where a rule that was always there is missing.',
        unit: 'locale', as: 'table', worry: CALM, columns: ['business_date', 'currency', 'rule', 'Value'],
        queries: { owed: `${ofDays('_creator_minor', 'business_date, currency, rule')} > 0` } },
      { title: 'What goes back to clients, by day, currency and rule?',
        description: 'Minor units of settlements of today and yesterday, from the view. Worry where it grows beside what is owed to creators.',
        unit: 'locale', as: 'table', worry: CALM, columns: ['business_date', 'currency', 'rule', 'Value'],
        queries: { back: `${ofDays('_client_minor', 'business_date, currency, rule')} > 0` } },
      { title: 'How many settlements, by day and type?',
        description: 'Of today and yesterday, from the view. Worry where tasks end and this stands still.',
        unit: 'short', as: 'table', worry: CALM, columns: ['business_date', 'type', 'Value'],
        queries: { settled: ofDays('', 'business_date, type') } },
      { title: 'How much becomes due to creators in an hour, by rule?',
        description: 'Minor units, about: a counter forgets its first step after a restart. Worry where it is many times the usual.',
        unit: 'locale', worry: CALM,
        queries: { '{{currency}} {{rule}}': `sum by (currency, rule) (increase(taskledger_settlement_creator_minor_total{${ENV}}[1h])) > 0` } },
      { title: 'How many settlements in an hour, by type?',
        description: 'About, as beside. Worry where tasks end and this stands still.',
        unit: 'short', worry: CALM,
        queries: { '{{type}}': `sum by (type) (increase(taskledger_settlements_total{${ENV}}[1h]))` } },
      { title: 'Was somebody asked, or was silence consent?',
        description: 'Cancellations in 24 hours by basis. Worry where many are DEEMED or RESOLVED: people do not answer each other.',
        unit: 'short', worry: CALM,
        queries: { '{{basis}}': `sum by (basis) (increase(taskledger_settlements_total{${ENV}, basis!="NONE"}[1d]))` } },
      { title: 'Are tasks accepted in time?',
        description: 'Of those accepted or timed out (R13) in 24 hours, the share that was accepted.',
        unit: 'percentunit', worry: [[0, 'red'], [0.5, 'orange'], [0.8, 'green']],
        queries: { accepted: [
          `(sum(increase(taskledger_task_changes_total{${ENV}, from="PUBLISHED", to="ACCEPTED"}[1d])) or vector(0))`,
          `/ ((sum(increase(taskledger_task_changes_total{${ENV}, from="PUBLISHED", to="ACCEPTED"}[1d])) or vector(0))`,
          `+ (sum(increase(taskledger_settlements_total{${ENV}, rule="R13"}[1d])) or vector(0)) > 0)`].join(' ') } },
      { title: 'How do tasks move?',
        description: 'Changes of status per minute. Worry where nothing moves in working hours.',
        unit: 'short', worry: CALM,
        queries: { '{{from}} to {{to}}': `sum by (from, to) (rate(taskledger_task_changes_total{${ENV}}[5m])) * 60` } },
    ],
  },
]

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' }
const WIDTH = { stat: 4, timeseries: 8, table: 8 }
const HEIGHT = { stat: 5, timeseries: 8, table: 8 }
const GRID = 24

function steps(worry) {
  const first = worry[0]?.[0] === 0 ? worry : [[0, 'green'], ...worry]
  return first.map(([value, color], i) => ({ color, value: i === 0 ? null : value }))
}

/** In rows of one height each; single figures share the width of theirs. */
function place(panels) {
  const rows = []
  for (const { as = 'timeseries' } of panels) {
    const row = rows.at(-1)
    if (!row || row.h !== HEIGHT[as] || (row.count + 1) * WIDTH[as] > GRID) rows.push({ h: HEIGHT[as], as, count: 1 })
    else row.count++
  }
  let y = 0
  return rows.flatMap(({ h, as, count }) => {
    const left = (i) => as === 'stat' ? Math.round(i * GRID / count) : i * WIDTH[as]
    y += h
    return Array.from({ length: count }, (_, i) => ({ x: left(i), y: y - h, w: left(i + 1) - left(i), h }))
  })
}

/** The labels and the figure that a table shows, and no more; the latest day first, and what is worst. */
function tableOf(columns, worry) {
  const sortBy = columns.includes('Value') && worry.length > 0 ? 'Value' : columns[0]
  return {
    options: { sortBy: [{ displayName: sortBy, desc: sortBy !== 'severity' }] },
    transformations: [
      { id: 'filterFieldsByName', options: { include: { names: columns } } },
      { id: 'organize', options: { indexByName: Object.fromEntries(columns.map((name, i) => [name, i])) } },
    ],
  }
}

/** Single figures are of now: the last one of an hour would stay green for an hour after whoever knew it has stopped. */
const OF_NOW = { stat: { instant: true }, table: { instant: true, format: 'table' } }

const COLOURED_FIGURE = {
  matcher: { id: 'byName', options: 'Value' },
  properties: [{ id: 'custom.cellOptions', value: { type: 'color-text' } }, { id: 'color', value: { mode: 'thresholds' } }],
}

const STAT = { textMode: 'value_and_name', colorMode: 'background', reduceOptions: { calcs: ['lastNotNull'] } }

function panel({ title, description, unit, queries, as = 'timeseries', worry = CALM, data, columns }, id, gridPos) {
  return {
    id, title, description, type: as, gridPos, datasource: DATASOURCE,
    fieldConfig: {
      defaults: {
        unit, min: 0, thresholds: { mode: 'absolute', steps: steps(worry) },
        color: { mode: as === 'stat' ? 'thresholds' : 'palette-classic' },
        custom: as === 'timeseries' ? { thresholdsStyle: { mode: worry.length ? 'line' : 'off' }, fillOpacity: 10 } : undefined,
        noValue: data === 'may be empty' ? 'none' : 'NO DATA',
      },
      overrides: as === 'table' && worry.length > 0 ? [COLOURED_FIGURE] : [],
    },
    ...(as === 'table' ? tableOf(columns, worry) : { options: as === 'stat' ? STAT : {} }),
    targets: Object.entries(queries).map(([legendFormat, expr], i) => ({
      refId: String.fromCharCode(65 + i), datasource: DATASOURCE, expr, legendFormat,
      ...OF_NOW[as],
    })),
  }
}

function variable(name, label, metric, more) {
  const query = `label_values(${metric}, ${name})`
  return { name, label, type: 'query', datasource: DATASOURCE, query: { query, refId: name }, definition: query, refresh: 2, sort: 1, ...more }
}

export function dashboard({ name, title, panels }) {
  const places = place(panels)
  const all = { multi: true, includeAll: true, allValue: '.*', current: { text: 'All', value: '$__all' } }
  return {
    uid: `taskledger-${name}`, title, tags: ['taskledger'], schemaVersion: 39, editable: false, refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    links: [{ type: 'dashboards', title: 'Taskledger', tags: ['taskledger'], keepTime: true, includeVars: true }],
    templating: { list: [
      { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
      variable('environment', 'Environment', 'up{job="taskledger"}', {}),
      variable('service', 'Service', 'up{job="taskledger", environment="$environment"}', all),
      variable('topic', 'Topic', 'kafka_consumergroup_lag{environment="$environment"}', all),
    ] },
    panels: panels.map((each, i) => panel(each, i + 1, places[i])),
  }
}

export const fileOf = ({ name }) => new URL(`dashboards/${name}.json`, import.meta.url)
export const textOf = (definition) => JSON.stringify(dashboard(definition), null, 1) + '\n'

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const each of DASHBOARDS) writeFileSync(fileOf(each), textOf(each))
}
