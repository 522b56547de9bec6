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
const RESOLVES_MS = 90_000

/** Alerts on what a healthy stack may not have at all. */
const MAY_BE_EMPTY = new Set(['CancellationsStuck', 'Heartbeat'])

/** What an alert looks at, without the limits: that it has data shows that it could fire. */
function lookedAt(expr) {
  return expr.split(/ and on \([^)]*\) | unless (?:on \([^)]*\) )?/)
    .map((part) => part.trim().replace(/^\((.*)\)$/, '$1').replace(/\s*(==|>=|<=|>|<)\s*[\d.]+$/, ''))
}

function everyExpression() {
  const panels = dashboards.flatMap((dashboard) => queriesOf(dashboard).map(({ panel, target }) => ({
    where: `${dashboard.uid} / ${panel.title}`, expr: target.expr, mayBeEmpty: panel.fieldConfig.defaults.noValue === 'none' || / > 0$/.test(target.expr)
  })))
  const rules = recordings.map(({ record, expr }) => ({ where: record, expr, mayBeEmpty: false }))
  const limits = alerts.flatMap(({ alert, expr }) =>
    lookedAt(expr).map((part) => ({ where: alert, expr: part, mayBeEmpty: MAY_BE_EMPTY.has(alert) })))
  return [...panels, ...rules, ...limits].map((each) => ({ ...each, expr: substituted(each.expr) }))
}

/** All alerts that Alertmanager has told of, the last word about each. */
const told = new Map()
const webhook = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => { body += chunk })
  request.on('end', () => {
    for (const { labels, status } of JSON.parse(body).alerts) told.set(`${labels.alertname} ${labels.service ?? ''}`.trim(), status)
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
    for (const { expr } of everyExpression()) {
      if (!counts.get(expr)) counts.set(expr, (await prometheus.series(expr)).length)
    }
    return everyExpression().every(({ expr, mayBeEmpty }) => mayBeEmpty || counts.get(expr) > 0)
  }).catch((failure) => {
    for (const { where, expr, mayBeEmpty } of everyExpression()) {
      if (!mayBeEmpty && !counts.get(expr)) console.error(`NO DATA  ${where}: ${expr}`)
    }
    throw failure
  })
  for (const { where, expr, mayBeEmpty } of everyExpression()) {
    console.log(`${String(counts.get(expr)).padStart(4)} series${mayBeEmpty ? ' (may be none)' : ''}  ${where}: ${expr}`)
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
