// A local stack of its own that is watched, on free ports, under a mixed load.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const PORTS = ['kafka', 'http', 'decider', 'projector', 'settlement', 'creator', 'postgres', 'prometheus', 'alertmanager', 'grafana']
const START_MS = 240_000
const ASK_EVERY_MS = 200

async function freePorts() {
  const servers = await Promise.all(PORTS.map(() => new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
  })))
  const ports = Object.fromEntries(servers.map((server, i) => [PORTS[i], server.address().port]))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

export async function until(what, patienceMs, holds) {
  const giveUpAt = Date.now() + patienceMs
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`${what}: not within ${patienceMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Up and played on; alerts are posted to that address. */
export async function start(alertsTo) {
  const ports = await freePorts()
  const data = mkdtempSync(join(tmpdir(), 'taskledger-watch-'))
  const options = PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])])
  const stack = spawn(join(root, 'deploy/local/run'),
    ['--open', '--no-demo', '--play-on', '--watch', '--alerts-to', alertsTo, '--data', data, ...options])
  let said = ''
  stack.stdout.on('data', (chunk) => { said += chunk })
  stack.stderr.pipe(process.stderr)
  let ended = false
  stack.on('exit', () => { ended = true })
  const asking = setInterval(() => ask(ports.http), ASK_EVERY_MS)
  async function stop() {
    clearInterval(asking)
    stack.kill('SIGTERM')
    await until('the stack stops', 60_000, () => ended)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await until('the stack is up', START_MS, () => {
      if (ended) throw new Error('the local stack did not start')
      return said.includes('Taskledger is up')
    })
  } catch (failure) {
    await stop()
    throw failure
  }
  listen(ports.http)
  return {
    prometheus: `http://127.0.0.1:${ports.prometheus}`,
    stop,
    /** Every kind of bad record. */
    disturb: () => execFileSync('node', [join(root, 'deploy/clients/check.mjs'), `127.0.0.1:${ports.kafka}`], { stdio: 'pipe' }),
    /** A service stands still, as a machine that hangs; and goes on. */
    freeze: (service) => process.kill(pidOf(ports[service]), 'SIGSTOP'),
    thaw: (service) => process.kill(pidOf(ports[service]), 'SIGCONT')
  }
}

/** What people ask the view for, all the time. */
function ask(port) {
  for (const path of ['/tasks?limit=20', '/settlements?limit=20', '/settlements/sums?rule=R10', '/counts?clientId=client-7', '/tasks/none']) {
    fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text()).catch(() => {})
  }
}

/** Somebody follows a live stream all the time: how long that takes says nothing of how fast answers are. */
async function listen(port) {
  const stream = await fetch(`http://127.0.0.1:${port}/stream?clientId=client-7`)
  if (!stream.ok) throw new Error(`no stream: ${await stream.text()}`)
  try {
    for await (const _ of stream.body);
  } catch {
    // The stack was stopped.
  }
}

/** Of the service that was started with that port. */
function pidOf(port) {
  const pid = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).find((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return command.includes('-jar') && command.includes(`--server.port=${port}`)
    } catch {
      return false
    }
  })
  if (!pid) throw new Error(`nobody was started with port ${port}`)
  return Number(pid)
}
