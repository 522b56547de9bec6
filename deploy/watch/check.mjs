// Holds what is shipped for watching against itself: references, questions, units. Needs nothing that runs.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { DASHBOARDS, fileOf, textOf } from '../grafana/dashboards.mjs'
import { alerts, alertTests, dashboards, queriesOf, recordings, runbooks } from './shipped.mjs'

for (const each of DASHBOARDS) {
  assert.equal(readFileSync(fileOf(each), 'utf8'), textOf(each), `${each.name}.json is old: node deploy/grafana/dashboards.mjs`)
}
assert.equal(dashboards.length, 4)

const recorded = new Set(recordings.map(({ record }) => record))
const used = new Set()
function references(expr, where) {
  for (const [name] of expr.matchAll(/taskledger:[a-zA-Z0-9_:]+/g)) {
    assert(recorded.has(name), `${where}: there is no recording rule ${name}`)
    used.add(name)
  }
}

const books = new Map(runbooks.map(({ path, text }) => [path, text]))
for (const { title, templating, panels, uid } of dashboards) {
  const variables = new Set(templating.list.map(({ name }) => name))
  assert.deepEqual([...variables], ['datasource', 'environment', 'service', 'topic'], uid)
  assert.equal(new Set(panels.map((panel) => panel.title)).size, panels.length, `${uid}: two panels of one title`)
  for (const panel of panels) {
    assert(Object.values(panel.gridPos).every(Number.isInteger), `${uid}: ${panel.title} between two columns`)
    const where = `${title} / ${panel.title}`
    assert.match(panel.title, /\?$|\.$/, `${where}: a question, or a claim`)
    assert(panel.description.length > 20, `${where}: say what a good answer is`)
    assert(panel.fieldConfig.defaults.unit, `${where}: a unit`)
    assert(panel.fieldConfig.defaults.thresholds.steps.length > 1 || /worry where/i.test(panel.description),
      `${where}: thresholds, or when to worry`)
    for (const [, names] of panel.description.matchAll(/runbooks? ([a-z-]+(?: and [a-z-]+)?)/gi)) {
      for (const name of names.split(' and ')) assert(books.has(`deploy/runbooks/${name}.md`), `${where}: there is no runbook ${name}`)
    }
  }
  for (const { panel, target } of queriesOf({ panels })) {
    const where = `${title} / ${panel.title}`
    references(target.expr, where)
    assert.equal(target.datasource.uid, '${datasource}', where)
    for (const [, name] of target.expr.matchAll(/\$([a-z]+)/g)) assert(variables.has(name), `${where}: there is no variable ${name}`)
    assert(target.expr.includes('$environment'), `${where}: of which environment?`)
  }
}

for (const { alert, expr, labels, annotations } of alerts) {
  references(expr, alert)
  assert(['page', 'ticket', 'none'].includes(labels.severity), alert)
  assert.match(annotations.summary, /\.$/, alert)
  const book = books.get(annotations.runbook_url)
  assert(book, `${alert}: there is no ${annotations.runbook_url}`)
  assert(book.startsWith(`# ${alert}\n`), annotations.runbook_url)
  for (const part of ['**What it means.**', '**How to look.**', '**What to do.**', '**Never.**']) {
    assert(book.includes(part), `${annotations.runbook_url}: ${part}`)
  }
  const tests = alertTests.filter((each) => each.alertname === alert)
  assert(tests.some((each) => each.exp_alerts.length > 0), `${alert}: no test in which it fires`)
  assert(tests.some((each) => each.exp_alerts.length === 0), `${alert}: no test in which it does not fire`)
}
assert.equal(books.size, alerts.length, 'a runbook without an alert')
assert.deepEqual([...recorded].filter((name) => !used.has(name) && !alerts.some(({ expr }) => expr.includes(name))), [],
  'recording rules that nobody reads')
const titles = new Set(dashboards.flatMap(({ panels }) => panels.map(({ title }) => title)))
for (const [path, text] of books) {
  for (const [, title] of text.matchAll(/\*([A-Z][^*]+\?)\*/g)) assert(titles.has(title), `${path}: there is no panel "${title}"`)
}
console.log(`${dashboards.length} dashboards, ${alerts.length} alerts, ${books.size} runbooks: all refer to what exists`)
