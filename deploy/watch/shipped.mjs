// What is shipped for watching, as Prometheus and Grafana read it.
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'

const deploy = new URL('../', import.meta.url)
const read = (name) => readFileSync(new URL(name, deploy), 'utf8')
const list = (folder) => readdirSync(new URL(folder, deploy))

const rulesOf = (name) => parse(read(`prometheus/${name}`)).groups.flatMap(({ rules }) => rules)

export const dashboards = list('grafana/dashboards/').map((file) => JSON.parse(read(`grafana/dashboards/${file}`)))
export const alerts = rulesOf('alerts.yml')
export const recordings = rulesOf('recording.yml')
export const alertTests = parse(read('prometheus/alerts_test.yml')).tests.flatMap((each) => each.alert_rule_test)
export const runbooks = list('runbooks/').map((file) => ({ path: `deploy/runbooks/${file}`, text: read(`runbooks/${file}`) }))

/** Every query of a dashboard, with its panel. */
export const queriesOf = (dashboard) =>
  dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ panel, target })))

/** As for an operator who looks at everything of the local stack. */
export const substituted = (expr) =>
  expr.replaceAll('$environment', 'local').replaceAll('$service', '.*').replaceAll('$topic', '.*')
