import type { DocumentReference, Encounter, FhirResource } from 'fhir/r4';
import { plainText } from '../../../core/fhir/read/plain-text.ts';
import { NOTE_PROFILE } from '../../../core/fhir/write/filing-codes.ts';
import { dayAfter } from './any-draw.ts';
import type { AnyContext, Planted } from './any-record.ts';

const PLANS = [
  '- Bus pass request.\n- Walk twice a week.', 'Thought record daily; call the pharmacy about 90 days', 'Planned: practice "5-4-3-2-1" nightly.',
  'Next appointment: 3 May 2026.', 'Continue CBT. Review PHQ-9 next time. Bring the housing letter.', 'See above', 'f/u 1 wk, sleep log, d/c caffeine p.m.',
] as const; // biome-ignore format: a table

/** What of the notes and visits of a chart a reader needs. */
export interface AnyNotes {
  readonly resources: FhirResource[];
  readonly texts: ReadonlyMap<string, string>;
  readonly planted: Planted[];
}

/** 0–30 earlier notes: foreign, ours, as a web page, without a plan, not final, replaced, empty, withheld, later. */
export function anyNotes({ draw, day, subject }: AnyContext): AnyNotes {
  const texts = new Map<string, string>();
  const planted: Planted[] = [];
  const most = draw.pick([0, 1, 3, 8, 30]);
  const resources = draw.times(most > 3 ? most / 2 : 0, most, (index): DocumentReference => {
    const id = `note-${index}`;
    const form = draw.pick([
      'text',
      'text',
      'text',
      'ours',
      'html',
      'no-plan',
      'preliminary',
      'superseded',
      'no-text',
      'withheld',
      'later',
    ] as const);
    const on = dayAfter(day, form === 'later' ? draw.between(1, 40) : -draw.between(draw.chance(0.1) ? 0 : 1, 400));
    const mark = `quokka${index}x`;
    const hidden = form === 'withheld' || form === 'later' || form === 'superseded';
    if (hidden)
      planted.push({
        why: form === 'later' ? 'after-session' : form === 'withheld' ? 'withheld' : 'void',
        words: mark,
      });
    const plan = hidden ? `Ask about ${mark}.` : draw.pick(PLANS);
    const text =
      form === 'no-plan'
        ? `Seen today. Talked about work and ${mark}.`
        : `SUBJECTIVE\nTold of the week.\n\nPLAN\n${plan}\n\nElectronically signed by J. Roe, LCSW`;
    if (form === 'html')
      texts.set(
        `DocumentReference/${id}`,
        plainText(
          `<h2>SUBJECTIVE</h2><p>Told &amp; heard.</p><h2>PLAN</h2><ul><li>${plan}</li><li>Call &lt;school&gt;</li></ul>`,
          'text/html',
        ) ?? '',
      );
    else if (form !== 'no-text') texts.set(`DocumentReference/${id}`, text);
    const way =
      form === 'withheld' ? draw.pick(['label', 'title', 'very-restricted', 'counselling'] as const) : undefined;
    const label =
      way === 'label'
        ? 'PSYTHPN'
        : way === 'very-restricted'
          ? 'V'
          : way === 'counselling'
            ? '42CFRPart2'
            : draw.chance(0.15)
              ? draw.pick(['R', '42CFRPart2'])
              : undefined;
    return {
      resourceType: 'DocumentReference',
      id,
      ...(form === 'ours' || label !== undefined
        ? {
            meta: {
              ...(form === 'ours' && { profile: [NOTE_PROFILE] }),
              ...(label !== undefined && {
                security: [
                  {
                    code: label,
                    system:
                      label.length === 1
                        ? 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
                        : 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
                  },
                ],
              }),
            },
          }
        : {}),
      status: form === 'superseded' ? 'superseded' : 'current',
      docStatus: form === 'preliminary' ? 'preliminary' : 'final',
      type:
        way === 'counselling'
          ? { coding: [{ system: 'http://loinc.org', code: '34872-2' }] }
          : { coding: [{ system: 'http://loinc.org', code: '11506-3' }], text: 'Progress note' },
      ...(way === 'title' && {
        description: draw.pick(['Psychotherapy note', 'SUD counseling session note', 'process notes']),
      }),
      subject,
      date: draw.chance(0.5) ? on : `${on}T16:00:00Z`,
      content: [{ attachment: { contentType: 'text/plain' } }],
    };
  });
  const visits = draw.times(
    0,
    3,
    (index): Encounter => ({
      resourceType: 'Encounter',
      id: `enc-${index}`,
      status: draw.pick(['finished', 'planned', 'cancelled', 'in-progress']),
      class: { code: draw.pick(['AMB', 'VR']) },
      subject,
      period: { start: `${dayAfter(day, -draw.between(-9, 30))}T10:00:00Z` },
    }),
  );
  return { resources: [...resources, ...visits], texts, planted };
}
