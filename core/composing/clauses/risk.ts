import { dateInWords } from '../../chart/dates.ts';
import type { FactOf, RiskItem } from '../../chart/fact.ts';
import { type Item9, item9Of } from '../item9.ts';
import { citing, derived, from, listed, type Phrase, type Sayable, type Slot, say } from '../phrase.ts';
import { bare, quoted } from '../realise.ts';
import { patientTookPart, type Refer } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses, Statement } from '../statement.ts';
import { vary } from '../vary.ts';

const NAMES: Readonly<Record<RiskItem, string>> = {
  'suicidal-ideation': 'suicidal ideation',
  'suicide-plan': 'a suicide plan',
  'suicide-intent': 'suicide intent',
  'lethal-means': 'access to firearms or other lethal means',
  'harm-to-others': 'thoughts of harming others',
  'self-injury': 'self-injury',
};
const TOPICS: Readonly<Record<RiskItem, string>> = {
  ...NAMES,
  'suicide-plan': 'suicide plan',
  'harm-to-others': 'harm to others',
};

const SHORT: Readonly<Partial<Record<RiskItem, RegExp>>> = {
  'suicidal-ideation': /^SI\b(?!\s*[/&,])/,
  'harm-to-others': /^HI\b(?!\s*[/&,])/,
  'self-injury': /^NSSI\b|^SIB\b/,
};

/** Each risk question as it was answered: affirmed with the words, denied, or not assessed; then level and action. */
export const risk: Clauses = (material, refer) => {
  const all = enteredOf(material, 'risk');
  const positive = item9Of(material.scores);
  const form = positive === undefined ? [] : [item9(positive, spokenAnswer(all), material, refer)];
  // The statement on item 9 carries the spoken answer beside the form's; it is not said twice.
  const items = positive === undefined ? all : all.filter((fact) => fact !== spokenAnswer(all));
  const answered = items.filter(({ polarity }) => polarity !== 'not-assessed');
  return [
    ...form,
    ...answered
      .filter(({ value }) => value.words !== undefined || value.unclear === true)
      .map((fact) => (fact.value.unclear === true ? unclear(fact) : inWords(fact, material, refer))),
    ...affirmed(items, material, refer),
    ...denied(items, material, refer),
    ...unanswered(items, material),
    ...judged(material),
  ];
};

function spokenAnswer(items: readonly FactOf<'risk'>[]): FactOf<'risk'> | undefined {
  return items.find(({ value }) => value.item === 'suicidal-ideation');
}

/** PHQ-9 item 9 above 0: the form's answer, and beside it what was said when asked. */
function item9(
  { score, answer, words }: Item9,
  spoken: FactOf<'risk'> | undefined,
  material: Material,
  refer: Refer,
): Statement {
  const day = derived([score], dateInWords(score.when ?? ''));
  const which = say`the ${derived([score], score.value.instrument)} of ${day}`;
  // A form that an earlier note has told of is recalled in short.
  const form = material.newScores.includes(score)
    ? say`item 9 of ${which} (thoughts of death or self-harm) was answered ${derived([score], `${answer}, "${words}"`)}`
    : vary(material, 'item-9', [
        say`on ${which}, the last with an answer to it, item 9 was ${derived([score], `${answer}`)}`,
        say`item 9 was ${derived([score], `${answer}`)} on ${which}`,
      ]);
  if (spoken === undefined || spoken.polarity === 'not-assessed')
    return {
      rule: 'item-9',
      phrase:
        spoken === undefined
          ? say`${form}; suicidal ideation was not assessed this session`
          : say`${form}; ${topicUnasked(spoken, material)} was not assessed this session`,
    };
  const own = spoken.value.words;
  const said =
    spoken.value.unclear === true
      ? say`${form}; the answer about suicidal ideation this session was ${from(spoken, () => 'unclear')}`
      : patientTookPart(material)
        ? say`${form}; asked this session, ${refer.subject()} ${derived([spoken], spoken.polarity)} suicidal ideation`
        : say`${form}; suicidal ideation was ${derived([spoken], spoken.polarity)} by report this session`;
  return {
    rule: 'item-9',
    phrase: own === undefined ? said : say`${said} (recorded as ${from(spoken, () => quoted(own))})`,
  };
}

/** Of a session held without the patient: the answer is that of those who came. */
function byReport(said: Slot, what: Sayable): Phrase {
  return say`by report this session, ${said}: ${what}`;
}

function inWords(fact: FactOf<'risk'>, material: Material, refer: Refer): Statement {
  const topic = from(fact, ({ item }) => NAMES[item]);
  const words = from(fact, (value) => quoted(value.words ?? ''));
  const said = derived([fact], fact.polarity);
  if (!patientTookPart(material))
    return { rule: 'risk-words', phrase: byReport(said, say`${topic} (recorded as ${words})`) };
  return { rule: 'risk-words', phrase: say`${refer.subject()} ${said} ${topic} (recorded as ${words})` };
}

