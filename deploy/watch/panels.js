// Runs in the browser: draws a dashboard's panels with uPlot.
(() => {
  const CELL = { width: 1600 / 24, height: 36 }
  const GAP = 6
  const COLOURS = { green: '#56a64b', orange: '#ff9830', red: '#e02f44' }
  const LINES = ['#73bf69', '#f2cc0c', '#8ab8ff', '#ff780a', '#f2495c', '#b877d9', '#37bbc8', '#fade2a', '#c4162a', '#8f3bb8', '#a16f33', '#5794f2']

  const round = (value) => value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()
  const seconds = (value) => {
    if (value === 0) return '0'
    if (value < 1) return `${round(value * 1000)} ms`
    if (value < 120) return `${round(value)} s`
    return value < 7200 ? `${round(value / 60)} min` : `${round(value / 3600)} h`
  }
  const short = (value) => value >= 1e6 ? `${round(value / 1e6)}M` : value >= 1e4 ? `${round(value / 1e3)}k` : round(value)
  const clock = (at) => new Date(at * 1000).toISOString().slice(11, 19)
  const FORMATS = {
    s: seconds, ms: (value) => seconds(value / 1000), percentunit: (value) => `${round(value * 100)} %`,
    reqps: (value) => `${round(value)}/s`, rps: (value) => `${round(value)}/s`, locale: short, short, none: short
  }

  const colourOf = (value, steps) => COLOURS[steps.filter((step) => step.value === null || value >= step.value).at(-1).color]
  const last = ({ values }) => values.at(-1)[1]

  function element(parent, name, className, text) {
    const made = parent.appendChild(document.createElement(name))
    if (className) made.className = className
    if (text !== undefined) made.textContent = text
    return made
  }

  function stat(section, series, { unit, thresholds }) {
    const values = element(section, 'div', 'values')
    for (const each of series.filter(({ values: [...all] }) => all.length > 0)) {
      const value = element(values, 'div', 'value')
      value.style.background = colourOf(last(each), thresholds.steps)
      element(value, 'b', '', FORMATS[unit](last(each)))
      element(value, 'span', '', each.legend)
    }
  }

  /** As the transformations and the sorting say. */
  function table(section, series, { unit }, { transformations, options }) {
    const names = transformations[0].options.include.names
    const [{ displayName, desc }] = options.sortBy
    const shown = names.filter((name) => name === 'Value' || series.some(({ labels }) => labels[name]))
    const rows = element(section, 'table', '')
    const head = element(rows, 'tr', '')
    for (const name of shown) element(head, 'th', name === 'Value' ? 'figure' : '', name)
    const key = (each) => displayName === 'Value' ? last(each) : each.labels[displayName] ?? ''
    for (const each of series.toSorted((a, b) => (desc ? -1 : 1) * (key(a) > key(b) ? 1 : key(a) < key(b) ? -1 : 0))) {
      const row = element(rows, 'tr', '')
      for (const name of shown) {
        element(row, 'td', name === 'Value' ? 'figure' : '', name === 'Value' ? FORMATS[unit](last(each)) : each.labels[name] ?? '')
      }
    }
  }

  function chart(section, series, { unit, thresholds }, height) {
    const times = [...new Set(series.flatMap(({ values }) => values.map(([at]) => at)))].sort((a, b) => a - b)
    const columns = series.map(({ values }) => {
      const byTime = new Map(values)
      return times.map((at) => Number.isFinite(byTime.get(at)) ? byTime.get(at) : null)
    })
    const top = Math.max(...columns.flat().filter((value) => value !== null), 0)
    const axis = { stroke: '#9fa7b3', grid: { stroke: '#23262b', width: 1 }, ticks: { show: false }, font: '11px DejaVu Sans' }
    const limits = thresholds.steps.filter((step) => step.value !== null && step.value <= top * 1.5)
    new uPlot({
      width: section.clientWidth - 20, height,
      legend: { show: false }, cursor: { show: false },
      scales: { y: { range: [0, (Math.max(top, ...limits.map((step) => step.value)) || 1) * 1.1] } },
      axes: [{ ...axis, space: 90, values: (_, ticks) => ticks.map(clock) }, { ...axis, size: 62, values: (_, ticks) => ticks.map(FORMATS[unit]) }],
      series: [{}, ...series.map((each, i) => ({ stroke: LINES[i % LINES.length], width: 1.5, points: { show: false }, spanGaps: false }))],
      hooks: { draw: [(plot) => {
        for (const step of limits) {
          plot.ctx.fillStyle = COLOURS[step.color]
          plot.ctx.fillRect(plot.bbox.left, plot.valToPos(step.value, 'y', true), plot.bbox.width, 1)
        }
      }] }
    }, [times, ...columns], section)
    const legend = element(section, 'div', 'legend')
    series.forEach((each, i) => {
      const entry = element(legend, 'span', '')
      element(entry, 'i', '').style.background = LINES[i % LINES.length]
      entry.append(`${each.legend}  ${FORMATS[unit](last(each))}`)
    })
  }

  globalThis.draw = ({ title, panels }, data) => {
    document.body.prepend(Object.assign(document.createElement('h1'), { textContent: title }))
    const main = document.querySelector('main')
    panels.forEach(({ title, type, gridPos, fieldConfig: { defaults }, ...more }, i) => {
      const section = element(main, 'section', '')
      Object.assign(section.style, {
        left: `${gridPos.x * CELL.width + GAP / 2}px`, top: `${gridPos.y * CELL.height}px`,
        width: `${gridPos.w * CELL.width - GAP}px`, height: `${gridPos.h * CELL.height - GAP}px`
      })
      element(section, 'h2', '', title)
      if (data[i].length === 0) element(section, 'div', 'none', defaults.noValue)
      else if (type === 'stat') stat(section, data[i], defaults)
      else if (type === 'table') table(section, data[i], defaults, more)
      else chart(section, data[i], defaults, gridPos.h * CELL.height - GAP - 88)
    })
    main.style.height = `${Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h)) * CELL.height}px`
  }
})()
