/**
 * Techniques by modality, as chips for the clinician: a modality's stored value, its words on the screen, and techniques a
 * note can name. `[…]` marks a slot that she fills; an open one is left out of the note (`withoutOpenSlots`). The selection
 * follows the treatment manuals of each modality; none is ever entered by itself.
 */
export interface ModalityTechniques {
  readonly modality: string;
  readonly words: string;
  readonly techniques: readonly string[];
}

/** In the order they are offered. */
export const TECHNIQUES: readonly ModalityTechniques[] = [
  {
    modality: 'CBT',
    words: 'CBT',
    techniques: [
      'cognitive restructuring of [thought] with a thought record',
      'behavioral experiment on [prediction]',
      'graded exposure to [situation]',
      'exposure and response prevention for [ritual]',
      'scheduled worry time',
      'problem solving for [problem]',
      'sleep restriction and stimulus control',
      'relapse prevention planning',
    ],
  },
  {
    modality: 'BA',
    words: 'Behavioral activation',
    techniques: [
      'activity and mood monitoring',
      'scheduling of [activity]',
      'graded task assignment for [task]',
      'problem solving of barriers to [activity]',
    ],
  },
  {
    modality: 'DBT',
    words: 'DBT',
    techniques: [
      'chain analysis of [behavior]',
      'diary card review',
      'teaching of [skill]',
      'coping ahead for [situation]',
      'validation of [emotion]',
    ],
  },
  {
    modality: 'MI',
    words: 'Motivational interviewing',
    techniques: [
      'reflections and open questions on [behavior]',
      'eliciting change talk about [behavior]',
      'importance and confidence rulers for [change]',
      'decisional balance on [behavior]',
      'summary of commitment to [change]',
    ],
  },
  {
    modality: 'ACT',
    words: 'ACT',
    techniques: [
      'cognitive defusion from [thought]',
      'acceptance exercise with [experience]',
      'values clarification in [area]',
      'committed action toward [value]',
      'present-moment exercise',
    ],
  },
  {
    modality: 'CPT_therapy',
    words: 'Cognitive processing therapy',
    techniques: [
      'impact statement',
      'ABC worksheet on [event]',
      'challenging questions on [stuck point]',
      'Socratic dialogue on [stuck point]',
      'theme module on [theme]',
    ],
  },
  {
    modality: 'PE',
    words: 'Prolonged exposure',
    techniques: [
      'imaginal exposure to [memory], distress [peak] to [end]',
      'in vivo exposure to [situation]',
      'processing after imaginal exposure',
      'breathing retraining',
    ],
  },
  {
    modality: 'EMDR',
    words: 'EMDR',
    techniques: [
      'history and target selection',
      'resourcing',
      'bilateral stimulation on [target], distress [before] to [after]',
      'installation of [belief]',
      'body scan and closure',
    ],
  },
  {
    modality: 'TF-CBT',
    words: 'Trauma-focused CBT',
    techniques: [
      'relaxation training with [exercise]',
      'affect regulation with [tool]',
      'trauma narrative, [chapter]',
      'cognitive processing of [belief]',
      'parenting skills: [skill]',
      'conjoint session with [caregiver]',
    ],
  },
  {
    modality: 'IPT',
    words: 'Interpersonal',
    techniques: [
      'interpersonal inventory',
      'communication analysis of [conversation]',
      'role play of [conversation]',
      'problem-area work on [problem area]',
    ],
  },
  {
    modality: 'SFBT',
    words: 'Solution-focused',
    techniques: ['miracle question', 'scaling question on [topic], [rating]', 'search for exceptions to [problem]'],
  },
  {
    modality: 'problem_solving',
    words: 'Problem solving',
    techniques: [
      'problem definition of [problem]',
      'listing and weighing of options for [problem]',
      'action steps for [problem]',
    ],
  },
  {
    modality: 'psychoeducation',
    words: 'Psychoeducation',
    techniques: ['psychoeducation on [topic]', 'review of the treatment rationale for [treatment]'],
  },
  {
    modality: 'family',
    words: 'Family',
    techniques: [
      'communication training on [topic]',
      'reframing of [pattern]',
      'enactment of [interaction]',
      'setting of boundaries around [topic]',
      'caregiver psychoeducation on [topic]',
    ],
  },
  {
    modality: 'group',
    words: 'Group process',
    techniques: ['skill practice of [skill]', 'feedback round on [topic]', 'process comment on [pattern]'],
  },
  {
    modality: 'crisis',
    words: 'Crisis',
    techniques: [
      'suicide risk inquiry',
      'safety planning',
      'lethal means counseling on [means]',
      'de-escalation with [technique]',
      'mobilization of [support]',
    ],
  },
  {
    modality: 'case_management',
    words: 'Case management',
    techniques: [
      'assessment of need for [service]',
      'linking to [service]',
      'completing of [application]',
      'advocacy with [agency]',
      'follow-up on [referral]',
    ],
  },
  {
    modality: 'assessment',
    words: 'Assessment',
    techniques: ['clinical interview', 'review of [instrument]', 'collateral interview with [role]'],
  },
  {
    modality: 'planning',
    words: 'Treatment planning',
    techniques: ['review of goals and objectives', 'shared goal setting on [goal]'],
  },
];

const SLOT_NAMES = new Set(
  TECHNIQUES.flatMap(({ techniques }) => techniques.flatMap((words) => words.match(/\[[^\]]+\]/g) ?? [])),
);
const OPEN_SLOT =
  /(?:,? (?:of|on|with|to|from|for|about|toward|in|around|distress)|,|:)? ?(\[[^\]]+\])(?: to (\[[^\]]+\]))?/g;

/** Where the first open slot of a technique begins and ends; undefined where none is open. */
export function firstOpenSlot(technique: string): { start: number; end: number } | undefined {
  for (const match of technique.matchAll(/\[[^\]]+\]/g))
    if (SLOT_NAMES.has(match[0])) return { start: match.index, end: match.index + match[0].length };
  return undefined;
}

/** A technique without the slots that were left open, and without the word that led to each. Brackets of her own stay. */
export function withoutOpenSlots(technique: string): string {
  return technique
    .replace(OPEN_SLOT, (whole, slot: string, second: string | undefined) =>
      SLOT_NAMES.has(slot) && (second === undefined || SLOT_NAMES.has(second)) ? '' : whole,
    )
    .replace(/\s+/g, ' ')
    .replace(/\s+([,;.])/g, '$1')
    .trim();
}