/** Asked, and neither affirmed nor denied. */
function unclear(fact: FactOf<'risk'>): Statement {
  const topic = from(fact, ({ item }) => NAMES[item]);
  const { words } = fact.value;
  const told = words === undefined ? say`` : say` (recorded as ${from(fact, () => quoted(words))})`;
  return {
    rule: 'risk-unclear',
    phrase: say`asked about ${topic}: the answer was ${from(fact, () => 'unclear')}${told}`,
  };
}

function affirmed(items: readonly FactOf<'risk'>[], material: Material, refer: Refer): Statement[] {
  const plain = items.filter(
    ({ polarity, value }) => polarity === 'affirmed' && value.words === undefined && !value.unclear,
  );
  const [first] = plain;
  if (first === undefined) return [];
  const what = listed(plain.map((fact) => from(fact, ({ item }) => NAMES[item])));
  const phrase = patientTookPart(material)
    ? say`${refer.subject()} affirmed ${what}`
    : byReport(derived([first], 'affirmed'), what);
  return [{ rule: 'risk-affirmed', phrase }];
}

function denied(items: readonly FactOf<'risk'>[], material: Material, refer: Refer): Statement[] {
  const plain = items.filter(({ polarity, value }) => polarity === 'denied' && value.words === undefined);
  const [first] = plain;
  if (first === undefined) return [];
  const what = listed(
    plain.map((fact) => from(fact, ({ item }) => NAMES[item])),
    plain.length > 1 ? 'or' : 'comma',
  );
  if (!patientTookPart(material)) return [{ rule: 'risk-denied', phrase: byReport(derived([first], 'denied'), what) }];
  const who = refer.subject();
  return [
    {
      rule: 'risk-denied',
      phrase: vary(material, 'risk-denied', [
        say`${who} denied ${what} this session`,
        say`asked about risk this session, ${who} denied ${what}`,
        say`this session ${who} denied ${what}`,
      ]),
    },
  ];
}

function unanswered(items: readonly FactOf<'risk'>[], material: Material): Statement[] {
  const open = items.filter(({ polarity }) => polarity === 'not-assessed');
  if (open.length === 0) return [];
  const what: Phrase = listed(open.map((fact) => topicUnasked(fact, material)));
  return [
    {
      rule: 'risk-not-assessed',
      phrase: vary(material, 'risk-not-assessed', [
        open.length > 1 ? say`${what} were not assessed this session` : say`${what} was not assessed this session`,
        say`not assessed this session: ${what}`,
        open.length > 1
          ? say`risk questions not assessed this session: ${what}`
          : say`risk question not assessed this session: ${what}`,
      ]),
    },
  ];
}

/** The question, in the clinician's words where she named it as not assessed: `suicidal ideation (child not present)`. */
function topicUnasked(fact: FactOf<'risk'>, material: Material): Phrase {
  const named = saidUnasked(material).find(({ item }) => item === fact.value.item)?.said;
  if (named === undefined) return say`${from(fact, ({ item }) => TOPICS[item])}`;
  return say`${from(named, ({ what }) => bare(what))}${citing([fact])}`;
}

/** What the clinician named as not assessed that is one of the risk questions, each question once. */
export function saidUnasked(material: Material): { item: RiskItem; said: FactOf<'not-assessed'> }[] {
  const open = enteredOf(material, 'risk').filter(({ polarity }) => polarity === 'not-assessed');
  const said = enteredOf(material, 'not-assessed');
  return open.flatMap(({ value: { item } }) => {
    const one = said.find(({ value }) => namesTopic(value.what, item));
    return one === undefined ? [] : [{ item, said: one }];
  });
}

/** By the question's own words, or by the short form clinicians use for it: `SI`, `HI (child not present)`. */
function namesTopic(what: string, item: RiskItem): boolean {
  const words = what.trim();
  return words.toLowerCase().startsWith(TOPICS[item]) || SHORT[item]?.test(words) === true;
}

function judged(material: Material): Statement[] {
  return enteredOf(material, 'risk-summary').flatMap((fact) => {
    const { level, action, protective = [] } = fact.value;
    const made: Statement[] = [];
    if (level !== undefined)
      made.push({
        rule: 'risk-level',
        phrase: levelJudged(
          from(fact, () => level),
          material,
        ),
      });
    if (protective.length > 0)
      made.push({
        rule: 'protective',
        phrase: say`protective factors named: ${listed(protective.map((one) => from(fact, () => bare(one))))}`,
      });
    if (action !== undefined)
      made.push({ rule: 'risk-action', phrase: say`action taken on risk: ${from(fact, () => action)}` });
    return made;
  });
}

function levelJudged(level: Slot, material: Material): Phrase {
  if (/^not |unknown/i.test(level.slot)) return say`overall risk: ${level}`;
  return vary(material, 'risk-level', [
    say`the clinician judged the overall risk as ${level}`,
    say`overall risk, in the judgment of the clinician: ${level}`,
    say`overall risk was judged as ${level} by the clinician`,
  ]);
}
