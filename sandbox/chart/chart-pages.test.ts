import { afterAll, beforeAll, expect, test } from 'vitest';
import { html } from '../html.ts';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:3000', today: '2026-11-21' });
});
afterAll(() => sandbox.close());

async function logIn(password: string, username = 'pr-c1'): Promise<{ status: number; cookie: string }> {
  const form = new URLSearchParams({ username, password });
  const response = await fetch(`${sandbox.url}/login`, { method: 'POST', body: form, redirect: 'manual' });
  return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

test('the chart needs a login, and shows the record once there is one', async () => {
  const chart = `${sandbox.url}/patients/pt-c1`;
  expect((await fetch(chart, { redirect: 'manual' })).headers.get('location')).toBe('/');
  expect((await logIn('wrong')).status).toBe(401);
  const { cookie } = await logIn('sandbox');
  const page = await (await fetch(chart, { headers: { cookie } })).text();
  for (const shown of ['Delphine Araba Okonjo', 'Penicillin (hives)', 'F33.2', 'PHQ-9 from 22 to 9', 'version 1']) {
    expect(page).toContain(shown);
  }
  expect(page.match(/data-testid="note-row"/g)).toHaveLength(5);
});

test('the charts of a child, a group member, a person with an interpreter and a home visit are shown as they are', async () => {
  const pageOf = async (number: number): Promise<string> => {
    const { cookie } = await logIn('sandbox', `pr-c${number}`);
    return (await fetch(`${sandbox.url}/patients/pt-c${number}`, { headers: { cookie } })).text();
  };
  const shown: readonly (readonly [number, readonly string[]])[] = [
    [5, ['Malaki Iosefa Fonoti', '(10 y)', 'Psychotherapy visit with family', 'CPSS-5']],
    [6, ['Case management visit, phone', '6 answers, no total', 'Community support visit']],
    [7, ['PHQ-A from 14 to 7', 'EDE-Q', '4.1']],
    [8, ['Tigrinya, interpreter needed', '7 answers, no total', 'interpreted']],
    [9, ['Group psychotherapy visit', 'Crisis psychotherapy visit']],
    [10, ['home health', 'Psychotherapy visit, home visit']],
  ];
  for (const [number, words] of shown) {
    const page = await pageOf(number);
    for (const one of words) expect(page).toContain(one);
  }
});

test('a launch carries no patient data in its address and refuses what it does not know', async () => {
  const { cookie } = await logIn('sandbox');
  const launch = (body: object) =>
    fetch(`${sandbox.url}/patients/pt-c1/launch`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { launchUrl } = (await (await launch({ app: 'throughline', encounter: 'c1-s6' })).json()) as {
    launchUrl: string;
  };
  const address = new URL(launchUrl);
  expect([...address.searchParams.keys()]).toEqual(['iss', 'launch']);
  expect(address.origin + address.pathname).toBe('http://localhost:3000/launch.html');
  expect(launchUrl).not.toMatch(/pt-c1|c1-s6|pr-c1/);
  expect((await launch({ app: 'unknown' })).status).toBe(400);
  expect((await launch({ app: 'throughline', encounter: 'c2-s1' })).status).toBe(400);
});

test('text from the record is escaped wherever it is shown', () => {
  expect(html`<p title="${'"'}">${'<script>'}${[html`<b>ok</b>`, false, undefined]}</p>`.text).toBe(
    '<p title="&quot;">&lt;script&gt;<b>ok</b></p>',
  );
});

test('each EHR has its own pages, login and record below its prefix, and names itself and the others', async () => {
  const form = new URLSearchParams({ username: 'pr-c1', password: 'sandbox' });
  const login = await fetch(`${sandbox.url}/epic/login`, { method: 'POST', body: form, redirect: 'manual' });
  expect(login.headers.get('location')).toBe('/epic/patients');
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(`${sandbox.url}/epic/patients/pt-c1`, { headers: { cookie } })).text();
  for (const shown of [
    'Delphine Araba Okonjo',
    'Epic-like',
    'href="/oracle/"',
    '/epic/patients/pt-c1/notes/c1-note-s1',
  ])
    expect(page).toContain(shown);
  expect(page).toContain('PHQ-9 from 22 to 9');
  const note = await fetch(`${sandbox.url}/epic/patients/pt-c1/notes/c1-note-s1?fragment`, { headers: { cookie } });
  expect(await note.text()).toMatch(/SUBJECTIVE\nCame in about: .+\n- /);
  const own = [...page.matchAll(/(?:href|action|data-address)="(\/[^"]*)"/g)].map((match) => match[1] ?? '');
  expect(own.filter((address) => !/^\/(epic|public)\//.test(address)).sort()).toEqual(['/', '/oracle/']);
  const elsewhere = await fetch(`${sandbox.url}/patients/pt-c1`, { headers: { cookie }, redirect: 'manual' });
  expect(elsewhere.headers.get('location')).toBe('/');
});

test('each EHR hands out its own FHIR base when it launches an app', async () => {
  for (const persona of ['plain', 'epic', 'oracle'] as const) {
    const base = sandbox.fhirBase(persona);
    const chart = base.replace('/fhir/R4', '');
    const form = new URLSearchParams({ username: 'pr-c1', password: 'sandbox' });
    const login = await fetch(`${chart}/login`, { method: 'POST', body: form, redirect: 'manual' });
    const headers = {
      cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '',
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ app: 'throughline' });
    const answer = await fetch(`${chart}/patients/pt-c1/launch`, { method: 'POST', headers, body });
    const { launchUrl } = (await answer.json()) as { launchUrl: string };
    expect(new URL(launchUrl).searchParams.get('iss')).toBe(base);
  }
});
