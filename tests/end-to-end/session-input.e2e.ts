import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from '@playwright/test';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { type CaseFile, sessionInputFromCase } from '../../tools/case-session-input.ts';
import { expectAccessible } from './accessible.ts';
import { expect, openChart, openThroughline, test } from './both.ts';

const CASE_1 = JSON.parse(readFileSync('cases/case-1-depression-homelessness.json', 'utf8')) as CaseFile;

/** What a clinician does with her hands: clicks and single keys are counted apart from the letters of her own words. */
class Hands {
  clicks = 0;
  keys = 0;
  letters = 0;
  readonly #page: Page;
  readonly #frame: FrameLocator;

  constructor(page: Page, frame: FrameLocator) {
    this.#page = page;
    this.#frame = frame;
  }

  async press(name: string | RegExp): Promise<void> {
    this.clicks += 1;
    await this.#frame.getByRole('button', { name, exact: typeof name === 'string' }).click();
  }

  async into(label: string | RegExp): Promise<void> {
    this.clicks += 1;
    await this.#frame.getByRole('textbox', { name: label }).last().click();
  }

  async key(...names: readonly string[]): Promise<void> {
    this.keys += names.length;
    for (const name of names) await this.#page.keyboard.press(name);
  }

  async words(text: string): Promise<void> {
    this.letters += text.length;
    await this.#page.keyboard.type(text);
  }

  /** A list is opened with a click and its entry chosen with another. */
  async choose(label: string | RegExp, option: string | { index: number }): Promise<void> {
    this.clicks += 2;
    const list = this.#frame.getByLabel(label);
    await list.selectOption(option);
    await list.focus();
  }

  /** Digits of a date or a time. */
  async digits(label: string, value: string): Promise<void> {
    this.clicks += 1;
    this.keys += value.replace(/\D/g, '').length;
    await this.#frame.getByLabel(label).fill(value);
  }
}

/** Lets head and foot scroll along: a field half under one of them can be scrolled clear, and axe is to measure it whole. */
async function unstick(frame: FrameLocator, position: 'static' | ''): Promise<void> {
  for (const bar of await frame.locator('.top, .draft-bar').all())
    await bar.evaluate((element, wanted) => void ((element as HTMLElement).style.position = wanted), position);
}

/** The session input as it was last sent to be kept. */
function lastSaved(page: Page): () => SessionInput | undefined {
  let saved: SessionInput | undefined;
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/session-input'))
      saved = (request.postDataJSON() as { input: SessionInput }).input;
  });
  return () => saved;
}

test('a session of fifty minutes is entered with few clicks beside the words themselves', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c1');
  await page.getByLabel('Visit').selectOption({ index: 2 });
  const frame = await openThroughline(page);
  const saved = lastSaved(page);
  const hands = new Hands(page, frame);

  await hands.digits('Start', '10:00');
  await hands.digits('End', '10:52');
  await hands.press(/^90834/);
  await hands.into('Chief complaint');
  await hands.words('Settling at Lantern House; still low');
  await hands.key('Tab');
  for (const line of [
    'Moved into the shelter on 3 April',
    'Eats two meals most days',
    'Denies suicidal thoughts today',
    "Says burden thoughts come 'at night, less than before'",
  ]) {
    await hands.words(line);
    await hands.key('Enter');
  }
  await hands.press('affect');
  await hands.words('fuller range');
  await hands.press('CBT');
  await hands.press(/^cognitive restructuring/);
  await hands.words("'I am a burden'");
  await hands.choose('Objective that intervention 1 served', { index: 1 });
  await hands.into(/How the .* responded/);
  await hands.words(
    'Generated an alternative thought and rated belief in the burden thought down from 80 to 45 out of 100',
  );
  await hands.key('Tab', 'd', 'd', 'd', 'n', 'n', 'd');
  await hands.choose('Overall level', 'low');
  await hands.key('Tab');
  await hands.words('item 9 response explored');
  await hands.choose(/^Progress on: .*vocational/, 'partial');
  await hands.key('Tab');
  await hands.words('coordinated-entry assessment done 14 April; application pending a birth certificate');
  await hands.into('Plan');
  for (const line of ['Thought record daily', 'Birth certificate request']) {
    await hands.words(line);
    await hands.key('Enter');
  }
  await hands.digits('Next appointment', '2026-12-18');

  await expect(frame.getByTestId('save-state').first()).toHaveAttribute('data-state', 'saved');
  const wanted = sessionInputFromCase(CASE_1, 's4');
  const input = saved();
  for (const member of [
    'complaint',
    'reported',
    'observations',
    'response',
    'riskLevel',
    'riskAction',
    'plan',
  ] as const)
    expect(input?.[member], member).toEqual(wanted[member]);
  expect(input?.interventions[0]).toMatchObject({
    modality: 'CBT',
    technique: "cognitive restructuring of 'I am a burden' with a thought record",
  });
  expect(input).toMatchObject({ kind: 'individual', serviceCode: '90834', start: '10:00', end: '10:52' });
  for (const item of ['suicidal-ideation', 'suicide-plan', 'suicide-intent', 'harm-to-others'] as const)
    expect(input?.risk[item]?.answer, item).toBe('denied');
  expect(input?.progress).toHaveLength(1);
  console.log(`clicks ${hands.clicks}, single keys ${hands.keys}, letters of her own words ${hands.letters}`);
  expect(hands.clicks + hands.keys).toBeLessThan(60);
  await unstick(frame, 'static');
  await expectAccessible(page, 'session entered');
});

