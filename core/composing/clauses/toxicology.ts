import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { FactOf, ScreenResult } from '../../chart/fact.ts';
import { derived, from, listed, type Phrase, say } from '../phrase.ts';
import { quoted } from '../realise.ts';
import { daysBetween, isNews, type Material } from '../select.ts';
import type { Clauses } from '../statement.ts';

type Screen = FactOf<'toxicology'>;

/** How far back a screen is told in the first note of all, in days. */
const FIRST_NOTE_DAYS = 30;

/**
 * Each drug screen that no earlier note can have told: its specimen or its result came since the last note, else within
 * thirty days. What each test found is told as the laboratory recorded it; what follows from it is the clinician's to say.
 */
export const toxicology: Clauses = (material) =>
  material.toxicology
    .filter((screen) => isNewScreen(screen, material))
    .map((screen) => ({ rule: 'toxicology', phrase: toldScreen(screen) }));

function isNewScreen({ when, value, polarity }: Screen, material: Material): boolean {
  if (when === undefined || polarity !== 'affirmed' || dayOf(when) > material.date) return false;
  if (material.lastNote === undefined) return daysBetween(when, material.date) <= FIRST_NOTE_DAYS;
  const { resulted } = value;
  const cameSince = resulted !== undefined && dayOf(resulted) <= material.date && isNews(material, resulted);
  return dayOf(when) === material.date || isNews(material, when) || cameSince;
}

function toldScreen(screen: Screen): Phrase {
  const { specimen, results, preliminary } = screen.value;
  const name = specimen === undefined ? say`drug screen` : say`${from(screen, () => specimen)} drug screen`;
  const head = say`${name} of ${derived([screen], dateInWords(screen.when ?? ''))}`;
  const known = preliminary === true ? say`${head} (not yet final)` : head;
  const alike = Map.groupBy(results, ({ result, words }) => `${result}|${words ?? ''}`);
  const told = [...alike.values()].map((same) => toldAlike(screen, same));
  return say`${known}: ${listed(told, 'semicolon')}`;
}

function toldAlike(screen: Screen, same: readonly ScreenResult[]): Phrase {
  const substances = listed(same.map(({ substance }) => from(screen, () => substance)));
  const { result = 'other', words } = same[0] ?? {};
  if (result === 'other') return say`${substances} recorded as ${from(screen, () => quoted(words ?? ''))}`;
  const found = say`${from(screen, () => result)} for ${substances}`;
  if (words === undefined) return found;
  // `positive (expected)` says its result again.
  const remark = /^(?:positive|negative|inconclusive) ?\(([^()]+)\)$/i.exec(words)?.[1];
  return say`${found} (recorded as ${from(screen, () => quoted(remark ?? words))})`;
}
