import type { Bundle, OperationOutcome, Resource } from 'fhir/r4';
import { EPIC_RULES, type EpicRuleId } from '../personas/epic/rules.ts';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import { askForToken, fhirClient, openApp, startKeyServer, type TokenResponse } from './open-app.ts';

type Send = ReturnType<typeof fhirClient>;
const READS = ['Patient', 'Condition', 'Observation', 'CarePlan', 'Goal', 'Encounter', 'DocumentReference', 'Binary'];
const SCOPES = [
  ...READS.map((type) => `user/${type}.rs`),
  'user/DocumentReference.cu',
  'user/Condition.c',
  'user/Observation.c',
  'user/ServiceRequest.crs',
  'user/Practitioner.r',
];

/** The Epic-like EHR with an app launched in it for pt-c1 and the visit c1-s6. */
export interface EpicApp {
  sandbox: RunningSandbox;
  token: TokenResponse;
  send: Send;
  /** Another app of the same patient and visit. */
  launched(scopes: string): Promise<Send>;
  /** The answer as it came, without a JSON Accept unless one is given. */
  raw(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; text: string }>;
  /** Status, severities and numbers in order, and the last diagnostics. */
  refusal(path: string, method?: string, body?: unknown, by?: Send): Promise<unknown[]>;
  /** Refusals on the list of rules, of one group, that no request so far has met. */
  notProvoked(group: RuleGroup): EpicRuleId[];
  close(): Promise<void>;
}

/** Starts a sandbox and launches into its Epic-like EHR. */
export async function startEpicApp(): Promise<EpicApp> {
  const keys = await startKeyServer();
  const sandbox = await startSandbox({ port: 0, appUrl: keys.appUrl, today: '2026-11-21' });
  const tokenFor = async (scopes: string): Promise<TokenResponse> => {
    const redirectUri = `${keys.appUrl}/callback`;
    const scope = `launch openid fhirUser ${scopes}`;
    const client = { clientId: 'throughline', redirectUri, persona: 'epic', encounter: 'c1-s6' } as const;
    const app = await openApp(sandbox, { ...client, scope });
    const form = {
      grant_type: 'authorization_code',
      code: app.code,
      redirect_uri: redirectUri,
      code_verifier: app.verifier,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await keys.assertion(`${sandbox.url}/epic/oauth2/token`),
    };
    return (await askForToken(sandbox, form, 'epic')).body;
  };
  const token = await tokenFor(SCOPES.join(' '));
  const send = fhirClient(sandbox, token.access_token, 'epic');
  return {
    sandbox,
    token,
    send,
    launched: async (scopes) => fhirClient(sandbox, (await tokenFor(scopes)).access_token, 'epic'),
    async raw(path, headers = {}) {
      const authorization = `Bearer ${token.access_token}`;
      const address = `${sandbox.fhirBase('epic')}/${path}`;
      const response = await fetch(address, { headers: { authorization, ...headers }, redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async refusal(path, method = 'GET', body, by = send) {
      const answer = await by<Partial<OperationOutcome> | undefined>(method, path, body);
      const issues = answer.body?.issue ?? [];
      const numbers = issues.map(({ severity, details }) => `${severity} ${details?.coding?.[0]?.code ?? '-'}`);
      return [answer.status, ...numbers, issues.at(-1)?.diagnostics];
    },
    notProvoked(group) {
      const provoked = new Set(sandbox.requests.map(({ rule }) => rule));
      const rules = Object.keys(EPIC_RULES) as EpicRuleId[];
      return rules.filter((rule) => !BENDING.has(rule) && groupOf(rule) === group && !provoked.has(rule));
    },
    close: async () => {
      await sandbox.close();
      await keys.close();
    },
  };
}

/** The matches of a searchset. */
export function matchesOf({ entry = [] }: Bundle): (Resource | undefined)[] {
  return entry.filter(({ search }) => search?.mode === 'match').map(({ resource }) => resource);
}

/** Epic's numbers in the outcome entries of a searchset. */
export function noticesOf({ entry = [] }: Bundle): (string | undefined)[] {
  return entry.flatMap(({ search, resource }) =>
    search?.mode === 'outcome'
      ? (resource as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code)
      : [],
  );
}

/** Which test file provokes a refusal. */
export type RuleGroup = 'searches' | 'writes' | 'manners';

function groupOf(rule: EpicRuleId): RuleGroup {
  if (/^(patient|careplan|observation-c|observation-survey|condition-one|paging)/.test(rule)) return 'searches';
  return /^(note|observation-vital|condition-holding|other-creates|broken|not-advertised)/.test(rule)
    ? 'writes'
    : 'manners';
}

/** Rules that bend what is answered or held, and so refuse nothing. */
const BENDING = new Set<EpicRuleId>([
  'no-versions',
  'no-bundles',
  'careplan-assess-plan',
  'unknown-parameter',
  'no-sort',
  'none-found',
  'page-total',
  'part-withheld',
  'post-search',
  'empty-created',
  'no-conditional-create',
  'note-formats',
  'note-overwritten',
  'held-scores',
  'held-notes',
  'held-social-needs',
  'held-forms',
  'held-encounters',
]);
