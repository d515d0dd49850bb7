import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Both } from '../start-both.ts';
import { createWalkClient } from '../walk-client.ts';
import { line, median } from './line.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Time in a real browser from opening the launch address to the thread on the screen, when a browser is installed. */
export async function benchScreen(both: Both, name: string, runs: number): Promise<void> {
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
  for (let run = 0; run < runs; run += 1) {
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
