import type { FactValues } from '../../chart/fact.ts';
import { allCodings, allWords, hasCode } from './codings.ts';
import { dateAt, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

type ConsentCategory = FactValues['consent']['category'];

/**
 * Consent → `consent` Fact. There is no standard code for consent to assisted drafting, so local codes and words are
 * recognised; what is said of external language models is kept apart from it. A rejected consent, and one whose provision denies, is a Fact of polarity `denied`: the patient refused.
 */
export function readConsent(resource: ReadResource): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  if (status === 'draft' || status === 'proposed') return 'not-in-force';
  const provision = objectAt(json, 'provision');
  const period = objectAt(provision, 'period');
  const refused = status === 'rejected' || textAt(provision, 'type', 20) === 'deny';
  const start = dateAt(period, 'start') ?? dateAt(json, 'dateTime');
  const recipient = objectsAt(provision, 'actor')
    .map((one) => textAt(objectAt(one, 'reference'), 'display', 300))
    .find((name) => name);
  const category = categoryOf(json);
  return [
    factFrom('consent', resource, {
      value: { category, status, recipient, start, end: dateAt(period, 'end') },
      polarity: refused ? 'denied' : 'affirmed',
      when: dateAt(json, 'dateTime') ?? start,
      path: 'category',
      excerpt: [allWords(json, 'category')[0] ?? category, refused ? 'refused' : status, recipient]
        .filter(Boolean)
        .join(' · '),
    }),
  ];
}

function categoryOf(json: JsonObject): ConsentCategory {
  const codes = allCodings(json, 'category').flatMap((one) => one.code ?? []);
  const said = [...codes, ...allWords(json, 'category')].join(' ').toLowerCase().replaceAll(/[_-]/g, ' ');
  if (/\b(external (ai|(language )?models?)|(large )?language models?)\b/.test(said)) return 'external-model';
  if (/\b(assisted drafting|ai (drafting|disclosure)|ai assisted)\b/.test(said)) return 'assisted-drafting';
  if (/\btele(health|medicine)\b/.test(said)) return 'telehealth';
  if (
    hasCode(json, 'category', '64292-6', 'IDSCL', 'INFA', '42CFRPart2CD', 'HIPAAAuthCD') ||
    /\b(release|disclosure|part ?2)\b/.test(said)
  )
    return 'release';
  return hasCode(json, 'scope', 'treatment') || /\btreatment\b/.test(said) ? 'treatment' : 'other';
}
