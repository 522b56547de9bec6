// The proof: the local stack under a mixed load, scraped by a real Prometheus. Every expression of every panel, alert and
// recording rule is asked, and has data wherever data must be. Then settlement stands still: the right alert comes through a
// real Alertmanager, and goes again. With --pictures DIR [MINUTES] it takes pictures of the dashboards after so many minutes.
import { createServer } from 'node:http'
import { takePictures } from './pictures.mjs'
import { prometheusAt } from './prometheus.mjs'
import { alerts, dashboards, queriesOf, recordings, substituted } from './shipped.mjs'
import { start, until } from './stack.mjs'

const DATA_MS = 120_000
const FIRES_MS = 150_000
const FOLLOWS_MS = 300_000
const RESOLVES_MS = 90_000

/** Panels and alerts on what a healthy stack may not have at all. */
const MAY_BE_EMPTY = new Set(['CancellationsStuck', 'What is on its way?', 'By how much does it not add up?', 'Which requests fail?'])

/** Alerts that judge each decider by itself: two have to be seen. */
const OF_BOTH_DECIDERS = new Set(['CommandsSlow', 'RefusalsHigh', 'CommandsSkipped'])

/** What an alert looks at, without the limits: that it has data shows that it could fire. */
function lookedAt(expr) {
  return expr.split(/ and on \([^)]*\) | unless (?:on \([^)]*\) )?| or /)
    .map((part) => part.trim().replace(/^\((.*)\)$/, '$1').replace(/\s*(==|>=|<=|>|<)\s*[\d.]+$/, ''))
}

function everyExpression() {
  const panels = dashboards.flatMap((dashboard) => queriesOf(dashboard).map(({ panel, target }) => ({
    where: `${dashboard.uid} / ${panel.title}`, expr: target.expr,
    least: MAY_BE_EMPTY.has(panel.title) || target.legendFormat.startsWith('rebuild ') ? 0 : 1
  })))
  const rules = recordings.map(({ record, expr }) => ({ where: record, expr, least: 1 }))
  const limits = alerts.flatMap(({ alert, expr }) =>
    lookedAt(expr).map((part) => ({ where: alert, expr: part, least: MAY_BE_EMPTY.has(alert) ? 0 : OF_BOTH_DECIDERS.has(alert) ? 2 : 1 })))
  return [...panels, ...rules, ...limits].map((each) => ({ ...each, expr: substituted(each.expr) }))
}

/** All alerts that Alertmanager has told of, the last word about each; and those of them that woke somebody. */
const told = new Map()
const paged = new Set()
const webhook = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => { body += chunk })
  request.on('end', () => {
    for (const { labels, status } of JSON.parse(body).alerts) {
      const alert = `${labels.alertname} ${labels.service ?? ''}`.trim()
      told.set(alert, status)
      if (labels.severity === 'page') paged.add(alert)
    }
    response.end()
  })
})
await new Promise((resolve) => webhook.listen(0, '127.0.0.1', resolve))

const stack = await start(`http://127.0.0.1:${webhook.address().port}`)
try {
  const prometheus = prometheusAt(stack.prometheus)
  const since = Date.now()
  stack.disturb()

  const counts = new Map()
  await until('every expression has data', DATA_MS, async () => {
    for (const { expr, least } of everyExpression()) {
      if (!counts.get(expr) || counts.get(expr) < least) counts.set(expr, (await prometheus.series(expr)).length)
    }
    return everyExpression().every(({ expr, least }) => counts.get(expr) >= least)
  }).catch((failure) => {
    for (const { where, expr, least } of everyExpression()) {
      if (counts.get(expr) < least) console.error(`${counts.get(expr)} series where ${least} must be  ${where}: ${expr}`)
    }
    throw failure
  })
  for (const { where, expr, least } of everyExpression()) {
    console.log(`${String(counts.get(expr)).padStart(4)} series${least ? '' : ' (may be none)'}  ${where}: ${expr}`)
  }
  const paging = (await prometheus.firing()).filter(({ severity }) => severity === 'page')
  if (paging.length > 0) throw new Error(`nothing is wrong, but: ${JSON.stringify(paging)}`)
  await until('Alertmanager hears of Prometheus', FIRES_MS, () => told.get('Heartbeat') === 'firing')

  const [, folder, minutes] = process.argv.slice(process.argv.indexOf('--pictures'))
  if (folder) {
    await until('there is something to see', 3_600_000, () => Date.now() - since > (minutes ?? 0) * 60_000)
    await takePictures(prometheus, folder, since)
  }

  const frozenAt = Date.now()
  stack.freeze('settlement')
  try {
    await until('ServiceDown is told', FIRES_MS, () => told.get('ServiceDown settlement') === 'firing')
    console.log(`settlement stood still: ServiceDown was told after ${Math.round((Date.now() - frozenAt) / 1000)} s`)
    await until('what follows from it fires, too', FOLLOWS_MS, async () =>
      (await prometheus.firing()).some(({ alertname, consumergroup }) => alertname === 'MoneyPathBehind' && consumergroup === 'taskledger-settlement'))
    paged.delete('ServiceDown settlement')
    if (paged.size > 0) throw new Error(`one fault, one page; but somebody was woken for: ${[...paged].join(', ')}`)
    console.log('MoneyPathBehind fires beside it, and wakes nobody')
  } finally {
    stack.thaw('settlement')
  }
  const thawedAt = Date.now()
  await until('ServiceDown is taken back', RESOLVES_MS, () => told.get('ServiceDown settlement') === 'resolved')
  console.log(`settlement went on: taken back after ${Math.round((Date.now() - thawedAt) / 1000)} s`)
  await until('every ended task is settled', RESOLVES_MS, async () =>
    (await prometheus.series('max(taskledger_settlements_missing) == 0 and max(taskledger:group_lag:max{consumergroup="taskledger-settlement"}) < 50')).length === 1)
  const others = [...told.keys()].filter((alert) => !/^(Heartbeat|ServiceDown settlement|DeadLetters \w+|InstanceDown settlement)$/.test(alert))
  console.log(`told besides: ${others.join(', ') || 'nothing'}`)
} finally {
  await stack.stop()
  webhook.close()
}