test('each kind of session asks for its own, says what its code wants, and keeps names and jottings out of the draft', async ({
  page,
  both,
}) => {
  await openChart(page, both, 'icalloway', 'pt-c1');
  await page.getByLabel('Visit').selectOption({ index: 3 });
  test.slow();
  const frame = await openThroughline(page);
  const saved = lastSaved(page);
  const hands = new Hands(page, frame);
  const fits = async (what: string) => {
    await unstick(frame, 'static');
    await expectAccessible(page, what);
    await unstick(frame, '');
    const wide = await frame.getByTestId('session-input').evaluate((form) => form.scrollWidth - form.clientWidth);
    expect(wide, `${what}: wider than its frame`).toBeLessThanOrEqual(0);
  };
  for (const kind of ['Family', 'Group', 'Crisis', 'Intake', 'Case management']) {
    await frame.getByLabel(kind, { exact: true }).check();
    await expect(frame.getByLabel('Chief complaint')).toBeVisible();
  }
  await frame.getByRole('button', { name: 'linked', exact: true }).click();
  await page.keyboard.type('food bank on Elm Street');
  await fits('case management');

  await hands.press('spouse');
  await frame.getByLabel('Family', { exact: true }).check();
  await hands.press(/^90846/);
  await hands.press('patient');
  await frame.getByLabel(/^Why the .* was absent$/).fill('at school');
  await expect(frame.getByTestId('code-elements')).toContainText('Why the patient was absent: entered');
  await frame.getByLabel(/^Name of spouse/).fill('Zebrina Quillfeather');
  await frame.getByLabel('Private jotting').fill('zebra-private-jotting');

  await expect(frame.getByRole('button', { name: 'affect', exact: true })).toBeHidden();
  await frame.locator('summary', { hasText: 'More:' }).click();
  await frame.getByRole('button', { name: 'affect', exact: true }).focus();
  await page.keyboard.press('m');
  await expect(frame.getByRole('button', { name: 'mood', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('a');
  await page.keyboard.press('Space');
  await frame.getByRole('button', { name: 'affect', exact: true }).click();
  await frame.getByRole('button', { name: 'not assessed', exact: true }).last().click();

  const firstReview = frame.locator('.review .answer-row').first();
  await firstReview.getByRole('radio').first().focus();
  await page.keyboard.press('p');
  await page.setViewportSize({ width: 760, height: 900 });
  await fits('at 760 pixels');

  await expect(frame.getByTestId('save-state').first()).toHaveAttribute('data-state', 'saved');
  expect(saved()).toMatchObject({
    kind: 'family',
    serviceCode: '90846',
    participants: ['spouse'],
    patientAbsentBecause: 'at school',
    notAssessed: ['affect'],
    observations: { mood: 'anxious' },
    homeworkReview: [{ outcome: 'partly' }],
  });
  const composed = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/drafts'));
  await frame.getByTestId('draft-note').press('Enter');
  expect((await composed).postData()).not.toMatch(/Zebrina|zebra-private/);
  await expect(frame.getByTestId('draft')).toBeVisible();
  await expect(frame.getByTestId('draft')).not.toContainText(/Zebrina|zebra-private/);
});
