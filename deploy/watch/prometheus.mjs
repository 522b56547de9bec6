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
    /** Series over the last seconds. */
    range: async (query, seconds, step) => {
      const end = Date.now() / 1000
      return (await get('query_range', { query, start: end - seconds, end, step })).result
    },
    firing: async () => (await get('alerts', {})).alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels)
  }
}
