// The contract from outside, with a client that is not Java's and JSON of its own: the life of task-42, and every kind of
// bad input with the good command behind it. Usage: node check.mjs [bootstrap servers]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { compatibilityPartitioner, Consumer, MessagesStreamModes, Producer } from '@platformatic/kafka'

const bootstrap = process.argv[2] ?? '127.0.0.1:9092'
const run = Date.now().toString(36)
const patienceMs = 60_000

// This library's default partitioner is murmur2, but not Java's: half of all keys would go astray.
const producer = new Producer({ clientId: 'check', bootstrapBrokers: [bootstrap], partitioner: compatibilityPartitioner })
const consumer = new Consumer({ groupId: `check-${run}`, clientId: 'check', bootstrapBrokers: [bootstrap] })
const stream = await consumer.consume({
  topics: ['task.results', 'creator.results', 'settlement.events', 'task.commands-dlt', 'task.events'],
  mode: MessagesStreamModes.LATEST,
  isolationLevel: 1, // read_committed
  autocommit: false
})
const seen = []
const waiting = new Set()
stream.on('data', record => {
  seen.push(record)
  for (const look of waiting) look()
})

/** The first record on the topic that fits; fails after a minute. */
function find(topic, fits, what) {
  const found = () => seen.find(r => r.topic === topic && fits(r))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${patienceMs} ms`)), patienceMs)
    const look = () => {
      const record = found()
      if (record) {
        clearTimeout(timer)
        waiting.delete(look)
        resolve(record)
      }
    }
    waiting.add(look)
    look()
  })
}

const json = record => JSON.parse(record.value.toString('utf8'))
const send = (key, value, partition) => producer.send({
  messages: [{
    topic: 'task.commands',
    key: key === null ? undefined : Buffer.from(key),
    value: value === null ? undefined : Buffer.isBuffer(value) ? value : Buffer.from(value),
    ...(partition === undefined ? {} : { partition })
  }]
})

function command(id, type, taskId, data, more = {}) {
  return { specversion: '1.0', id, type: `taskledger.${type}.v1`, source: '/check', subject: taskId,
    time: new Date().toISOString(), datacontenttype: 'application/json', data, ...more }
}
const client = { actor: { role: 'CLIENT', id: 'client-7' }, channel: 'PC' }
const creatorId = `creator-9-${run}`
const creator = { actor: { role: 'CREATOR', id: creatorId }, channel: 'MOBILE' }
const order = { ...client, kind: 'ORDER', creatorId, amountMinor: 10001, currency: 'CNY' }

const answer = (taskId, id) => find('task.results', r => r.key.toString() === taskId && json(r).data.commandId === id, `answer to ${id}`)
async function ask(taskId, id, type, data) {
  await send(taskId, JSON.stringify(command(id, type, taskId, data)))
  return json(await answer(taskId, id)).data
}
async function accepted(taskId, id, type, data) {
  const result = await ask(taskId, id, type, data)
  assert.equal(result.outcome, 'ACCEPTED', JSON.stringify(result))
  return result
}

/** Applied and approved, as orders need it. A creator of this run alone: others may play with theirs meanwhile. */
async function reviewed() {
  const steps = [
    ['ApplyForOnboarding', 'APPLIED', { ...creator, kind: 'CREATOR', accountName: '阿九', followers: 12000 }],
    ['ApproveOnboarding', 'ONBOARDED', { actor: { role: 'OPERATOR', id: 'operator-1' }, channel: 'PC', caseRef: 'review-9' }]
  ]
  for (const [type, status, data] of steps) {
    const value = Buffer.from(JSON.stringify(command(type, type, creatorId, data)))
    await producer.send({ messages: [{ topic: 'creator.commands', key: Buffer.from(creatorId), value }] })
    const result = json(await find('creator.results', r => r.key.toString() === creatorId && json(r).data.commandId === type, `answer to ${type}`)).data
    assert.equal(result.status, status, JSON.stringify(result))
  }
}

/** As soon as the tasks' decider has read of the review. */
async function acceptedSoon(taskId) {
  for (let tries = 0; tries < 60; tries++) {
    const result = await ask(taskId, `c-2-${tries}`, 'AcceptTask', creator)
    if (result.code !== 'CREATOR_NOT_ONBOARDED') return assert.equal(result.outcome, 'ACCEPTED', JSON.stringify(result))
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  assert.fail(`${creatorId} was approved, but may not accept`)
}

async function life(taskId) {
  await reviewed()
  await accepted(taskId, 'c-1', 'PublishTask', order)
  await acceptedSoon(taskId)
  await accepted(taskId, 'c-3', 'StartProduction', creator)
  await accepted(taskId, 'c-4', 'UploadVideo', { ...creator, assetId: 'a-1' })
  const asked = await accepted(taskId, 'c-5', 'RequestCancellation',
    { ...client, reasonCode: 'CHANGE_OF_PLAN', reason: 'campaign moved' })
  assert.equal(asked.quote.toCreatorMinor, 5001)
  assert.deepEqual(asked.allowedCommands.CREATOR, ['ConfirmCancellation', 'RequestCancellation', 'RefuseCancellation'])
  await accepted(taskId, 'c-6', 'ConfirmCancellation', creator)
  const settlement = json(await find('settlement.events', r => r.key.toString() === taskId, 'settlement'))
  assert.equal(settlement.type, 'taskledger.CompensationDue.v1')
  const { toCreatorMinor, toClientMinor, rule, rateBp } = settlement.data
  assert.deepEqual({ toCreatorMinor, toClientMinor, rule, rateBp },
    { toCreatorMinor: 5001, toClientMinor: 5000, rule: 'R10', rateBp: 5000 })
  console.log(`life of ${taskId}: settled 5001/5000 by R10`)
}

/** A bad record, what has to come of it, and the good command behind it on the same partition. */
async function bad(name, n, { value, key, dead, code, says }) {
  const taskId = `bad-${run}-${n}`
  const sentKey = key === undefined ? taskId : key
  const sent = value(taskId)
  await send(sentKey, sent)
  if (dead) {
    const letter = await find('task.commands-dlt',
      r => (sentKey === null ? !r.key?.length : r.key?.toString() === sentKey), `dead letter of ${name}`)
    const cause = [...letter.headers].find(([k]) => k.toString() === 'taskledger-cause')[1].toString()
    assert.equal(cause, dead, name)
    if (sent !== null) assert.ok(Buffer.from(letter.value).equals(Buffer.from(sent)), `${name}: the bytes are untouched`)
  }
  if (code) {
    const result = json(await answer(sentKey, 'bad-1')).data
    assert.equal(result.outcome, 'REJECTED', name)
    assert.equal(result.code, code, `${name}: ${JSON.stringify(result)}`)
    assert.match(result.message, says, name)
  }
  await accepted(taskId, 'good-1', 'PublishTask', order)
  assert.equal(seen.filter(r => r.topic === 'task.commands-dlt' && r.key?.toString() === taskId).length, dead && key === undefined ? 1 : 0, name)
  assert.equal(seen.filter(r => r.topic === 'task.results' && r.key.toString() === taskId && json(r).data.commandId === 'bad-1').length,
    code && key === undefined ? 1 : 0, `${name}: answered exactly as often as it has to be`)
  console.log(`${name}: ${[dead && `dead letter ${dead}`, code].filter(Boolean).join(', ')}; the next command went through`)
}

await life(`task-42-${run}`)
const text = data => taskId => JSON.stringify(command('bad-1', 'PublishTask', taskId, data))
let n = 0
await bad('malformed', ++n, { value: () => '{"specversion":"1.0",', dead: 'NOT_JSON' })
await bad('malformed after its id', ++n, { value: () => '{"id":"bad-1","type":', dead: 'NOT_JSON', code: 'INVALID_COMMAND', says: /NOT_JSON/ })
await bad('a tombstone', ++n, { value: () => null, dead: 'TOMBSTONE' })
await bad('a command of 100 KiB', ++n, { value: text({ ...order, note: 'x'.repeat(100 * 1024) }), dead: 'TOO_LARGE', code: 'INVALID_COMMAND', says: /65536/ })
await bad('a name twice', ++n, { value: t => text(order)(t).replace('"kind"', '"kind":"CROWD","kind"'), dead: 'DUPLICATE_NAME', code: 'INVALID_COMMAND', says: /kind/ })
await bad('deeper than 16', ++n, { value: text({ ...order, deep: JSON.parse('['.repeat(20) + ']'.repeat(20)) }), dead: 'TOO_DEEP', code: 'INVALID_COMMAND', says: /16/ })
await bad('an unknown type', ++n, { value: t => JSON.stringify(command('bad-1', 'PayTask', t, order)), dead: 'UNKNOWN_TYPE', code: 'INVALID_COMMAND', says: /PayTask/ })
await bad('no CloudEvent', ++n, { value: () => '{"id":"bad-1","hello":"world"}', dead: 'NOT_A_CLOUDEVENT', code: 'INVALID_COMMAND', says: /specversion/ })
await bad('an unknown value', ++n, { value: text({ ...order, kind: 'GIFT' }), code: 'INVALID_COMMAND', says: /kind must be one of ORDER, CROWD/ })
await bad('an amount of 0', ++n, { value: text({ ...order, amountMinor: 0 }), code: 'INVALID_COMMAND', says: /amountMinor/ })
await bad('an amount as text', ++n, { value: text({ ...order, amountMinor: '10001' }), code: 'INVALID_COMMAND', says: /amountMinor/ })
await bad('an amount of 2^53', ++n, { value: t => text(order)(t).replace('10001', '9007199254740992'), code: 'INVALID_COMMAND', says: /amountMinor/ })
await bad('half a surrogate pair', ++n, { value: t => JSON.stringify(command('bad-1', 'WithdrawTask', t, { ...client, reasonCode: 'OTHER', reason: 'X' })).replace('"X"', '"\\ud800"'), code: 'INVALID_COMMAND', says: /reason/ })
await bad('no reason on PC', ++n, { value: t => JSON.stringify(command('bad-1', 'WithdrawTask', t, { ...client, reasonCode: 'OTHER' })), code: 'REASON_REQUIRED', says: /reason/ })
await bad('a wrong key', ++n, { value: text(order), key: `other-${run}`, code: 'INVALID_COMMAND', says: /key and subject/ })
await bad('no key', ++n, { value: text(order), key: null, dead: 'NO_KEY' })

// On a partition where its key does not belong: refused there; murmur2 places it, and the same id goes through.
const strayId = `stray-${run}`
const first = await send(strayId, JSON.stringify(command('good-1', 'PublishTask', strayId, order)))
await answer(strayId, 'good-1')
const home = Number(first.offsets[0].partition)
const lost = `lost-${run}`
for (let p = 0; p < 12; p++) await send(lost, JSON.stringify(command(`p-${p}`, 'PublishTask', lost, order)), p)
const codes = []
for (let p = 0; p < 12; p++) codes.push(json(await answer(lost, `p-${p}`)).data.code ?? 'ACCEPTED')
assert.equal(codes.filter(c => c === 'WRONG_PARTITION').length, 11, codes.join())
assert.equal(codes.filter(c => c === 'ACCEPTED').length, 1, codes.join())
console.log(`the same key on all 12 partitions: accepted once, WRONG_PARTITION eleven times (another key's home is ${home})`)

// librdkafka, with Java's partitioner.
try {
  execFileSync('kcat', ['-V'], { stdio: 'ignore' })
  const taskId = `kcat-${run}`
  execFileSync('kcat', ['-P', '-b', bootstrap, '-t', 'task.commands', '-k', taskId, '-X', 'topic.partitioner=murmur2_random'],
    { input: JSON.stringify(command('c-1', 'PublishTask', taskId, order)) })
  assert.equal(json(await answer(taskId, 'c-1')).data.outcome, 'ACCEPTED')
  console.log('kcat: accepted')
} catch (e) {
  if (e.code !== 'ENOENT') throw e
  console.log('kcat: SKIPPED, it is not installed')
}

console.log('All as the contract says.')
await stream.close()
await consumer.close()
await producer.close()
process.exit(0)
