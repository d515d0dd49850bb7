import { asRecord, type InputReader, optional } from './input-reader.ts';
import type { CrisisInput, GroupInput, SessionInput } from './session-input.ts';
import {
  CARE_ACTIVITIES,
  CIRCUMSTANCE_DOMAINS,
  HISTORY_AREAS,
  HOMEWORK_OUTCOMES,
  SESSION_KINDS,
  SESSION_PLACES,
  TELEHEALTH_CONSENTS,
} from './session-terms.ts';

/** A day has 1440 minutes; a group is never counted in thousands. */
const MOST_MINUTES = 1440;
const MOST_PRESENT = 999;

type Members = Readonly<Record<string, unknown>>;

/** The optional members of a session input: each is there only where something was entered, and faults go to `read`. */
export function parseSessionDetails(root: Members, read: InputReader): Partial<SessionInput> {
  const text = (name: string) => read.text(root[name], name);
  const names = read.textRecord(root['participantNames'], 'participantNames');
  const circumstances = read.list(root['circumstances'], 'circumstances', (item, path) => ({
    domain: read.oneOf(item['domain'], CIRCUMSTANCE_DOMAINS, `${path}.domain`) ?? 'other',
    words: read.text(item['words'], `${path}.words`) ?? '',
  }));
  const homeworkReview = read.list(root['homeworkReview'], 'homeworkReview', (item, path) => ({
    text: read.text(item['text'], `${path}.text`) ?? '',
    outcome: read.oneOf(item['outcome'], HOMEWORK_OUTCOMES, `${path}.outcome`) ?? 'not-reviewed',
    ...optional('words', read.text(item['words'], `${path}.words`)),
  }));
  const careActivities = read.list(root['careActivities'], 'careActivities', (item, path) => ({
    activity: read.oneOf(item['activity'], CARE_ACTIVITIES, `${path}.activity`) ?? 'assess',
    text: read.text(item['text'], `${path}.text`) ?? '',
  }));
  return {
    ...optional('minutes', read.count(root['minutes'], 1, MOST_MINUTES, 'minutes')),
    ...optional('kind', read.oneOf(root['kind'], SESSION_KINDS, 'kind')),
    ...optional('place', read.oneOf(root['place'], SESSION_PLACES, 'place')),
    ...optional('clinicianLocation', text('clinicianLocation')),
    ...optional('telehealthConsent', read.oneOf(root['telehealthConsent'], TELEHEALTH_CONSENTS, 'telehealthConsent')),
    ...optional('participantNames', Object.keys(names).length > 0 ? names : undefined),
    ...optional('language', text('language')),
    ...optional('longerBecause', text('longerBecause')),
    ...optional('patientAbsentBecause', text('patientAbsentBecause')),
    ...optional('group', groupOf(root['group'], read)),
    ...optional('crisis', crisisOf(root['crisis'], read)),
    ...optional('history', historyOf(root['history'], read)),
    ...optional('circumstances', someOf(circumstances)),
    ...optional('homeworkReview', someOf(homeworkReview)),
    ...optional('careActivities', someOf(careActivities)),
  };
}

function someOf<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** The object, or undefined where nothing was entered in it. */
function filled<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

function groupOf(value: unknown, read: InputReader): GroupInput | undefined {
  const members = asRecord(value) ?? {};
  return filled<GroupInput>({
    ...optional('topic', read.text(members['topic'], 'group.topic')),
    ...optional('method', read.text(members['method'], 'group.method')),
    ...optional('present', read.count(members['present'], 1, MOST_PRESENT, 'group.present')),
    ...optional('coFacilitator', read.text(members['coFacilitator'], 'group.coFacilitator')),
  });
}

function crisisOf(value: unknown, read: InputReader): CrisisInput | undefined {
  const members = asRecord(value) ?? {};
  return filled<CrisisInput>({
    ...optional('state', read.text(members['state'], 'crisis.state')),
    ...optional('disposition', read.text(members['disposition'], 'crisis.disposition')),
    ...optional('resources', someOf(read.texts(members['resources'], 'crisis.resources'))),
  });
}

function historyOf(value: unknown, read: InputReader): SessionInput['history'] {
  const entered = new Map(Object.entries(read.textRecord(value, 'history')));
  return filled<NonNullable<SessionInput['history']>>(
    Object.fromEntries(
      HISTORY_AREAS.flatMap((area) => {
        const text = entered.get(area);
        return text === undefined ? [] : [[area, text]];
      }),
    ),
  );
}
