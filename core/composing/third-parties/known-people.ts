import { type Fact, factsOf } from '../../chart/fact.ts';
import type { KnownPeople } from './by-role.ts';
import { ROLES } from './words.ts';

/**
 * Who may be named in a note, by the chart: the patient, the clinician, authors of notes, and those to whom a referral or a
 * release goes; with them the organisations, payers, drugs and diagnoses on record, which are no persons. A recipient whom
 * the record gives by a private role, `Corrine Thornquist (wife)`, is called by that role.
 */
export function knownPeople(facts: readonly Fact[], clinicianName?: string): KnownPeople {
  const [patient] = factsOf(facts, 'patient');
  const possessive = possessiveOf(patient?.value.pronouns);
  const named = new Set<string>();
  const roles = new Map<string, string>();
  const addAll = (text: string | undefined): void => {
    for (const word of wordsOf(text ?? '')) named.add(word);
  };
  addAll(patient?.value.legalName);
  addAll(patient?.value.preferredName);
  const own = new Set(named);
  addAll(clinicianName);
  for (const { value } of factsOf(facts, 'referral')) addAll(value.to);
  for (const { value } of factsOf(facts, 'prior-note')) addAll(value.author);
  for (const { value } of factsOf(facts, 'medication')) addAll(value.name);
  for (const { value } of factsOf(facts, 'coverage')) addAll(value.payer);
  for (const { value } of factsOf(facts, 'condition')) addAll(value.display);
  for (const { value } of factsOf(facts, 'consent')) {
    const private_ = privateRecipient(value.recipient);
    if (private_ === undefined) addAll(value.recipient);
    else
      for (const word of wordsOf(private_.name)) if (!own.has(word)) roles.set(word, `${possessive} ${private_.role}`);
  }
  for (const word of roles.keys()) named.delete(word);
  return { named, roles, possessive };
}

/** `Corrine Thornquist (wife)`, `Salote Fonoti, mother` → name and role, where the role is a private one. */
function privateRecipient(recipient: string | undefined): { name: string; role: string } | undefined {
  const found = /^([^(,]+?)\s*[(,]\s*([\p{Ll}-]+)\s*\)?$/u.exec(recipient ?? '');
  const [, name = '', role = ''] = found ?? [];
  return ROLES.has(role) ? { name, role } : undefined;
}

function possessiveOf(pronouns: string | undefined): KnownPeople['possessive'] {
  const first = pronouns
    ?.trim()
    .toLowerCase()
    .split(/[\s/,(]/)[0];
  if (first === 'she') return 'her';
  if (first === 'he') return 'his';
  return first === 'they' ? 'their' : 'the';
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu)].map(([word]) => word.toLowerCase());
}
