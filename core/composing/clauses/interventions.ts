import type { FactOf } from '../../chart/fact.ts';
import { modalityName } from '../modality-names.ts';
import { citing, from, type Phrase, type Sayable, say } from '../phrase.ts';
import { bare } from '../realise.ts';
import type { Refer } from '../refer.ts';
import { enteredOf, type Material } from '../select.ts';
import type { Clauses } from '../statement.ts';
import { subjectless } from '../subject-verbs.ts';
import { tellsWhatWasDone } from '../technique-verbs.ts';
import { vary } from '../vary.ts';

/** What the clinician did: kind of work, technique in her words, and the objective or goal of the plan it served. */
export const interventions: Clauses = (material, refer) => {
  const done = enteredOf(material, 'intervention');
  if (done.length === 0 && enteredOf(material, 'care-activity').length > 0) return [];
  if (done.length === 0)
    return [
      {
        rule: 'no-intervention',
        phrase: say`no intervention was entered for this session${citing([material.session])}`,
      },
    ];
  return done.map((fact, index) => ({
    rule: 'intervention',
    phrase: index === 0 ? first(fact, material, refer) : further(fact, index, material, refer),
  }));
};

function first(fact: FactOf<'intervention'>, material: Material, refer: Refer): Phrase {
  if (tellsWhatWasDone(fact.value.technique)) {
    const did = whatWasDone(fact, material);
    const served = aimOf(fact, refer);
    return served === undefined
      ? say`the clinician ${did}`
      : vary(material, 'intervention', [
          say`the clinician ${did}, toward ${served}`,
          say`toward ${served}, the clinician ${did}`,
        ]);
  }
  const work = workOf(fact, material, 'ends');
  const within = workOf(fact, material, 'goes on');
  const aim = aimOf(fact, refer);
  if (aim === undefined)
    return vary(material, 'intervention', [
      say`the clinician provided ${work}`,
      say`the work of the session was ${work}`,
      say`intervention: ${work}`,
    ]);
  return vary(material, 'intervention', [
    say`the clinician provided ${within}, toward ${aim}`,
    say`toward ${aim}, the clinician provided ${work}`,
    say`the work toward ${aim} was ${work}`,
  ]);
}

/** The ways to go on, used in turn, so that no two interventions of a note begin alike. */
function further(fact: FactOf<'intervention'>, index: number, material: Material, refer: Refer): Phrase {
  if (tellsWhatWasDone(fact.value.technique)) {
    const did = whatWasDone(fact, material);
    const served = aimOf(fact, refer);
    if (served === undefined)
      return index % 2 === 1 ? say`the clinician also ${did}` : say`further, the clinician ${did}`;
    return index % 2 === 1
      ? say`the clinician also ${did}, toward ${served}`
      : say`for ${served}, the clinician ${did}`;
  }
  const work = workOf(fact, material, 'ends');
  const within = workOf(fact, material, 'goes on');
  const aim = aimOf(fact, refer);
  const ways: readonly [Phrase, Phrase, Phrase] =
    aim === undefined
      ? [say`the session also held ${work}`, say`further work was ${work}`, say`added to this was ${work}`]
      : [
          say`for ${aim}, the session also held ${work}`,
          say`further work was ${within}, toward ${aim}`,
          say`added to this, toward ${aim}, was ${work}`,
        ];
  const start = vary(material, 'further-intervention', [0, 1, 2]);
  return ways[(start + index) % ways.length] ?? ways[0];
}

/** `taught box breathing`, with the kind of work in brackets where a chip names one. */
function whatWasDone(fact: FactOf<'intervention'>, { style }: Material): Sayable {
  const { modality, technique } = fact.value;
  const words = from(fact, () => subjectless(bare(technique)));
  if (modality === undefined) return words;
  const { name } = modalityName(modality, style.abbreviations);
  if (name === 'assessment' || technique.toLowerCase().includes(name.toLowerCase())) return words;
  return say`${words} (${from(fact, () => name)})`;
}

function aimOf({ value }: FactOf<'intervention'>, refer: Refer): Phrase | undefined {
  return value.objectiveLocalId === undefined ? undefined : refer.aim(value.objectiveLocalId);
}

/**
 * The kind of work and the technique; the kind alone is left out where the technique already names it. The technique
 * stands in brackets where the sentence goes on after it.
 */
function workOf(fact: FactOf<'intervention'>, { style }: Material, sentence: 'ends' | 'goes on'): Sayable {
  const { modality, technique } = fact.value;
  const words = from(fact, () => bare(modality === undefined ? technique : withoutChip(technique, modality)));
  if (modality === undefined) return words;
  const { name, known } = modalityName(modality, style.abbreviations);
  if (name === 'assessment' || technique.toLowerCase().includes(name.toLowerCase())) return words;
  const kind = from(fact, () => name);
  // A word of the clinician's own for a kind of work, `play`, does not always stand as one before a colon.
  if (!known) return say`${words} (${kind})`;
  return sentence === 'goes on' || /[:;,]/.test(words.slot) ? say`${kind} (${words})` : say`${kind}: ${words}`;
}

/** `CBT: thought record` beside the chip CBT: the kind of work is told once. */
function withoutChip(technique: string, modality: string): string {
  const [lead = '', ...rest] = technique.split(/\s*[:–—]\s*|\s+-\s+/);
  const said = lead
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const chip = modality
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return rest.length > 0 && said === chip ? technique.slice(technique.indexOf(rest[0] ?? '', lead.length)) : technique;
}
