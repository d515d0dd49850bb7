import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { FactOf } from '../../chart/fact.ts';
import { citing, derived, from, type Phrase, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import { isNews, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';

/** Called off: nothing is awaited of it, and the record does not say by whom. */
const ENDED = /^(?:revoked|entered-in-error|on-hold)$/;

/** Referrals since the last note, with what the record holds of their outcome; then those whose day has passed since. */
export const referrals: Clauses = (material) => {
  const made = material.referrals.filter((one) => isNewReferral(one, material));
  const passed = material.referrals.filter((one) => !made.includes(one) && hasJustPassed(one, material));
  return [...made.map((one) => newReferral(one, material)), ...passed.map((one) => overdue(one, material))];
};

function isNewReferral({ value, polarity }: FactOf<'referral'>, material: Material): boolean {
  if (polarity !== 'affirmed' || value.handsOver !== true || value.authored === undefined) return false;
  if (ENDED.test(value.status)) return false;
  return material.lastNote === undefined ? dayOf(value.authored) === material.date : isNews(material, value.authored);
}

/** The day by which it was to happen came since the last note, and the record holds no outcome. */
function hasJustPassed({ value, polarity }: FactOf<'referral'>, material: Material): boolean {
  if (polarity !== 'affirmed' || value.handsOver !== true || value.due === undefined) return false;
  if (value.outcome !== undefined) return false;
  if (value.status === 'completed' || ENDED.test(value.status)) return false;
  return dayOf(value.due) < material.date && material.lastNote !== undefined && isNews(material, value.due);
}

/** That there is no outcome is news only once one was due. */
function newReferral(fact: FactOf<'referral'>, material: Material): Statement {
  const day = from(fact, ({ authored = '' }) => dateInWords(authored));
  const { outcome, due } = fact.value;
  const by = due === undefined ? say`` : say`, due by ${from(fact, () => dateInWords(due))}`;
  const passed = due !== undefined && dayOf(due) < material.date;
  const came =
    outcome !== undefined
      ? say`; outcome on record: ${from(fact, () => outcome)}`
      : passed
        ? say`; no outcome is on record${citing([material.session])}`
        : say``;
  return { rule: 'referral', phrase: say`referred on ${day}: ${named(fact)}${by}${came}` };
}

function overdue(fact: FactOf<'referral'>, { session }: Material): Statement {
  const day = from(fact, ({ due = '' }) => dateInWords(due));
  const was = derived([fact, session], 'was');
  return { rule: 'referral-due', phrase: say`referral (${named(fact)}) ${was} due by ${day}; no outcome is on record` };
}

/** `Referral for housing` to whom: the first words are said already. */
function named(fact: FactOf<'referral'>): Phrase {
  const what = from(fact, (value) => bare(value.what).replace(/^referral (?:for|to) (?=\S)/i, ''));
  const { to } = fact.value;
  return to === undefined ? say`${what}` : say`${what}, to ${from(fact, () => bare(to))}`;
}
