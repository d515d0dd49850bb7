import type { FactOf } from '../../chart/fact.ts';
import { missingPart } from '../../chart/missing-words.ts';
import { from, listed, type Phrase, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import { enteredOf } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { saidUnasked } from './risk.ts';

/** What the clinician said was not assessed, but for the risk questions, which stand with the others; and the mental status where she entered no observation. */
export const notAssessed: Clauses = (material) => {
  const withRisk = new Set(saidUnasked(material).map(({ said }) => said));
  const absent = enteredOf(material, 'not-assessed').filter((fact) => !withRisk.has(fact));
  if (absent.length === 0) return [];
  const what = listed(absent.map((fact) => from(fact, (value) => bare(value.what))));
  return [
    {
      rule: 'not-assessed',
      phrase:
        absent.length > 1 ? say`${what} were not assessed this session` : say`${what} was not assessed this session`,
    },
  ];
};

/** What could not be read, why, and that nothing is stated about it: one sentence for each reason. */
export const unread: Clauses = ({ unread: facts }) =>
  [...Map.groupBy(facts, ({ value }) => `${value.because ?? ''}|${value.inPart ?? ''}`).values()].map((group) => ({
    rule: 'unread',
    phrase: unreadTogether(group),
  }));

function unreadTogether(group: readonly FactOf<'not-assessed'>[]): Phrase {
  const parts = group.map(({ value }) => missingPart(value.what, value.inPart === true));
  const plural = parts.length > 1 || parts[0]?.plural === true;
  const what = listed(group.map((fact, at) => from(fact, (value) => parts[at]?.name ?? value.what)));
  const because = listed(group.slice(0, 1).map((fact) => from(fact, (value) => value.because ?? '')));
  if (group[0]?.value.inPart === true)
    return plural
      ? say`${what} were read only in part: ${because}; the rest is not stated`
      : say`${what} was read only in part: ${because}; the rest is not stated`;
  return plural
    ? say`${what} were not read: ${because}; nothing that rests on them is stated`
    : say`${what} was not read: ${because}; nothing that rests on it is stated`;
}
