import type { SecurityLabel } from '../chart/fact.ts';
import type { Draft } from './draft.ts';

/**
 * What a note inherits from its sources: the security labels of the Facts that its sentences cite or that its head states,
 * each once, in the order of the note. A sentence that the clinician reworded still rests on the Facts it was composed
 * from, so rewording takes no label away; striking the sentence out does. Words of a composed sentence that stand in another
 * one, because two were joined or one was cut and pasted, bring its labels along.
 */
export function citedLabels(
  draft: Pick<Draft, 'sections' | 'facts' | 'header'>,
  composed: Pick<Draft, 'sections'> = draft,
): SecurityLabel[] {
  const facts = new Map(draft.facts.map((fact) => [fact.id, fact]));
  const first = composed.sections.flatMap((section) => section.sentences);
  const before = new Map(first.map((one) => [one.id, one.facts]));
  const now = draft.sections.flatMap((section) => section.sentences);
  const text = now.map((one) => oneLine(one.text)).join(' ');
  const cited = [
    ...now.flatMap((one) => [...one.facts, ...(before.get(one.id) ?? [])]),
    ...first.flatMap((one) => (text.includes(oneLine(one.text).replace(/[.!?]$/, '')) ? one.facts : [])),
  ];
  const labels = [...headFacts(draft), ...cited].flatMap((id) => facts.get(id)?.labels ?? []);
  return [...new Map(labels.map((label) => [`${label.system}|${label.code}`, label])).values()];
}

/** The head of a note names the patient and the diagnoses; it cites nothing, so what it states is found by its words. */
function headFacts({ facts, header }: Pick<Draft, 'facts' | 'header'>): string[] {
  const stated = header.map(([, value]) => value);
  return facts
    .filter(
      (fact) =>
        fact.kind === 'patient' ||
        (fact.kind === 'condition' && stated.some((line) => line.includes(oneLine(fact.value.display)))),
    )
    .map(({ id }) => id);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `labels` as a member of a draft or a record: absent when there are none. */
export function labelsMember(labels: readonly SecurityLabel[]): { labels?: readonly SecurityLabel[] } {
  return labels.length === 0 ? {} : { labels };
}
