// Asks Prometheus.

/** A client of the server at that address. */
export function prometheusAt(address) {
  async function get(path, parameters) {
    const response = await fetch(`${address}/api/v1/${path}?${new URLSearchParams(parameters)}`)
    const body = await response.json()
    if (body.status !== 'success') throw new Error(`${parameters.query}: ${body.error}`)
    return body.data
  }
  const isNumber = (value) => !Number.isNaN(Number(value))
  return {
    /** Series that have a value now. */
    series: async (query) => (await get('query', { query })).result.filter(({ value }) => isNumber(value[1])),
    /** Series between two times in seconds. */
    range: async (query, start, end, step) => (await get('query_range', { query, start, end, step })).result,
    firing: async () => (await get('alerts', {})).alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels)
  }
}
