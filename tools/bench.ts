import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import type { Chart } from '../core/chart/chart.ts';
import { checkDraft } from '../core/checking/check-draft.ts';
import { composeNote } from '../core/composing/compose-note.ts';
import { type CaseFile, sessionInputFromCase } from './case-session-input.ts';
import { type Both, startBoth } from './start-both.ts';
import { createWalkClient, launchWorkspace } from './walk-client.ts';

// Benchmarks of the spine. Each stands beside a baseline measured in the same run, because absolute times of one machine
// say little: the ratio is what to compare between machines.
const RUNS = 7;
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const root = join(import.meta.dirname, '..');
const headers = { 'x-throughline': '1' };
const median = (values: number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Number.NaN;
const line = (name: string, figure: string, note: string): void => {
  process.stdout.write(`${name.padEnd(46)} ${figure.padStart(14)}   ${note}\n`);
};

process.stdout.write(`Node ${process.version}, ${RUNS} runs each, medians\n\n`);
let chart: Chart | undefined;
for (const latencyMs of [0, 50]) {
  const both = await startBoth({ today: '2026-11-20', latencyMs });
  try {
    const times: number[] = [];
    const baseline: number[] = [];
    let depth = 0;
    let requests = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const ping = performance.now();
      await (await fetch(`${both.sandbox.url}/fhir/R4/metadata`)).arrayBuffer();
      baseline.push(performance.now() - ping);
      const from = both.sandbox.requests.length;
      const begin = performance.now();
      const client = createWalkClient();
      const { api } = await launchWorkspace(both, client, { username: 'pr-c1', patient: 'pt-c1' });
      const [answer] = await Promise.all([client.get(`${api}/chart`, headers), client.get(`${api}/launch`, headers)]);
      chart = (await answer.json()) as Chart;
      times.push(performance.now() - begin);
      const served = both.sandbox.requests.slice(from);
      requests = served.length;
      depth = sequentialDepth(served);
    }
    line(
      `launch to chart on screen, ${latencyMs} ms per EHR request`,
      `${median(times).toFixed(0)} ms`,
      `${(median(times) / median(baseline)).toFixed(1)} × one EHR request (${median(baseline).toFixed(0)} ms)`,
    );
    // At 0 ms one process answers each request before it takes the next, so only a delay shows what waits for what.
    if (latencyMs > 0) {
      line(
        '  FHIR requests, sequential round trips',
        `${requests}, ${depth}`,
        `one after the other would be ${requests}`,
      );
    }
    await benchScreen(both);
  } finally {
    await both.close();
  }
}

const caseFile = JSON.parse(readFileSync(join(root, 'cases/case-1-depression-homelessness.json'), 'utf8')) as CaseFile;
const input = sessionInputFromCase(caseFile, caseFile.sessions.at(-1)?.id ?? '');
const facts = chart?.facts ?? [];
const drafting: number[] = [];
const parsing: number[] = [];
const json = JSON.stringify({ input, facts });
for (let run = 0; run < 200; run += 1) {
  let begin = performance.now();
  JSON.parse(json);
  parsing.push(performance.now() - begin);
  begin = performance.now();
  const { note, facts: cited } = composeNote({ format: 'SOAP', input, chartFacts: facts, missing: [] });
  checkDraft({ note, facts: cited, missing: [], sessionDate: input.date });
  drafting.push(performance.now() - begin);
}
line(
  'draft and check, data in hand, p95 of 200',
  `${p95(drafting).toFixed(2)} ms`,
  `${(p95(drafting) / p95(parsing)).toFixed(1)} × parsing the same data as JSON`,
);

const assets = join(root, 'dist', 'assets');
const html = readFileSync(join(root, 'dist', 'index.html'), 'utf8');
const initial = readdirSync(assets).filter((file) => file.endsWith('.js') && html.includes(file));
const gzipped = initial.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file))).length, 0);
line(
  'initial JavaScript of the workspace, gzip',
  `${(gzipped / 1000).toFixed(1)} kB`,
  `${(gzipped / 170_000).toFixed(2)} × the budget of 170 kB`,
);

/** Time in a real browser from opening the launch address to the thread on the screen, when a browser is installed. */
async function benchScreen(both: Both): Promise<void> {
  const name = `  the same in Chromium, thread visible`;
  if (!existsSync(CHROMIUM)) {
    line(name, 'not run', 'no Chromium on this machine');
    return;
  }
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const times: number[] = [];
  const blank: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    let begin = performance.now();
    await page.goto(`${both.sandbox.url}/`);
    blank.push(performance.now() - begin);
    const client = createWalkClient();
    await client.form(`${both.sandbox.url}/login`, { username: 'pr-c1', password: 'sandbox' });
    const launch = await client.send('POST', `${both.sandbox.url}/patients/pt-c1/launch`, { app: 'throughline' });
    const { launchUrl } = (await launch.json()) as { launchUrl: string };
    begin = performance.now();
    await page.goto(launchUrl, { waitUntil: 'commit' });
    await page.getByTestId('thread').getByText('PHQ-9').first().waitFor();
    times.push(performance.now() - begin);
    await page.context().close();
  }
  await browser.close();
  line(
    name,
    `${median(times).toFixed(0)} ms`,
    `${(median(times) / median(blank)).toFixed(1)} × the sandbox’s log-in page (${median(blank).toFixed(0)} ms)`,
  );
}

/** The longest chain of requests in which each began after the one before had ended. */
function sequentialDepth(served: readonly { at: number; endedAt: number }[]): number {
  let depth = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const request of served.toSorted((left, right) => left.endedAt - right.endedAt)) {
    if (request.at < end) continue;
    depth += 1;
    end = request.endedAt;
  }
  return depth;
}
