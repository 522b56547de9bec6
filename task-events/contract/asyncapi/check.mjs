// Is asyncapi.yaml valid, are the schemas valid JSON Schema 2020-12, and do the approved samples fit them? JUnit asks the last with
// networknt; this asks another implementation. Usage: npm ci && node check.mjs. Exits with 1 and what is wrong, else 0.
import { readdir, readFile } from 'node:fs/promises'
import { DiagnosticSeverity, fromFile, Parser } from '@asyncapi/parser'
import { Ajv2020 } from 'ajv/dist/2020.js'

const contract = new URL('../src/main/resources/io/taskledger/contract/', import.meta.url)
const samples = new URL('../src/test/resources/io/taskledger/contract/samples/', import.meta.url)
const json = async url => JSON.parse(await readFile(url, 'utf8'))
const faults = []
function attempt(file, check) {
  try {
    check()
  } catch (e) {
    faults.push(`${file}: ${e.message}`)
  }
}

// The schemas name each other by URN; this is where a URN's file is.
const URN = 'urn:taskledger:schema:'
const fileOf = urn => new URL(`schemas/${urn.slice(URN.length)}.json`, contract)

// Formats are descriptions here: where one matters, a pattern stands beside it.
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false, validateFormats: false })
for (const file of await readdir(new URL('schemas/', contract))) {
  const schema = await json(new URL(`schemas/${file}`, contract))
  if (schema.$id !== URN + file.replace(/\.json$/, '')) faults.push(`${file}: its $id is ${schema.$id}`)
  attempt(file, () => ajv.addSchema(schema))
}
for (const file of await readdir(samples)) {
  const sample = await json(new URL(file, samples))
  attempt(file, () => {
    const fits = ajv.getSchema(URN + sample.type)
    if (!fits(sample)) throw new Error(ajv.errorsText(fits.errors))
  })
}

const parser = new Parser({
  __unstable: { resolver: { resolvers: [{ schema: 'urn', read: uri => readFile(fileOf(uri.toString().replace(/#.*/, '')), 'utf8') }] } }
})
parser.registerSchemaParser({
  getMimeTypes: () => ['application/schema+json;version=draft-2020-12'],
  parse: input => input.data,
  validate: input => ajv.validateSchema(input.data)
    ? []
    : ajv.errors.map(e => ({ message: `${e.instancePath} ${e.message}`, path: input.path }))
})
const { document, diagnostics } = await fromFile(parser, new URL('asyncapi.yaml', contract).pathname).parse()
for (const { severity, message, path, range } of diagnostics) {
  const text = `asyncapi.yaml:${range.start.line + 1}: ${message} (${path.join('.')})`
  if (severity === DiagnosticSeverity.Error) faults.push(text)
  else console.log(`note: ${text}`)
}
if (!document) faults.push('asyncapi.yaml: no document came of it')

if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`asyncapi.yaml is valid: ${document.channels().length} channels, ${document.operations().length} operations, ${document.messages().length} messages`)
