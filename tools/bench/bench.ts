import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkDraft } from '../../core/checking/check-draft.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import { type CaseFile, sessionInputFromCase } from '../case-session-input.ts';
import { benchChart } from './bench-chart.ts';
import { benchDrafting } from './bench-drafting.ts';
import { line, p95 } from './line.ts';

// Each figure stands beside a baseline measured in the same run, because absolute times of one machine say little: the
// ratio is what to compare between machines.
const root = join(import.meta.dirname, '..', '..');

process.stdout.write(`Node ${process.version}, medians\n\n`);
const caseFile = JSON.parse(readFileSync(join(root, 'cases/case-1-depression-homelessness.json'), 'utf8')) as CaseFile;
const input = sessionInputFromCase(caseFile, caseFile.sessions.at(-1)?.id ?? '');
benchDrafting(input);

const { facts } = await benchChart();
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
const html = existsSync(join(root, 'dist', 'index.html')) ? readFileSync(join(root, 'dist', 'index.html'), 'utf8') : '';
const initial = readdirSync(assets).filter((file) => file.endsWith('.js') && html.includes(file));
const gzipped = initial.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file))).length, 0);
line(
  'initial JavaScript of the workspace, gzip',
  `${(gzipped / 1000).toFixed(1)} kB`,
  `${(gzipped / 170_000).toFixed(2)} × the budget of 170 kB`,
);
