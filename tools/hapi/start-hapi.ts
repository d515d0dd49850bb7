import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';

const FOLDER = import.meta.dirname;
const CACHE = join(FOLDER, '..', '..', '.cache', 'hapi');
const START_MS = 180_000;

/** A running HAPI FHIR R4 server with an empty store. */
export interface RunningHapi {
  /** FHIR base, without a trailing slash. */
  readonly base: string;
  close(): Promise<void>;
}

/** Why it cannot be started on this machine, or undefined when it can be tried. */
export function whyNoHapi(): string | undefined {
  const lacking = ['java', 'javac', 'mvn'].filter((name) => spawnSync(name, ['-version']).status !== 0);
  return lacking.length === 0 ? undefined : `not on this machine: ${lacking.join(', ')}`;
}

/**
 * Fetches the released artefacts that pom.xml names (once), compiles HapiServer.java and starts it on a free port of
 * 127.0.0.1. Throws an Error with what Maven, the compiler or the server said last.
 */
export async function startHapi(): Promise<RunningHapi> {
  prepare();
  const port = await freePort();
  const server = spawn('java', [
    '-Xmx1200m',
    '-cp',
    `${join(CACHE, 'classes')}:${join(CACHE, 'lib', '*')}`,
    'HapiServer',
    String(port),
  ]);
  await ready(server);
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    close: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve());
        server.kill('SIGKILL');
      }),
  };
}

function prepare(): void {
  const sources = ['pom.xml', 'HapiServer.java'].map((name) => readFileSync(join(FOLDER, name), 'utf8')).join('\n');
  const stamp = join(CACHE, 'prepared');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  mkdirSync(CACHE, { recursive: true });
  const lib = join(CACHE, 'lib');
  const pom = join(FOLDER, 'pom.xml');
  run('mvn', [
    '-q',
    '-B',
    '-f',
    pom,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${lib}`,
    '-DincludeScope=runtime',
  ]);
  run('javac', ['-cp', join(lib, '*'), '-d', join(CACHE, 'classes'), join(FOLDER, 'HapiServer.java')]);
  writeFileSync(stamp, sources);
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0)
    throw new Error(`${command} failed: ${`${stdout}${stderr}`.trim().split('\n').slice(-5).join(' ')}`);
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const last: string[] = [];
    const fail = (why: string): void => {
      server.kill('SIGKILL');
      reject(new Error(`HAPI did not start: ${why}. ${last.slice(-3).join(' ')}`));
    };
    const timer = setTimeout(() => fail(`not ready after ${START_MS / 1000} s`), START_MS);
    server.once('exit', (code) => fail(`it ended with ${code}`));
    for (const stream of [server.stdout, server.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line.slice(0, 300));
        if (last.length > 20) last.shift();
        if (!line.startsWith('READY ')) return;
        clearTimeout(timer);
        server.removeAllListeners('exit');
        resolve();
      });
    }
  });
}
