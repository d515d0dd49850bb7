import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import type { Draft } from '../../core/documents/draft.ts';
import { addSentence } from '../../core/documents/edit-sentence.ts';
import type { FilingView, LaunchView } from '../../core/workspace/workspace-view.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { createWalkClient, launchWorkspace } from '../../tools/walk-client.ts';

const TODAY = '2026-11-20';
const input = { ...emptySessionInput(TODAY), reported: ['Slept 6 hours', 'Walked with Kestrel Ames'] };
let both: Both;

beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false, ehr: { assistedDrafting: 'consent-required' } });
});
afterAll(async () => {
  await both.close();
});

async function at(patient: string) {
  const client = createWalkClient();
  const { api } = await launchWorkspace(both, client, { username: patient.replace('pt', 'pr'), patient });
  return async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const response = await client.send(method, `${api}${path}`, body, { 'x-throughline': '1' });
    return { status: response.status, body: (await response.json()) as T };
  };
}

const ask = { kind: 'progress-note', format: 'SOAP', input } as const;
const consentFlags = ({ flags }: Draft) =>
  flags.filter(({ code }) => code === 'AI_DRAFTING_NOT_CONSENTED').map(({ level }) => level);

describe('where the site asks for consent to assisted drafting', () => {
  test('a consent in force changes nothing', async () => {
    const draft = (await (await at('pt-c1'))<Draft>('POST', '/drafts', ask)).body;
    expect(consentFlags(draft)).toEqual([]);
    expect(draft.sections.some(({ sentences }) => sentences.length > 0)).toBe(true);
  });

  test('without one on record drafting goes on, and the clinician is told', async () => {
    const send = await at('pt-c6');
    expect((await send<LaunchView>('GET', '/launch')).body.assistedDrafting).toBe('consent-required');
    const { status, body } = await send<Draft>('POST', '/drafts', ask);
    expect(status).toBe(201);
    expect(consentFlags(body)).toEqual(['note']);
  });

  test('a refusal of external language models is no refusal of this drafter', async () => {
    const { status, body } = await (await at('pt-c4'))<Draft>('POST', '/drafts', ask);
    expect(status).toBe(201);
    expect(body.flags.map(({ code }) => code)).toContain('EXTERNAL_MODEL_BLOCKED');
  });

  test('after a refusal nothing is drafted, and what she writes herself is attested and filed the same way', async () => {
    const send = await at('pt-c9');
    const refused = await send<{ error: { code: string } }>('POST', '/drafts', ask);
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('ASSISTED_DRAFTING_REFUSED');

    const plain = await send<Draft>('POST', '/drafts', { ...ask, plain: true });
    expect(plain.status).toBe(201);
    expect(plain.body.header.length).toBeGreaterThan(3);
    expect(plain.body.sections.map(({ id }) => id)).toEqual(['subjective', 'objective', 'assessment', 'plan']);
    expect(plain.body.sections.flatMap(({ sentences }) => sentences)).toEqual([]);

    const sections = addSentence(plain.body.sections, 'subjective', 'He slept six hours.');
    const saved = await send<Draft>('PUT', `/drafts/${plain.body.id}`, { basedOn: 1, sections, resolutions: [] });
    expect(consentFlags(saved.body)).toEqual([]);
    const resolutions = saved.body.flags
      .filter(({ level }) => level === 'resolve')
      .map(({ id }) => ({ flagId: id, reason: 'seen and weighed' }));
    const ready = await send<Draft>('PUT', `/drafts/${plain.body.id}`, { basedOn: 2, sections, resolutions });
    expect(ready.body.sections[0]?.sentences[0]?.origin).toBe('clinician');
    const { version, textHash } = ready.body;
    const filed = await send<FilingView>('POST', `/drafts/${plain.body.id}/attest`, { version, textHash });
    expect(filed.status).toBe(202);
  });
});
