import type { Both } from './start-both.ts';

/** A tiny browser: keeps cookies by origin and path, follows redirects by hand, records every address it asked for. */
export interface WalkClient {
  readonly addresses: string[];
  readonly errorBodies: string[];
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, url: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  form(url: string, fields: Record<string, string>): Promise<Response>;
  /** GET and follow redirects to the end; returns the last response and its address. */
  follow(url: string): Promise<{ response: Response; url: string }>;
}

interface Cookie {
  readonly origin: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** Builds a client with an empty cookie jar. */
export function createWalkClient(): WalkClient {
  let jar: Cookie[] = [];
  const addresses: string[] = [];
  const errorBodies: string[] = [];

  async function request(url: string, init: RequestInit): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const cookies = jar.filter((cookie) => cookie.origin === origin && pathname.startsWith(cookie.path));
    const headers = new Headers(init.headers);
    if (cookies.length > 0) headers.set('cookie', cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; '));
    addresses.push(url);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      jar = jar.filter((cookie) => !(cookie.origin === origin && cookie.path === path && cookie.name === name));
      if (
        !attributes.some((attribute) => /^max-age=0$/i.test(attribute) || /^expires=Thu, 01 Jan 1970/i.test(attribute))
      ) {
        jar.push({ origin, path, name, value });
      }
    }
    if (response.status >= 400) errorBodies.push(await response.clone().text());
    return response;
  }

  return {
    addresses,
    errorBodies,
    get: (url, headers = {}) => request(url, { headers }),
    send: (method, url, body, headers = {}) =>
      request(url, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
    form: (url, fields) =>
      request(url, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    async follow(url) {
      let address = url;
      for (let hop = 0; hop < 10; hop += 1) {
        const response = await request(address, { headers: { accept: 'text/html' } });
        const next = response.headers.get('location');
        if (response.status < 300 || response.status >= 400 || !next) return { response, url: address };
        await response.arrayBuffer();
        address = new URL(next, address).href;
      }
      throw new Error('more than ten redirects');
    },
  };
}

/** The EHRs of the sandbox, by what their addresses begin with. */
export const PERSONA_PREFIX = { plain: '', epic: '/epic', oracle: '/oracle' } as const;
export type PersonaName = keyof typeof PERSONA_PREFIX;

/** Logs in to an EHR of the sandbox as a clinician, launches Throughline for a patient and follows to the workspace. */
export async function launchWorkspace(
  both: Pick<Both, 'sandbox' | 'appUrl'>,
  client: WalkClient,
  who: { username: string; patient: string; encounter?: string; persona?: PersonaName },
): Promise<{ handle: string; api: string }> {
  const ehr = `${both.sandbox.url}${PERSONA_PREFIX[who.persona ?? 'plain']}`;
  const login = await client.form(`${ehr}/login`, { username: who.username, password: 'sandbox' });
  if (login.status >= 400) throw new Error(`the sandbox refused the log-in (${login.status})`);
  const launch = await client.send('POST', `${ehr}/patients/${who.patient}/launch`, {
    app: 'throughline',
    ...(who.encounter ? { encounter: who.encounter } : {}),
  });
  if (!launch.ok) throw new Error(`the sandbox did not launch (${launch.status})`);
  const { launchUrl } = (await launch.json()) as { launchUrl: string };
  const page = await client.get(launchUrl);
  if (!page.ok) throw new Error(`launch.html answered ${page.status}`);
  const begin = new URL(launchUrl);
  const { response, url } = await client.follow(`${both.appUrl}/launch${begin.search}`);
  const handle = new URL(url).pathname.match(/^\/l\/([^/]+)\//)?.[1];
  if (!response.ok || !handle) throw new Error(`the launch ended with ${response.status}`);
  return { handle, api: `${both.appUrl}/l/${handle}/api` };
}
