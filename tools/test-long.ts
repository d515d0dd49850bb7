import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DocumentReference } from 'fhir/r4';
import { openFlags } from '../core/checking/open-flags.ts';
import type { Draft } from '../core/documents/draft.ts';
import type { FilingView } from '../core/workspace/workspace-view.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { sandboxRegistration } from '../server/config/sandbox-registration.ts';
import { buildPages } from './build-pages.ts';
import { type CaseFile, sessionInputFromCase } from './case-session-input.ts';
import { freePort } from './free-port.ts';
import { createWalkClient, launchWorkspace } from './walk-client.ts';

// The full counts. So far one of them: the app process is killed (SIGKILL) at a random moment after an attestation,
// started again, and every note must be in the EHR exactly once. The others are named as not run.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'throughline-long-'));
const headers = { 'x-throughline': '1' };
let random = Number(values.seed);
const nextRandom = (): number => {
  random = (random * 48271) % 2147483647;
  return random / 2147483647;
};

await buildPages();
const port = await freePort();
const appUrl = `http://localhost:${port}`;
const sandbox = await startSandbox({ port: 0, appUrl, today: '2026-11-20' });
const standard = sandboxRegistration(sandbox.url);
const registrations = join(folder, 'ehrs.json');
writeFileSync(registrations, JSON.stringify({ ...standard, ehrs: standard.ehrs.slice(0, 1) }));
const caseFile = JSON.parse(readFileSync(join(root, 'cases/case-1-depression-homelessness.json'), 'utf8')) as CaseFile;
const input = { ...sessionInputFromCase(caseFile, 's6'), date: '2026-11-16' };

let app = await startApp();
let lost = 0;
let doubled = 0;
const killsByState: Record<string, number> = {};
for (let round = 0; round < kills; round += 1) {
  const marker = `Round ${round} of the kill test`;
  const client = createWalkClient();
  const { api } = await launchWorkspace({ sandbox, appUrl }, client, { username: 'pr-c1', patient: 'pt-c1' });
  const send = async <T>(method: string, path: string, body: unknown): Promise<T> =>
    (await client.send(method, `${api}${path}`, body, headers)).json() as Promise<T>;
  let draft = await send<Draft>('POST', '/drafts', {
    kind: 'progress-note',
    format: 'DAP',
    input: { ...input, complaint: marker },
  });
  const resolutions = openFlags(draft.flags, []).map((flag) => ({
    flagId: flag.id,
    reason: 'Looked at in the session.',
  }));
  draft = await send<Draft>('PUT', `/drafts/${draft.id}`, { basedOn: 1, sections: draft.sections, resolutions });
  await send('POST', `/drafts/${draft.id}/attest`, { version: draft.version, textHash: draft.textHash });
  await new Promise((resolve) => setTimeout(resolve, nextRandom() * 60));
  app.kill('SIGKILL');
  const there = copies(draft);
  killsByState[there === 0 ? 'before the note arrived' : 'after it arrived'] =
    (killsByState[there === 0 ? 'before the note arrived' : 'after it arrived'] ?? 0) + 1;
  app = await startApp();
  const again = createWalkClient();
  const relaunch = await launchWorkspace({ sandbox, appUrl }, again, { username: 'pr-c1', patient: 'pt-c1' });
  const deadline = Date.now() + 240_000;
  let state = '';
  while (state !== 'filed' && state !== 'failed' && Date.now() < deadline) {
    const view = (await (await again.get(`${relaunch.api}/drafts/${draft.id}/filing`, headers)).json()) as FilingView;
    state = view.state;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const found = copies(draft);
  if (found === 0 || state !== 'filed') lost += 1;
  if (found > 1) doubled += 1;
  process.stdout.write(`${round + 1}/${kills}: ${state}, ${found} in the EHR\n`);
}
app.kill('SIGKILL');
await sandbox.close();
rmSync(folder, { recursive: true, force: true });

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim();
const text = `# Long tests

Written by \`npm run test:long\`.

| what | count | lost | doubled | date | commit | seed |
| --- | --- | --- | --- | --- | --- | --- |
| app killed (SIGKILL) within 60 ms of an attestation, restarted | ${kills} | ${lost} | ${doubled} | ${new Date().toISOString().slice(0, 10)} | ${commit} | ${values.seed} |

Killed ${Object.entries(killsByState)
  .map(([when, count]) => `${count} × ${when}`)
  .join(', ')}.

Not run: faulted writes by the hundred thousand, interleavings, mutations. They are not built yet.
`;
mkdirSync(join(root, 'docs/reference'), { recursive: true });
writeFileSync(join(root, 'docs/reference/long-tests.md'), text);
process.stdout.write(text);
process.exit(lost + doubled > 0 ? 1 : 0);

/** How many documents of the sandbox hold exactly these words, asked through the sandbox's own chart. */
function copies(draft: Draft): number {
  const marker =
    draft.sections.flatMap((section) => section.sentences).find((sentence) => sentence.text.includes('Round '))?.text ??
    '';
  return (sandbox.held('DocumentReference') as DocumentReference[]).filter((document) =>
    Buffer.from(document.content[0]?.attachment.data ?? '', 'base64')
      .toString('utf8')
      .includes(marker),
  ).length;
}

async function startApp(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), THROUGHLINE_DATA: folder, THROUGHLINE_EHRS: registrations },
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(`${appUrl}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the app did not come up');
}
