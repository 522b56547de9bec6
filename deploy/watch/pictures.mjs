// Draws the dashboards' panels from live data: as Grafana would lay them out, with a small charting library in Chromium.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { dashboards, substituted } from './shipped.mjs'

const POINTS = 240
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const WIDTH = 1600

const legendOf = (format, labels) =>
  format.replace(/\{\{(\w+)\}\}/g, (_, name) => labels[name] ?? '').replace(/taskledger-|127\.0\.0\.1/g, '').trim()

async function dataOf(panel, prometheus, start, end) {
  const step = Math.max(2, Math.round((end - start) / POINTS))
  const series = []
  for (const { expr, legendFormat, instant } of panel.targets) {
    const found = instant
      ? (await prometheus.series(substituted(expr))).map(({ metric, value }) => ({ metric, values: [value] }))
      : await prometheus.range(substituted(expr), start, end, step)
    for (const { metric, values } of found) {
      series.push({ labels: metric, legend: legendOf(legendFormat, metric), values: values.map(([at, value]) => [at, Number(value)]) })
    }
  }
  return series
}

/** One picture of each dashboard, since that time in ms. */
export async function takePictures(prometheus, folder, since) {
  // The same points in time for all, as lines are drawn from one point to the next.
  const [start, end] = [since, Date.now()].map((ms) => Math.round(ms / 1000))
  mkdirSync(folder, { recursive: true })
  const require = createRequire(import.meta.url)
  const library = require.resolve('uplot').replace(/uPlot\.[a-z.]+$/, '')
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  })
  try {
    for (const dashboard of dashboards) {
      const page = await browser.newPage({ viewport: { width: WIDTH, height: 400 } })
      await page.setContent(`<style>${readFileSync(join(library, 'uPlot.min.css'), 'utf8')}</style><main></main>`)
      await page.addScriptTag({ path: join(library, 'uPlot.iife.min.js') })
      await page.addStyleTag({ path: new URL('pictures.css', import.meta.url).pathname })
      await page.addScriptTag({ path: new URL('panels.js', import.meta.url).pathname })
      const data = []
      for (const panel of dashboard.panels) data.push(await dataOf(panel, prometheus, start, end))
      await page.evaluate(([what, values]) => globalThis.draw(what, values), [dashboard, data])
      await page.screenshot({ path: join(folder, `${dashboard.uid.replace('taskledger-', '')}.png`), fullPage: true })
      await page.close()
    }
  } finally {
    await browser.close()
  }
}
