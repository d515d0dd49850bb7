import type { Fact, FactKind, NamedPerson } from '../../chart/fact.ts';
import type { SessionInput } from '../../chart/session-input.ts';
import { kindOf } from '../../services/service-table.ts';
import { byRole, type KnownPeople, professionalsIn, type Replaced, rolesIn, SOMEBODY } from './by-role.ts';
import { knownPeople } from './known-people.ts';
import { withoutOthersStories } from './others-in-group.ts';

/** Members of each kind's value that the clinician writes freely: text, or a list of texts. */
const FREE_TEXT: Readonly<Partial<Record<FactKind, readonly string[]>>> = {
  session: ['participants'],
  participant: ['role'],
  'session-detail': ['text'],
  history: ['text'],
  'care-activity': ['text'],
  circumstance: ['words'],
  complaint: ['text'],
  reported: ['text'],
  observation: ['finding'],
  intervention: ['technique', 'response'],
  response: ['text'],
  risk: ['words'],
  'risk-summary': ['action', 'protective'],
  progress: ['evidence'],
  homework: ['text'],
  'homework-review': ['text', 'words'],
  planned: ['text'],
};

/**
 * The Facts of a session with third parties by role: a name that the input explains anywhere is known everywhere in it. The
 * words as entered stay in each Fact's source; `persons` tells what was reworded. A member of a group whom the list of
 * those present names is called another group member, and what members told of themselves is left out.
 */
export function enteredByRole(
  entered: readonly Fact[],
  chart: readonly Fact[],
  input: SessionInput,
  clinicianName: string | undefined,
): Fact[] {
  const base = knownPeople(chart, clinicianName);
  // Who led the group with the clinician is of the care team. Elsewhere the same name may be a member's.
  const team = entered.filter(isOfTeam);
  const texts = entered.filter((fact) => !team.includes(fact)).flatMap((fact) => textsOf(fact));
  const places =
    `${input.patientLocation ?? ''} ${input.clinicianLocation ?? ''}`.toLowerCase().match(/\p{L}+/gu) ?? [];
  const named = new Set([...base.named, ...texts.flatMap(professionalsIn), ...places]);
  const known = { ...base, named, roles: new Map(base.roles) };
  const group = kindOf(input.kind, input.serviceCode) === 'group';
  if (group)
    for (const word of input.participants.flatMap(properWords))
      if (!named.has(word)) known.roles.set(word, 'another group member');
  for (const text of texts)
    for (const [word, role] of rolesIn(text, known))
      if (!known.roles.has(word) || known.roles.get(word) === SOMEBODY) known.roles.set(word, role);
  return entered.map((fact) => (team.includes(fact) ? fact : reworded(fact, known, group)));
}

function isOfTeam(fact: Fact): boolean {
  return fact.kind === 'session-detail' && fact.value.detail === 'group-co-facilitator';
}

/** The words of a participant that is given by a name and not by a role. */
function properWords(participant: string): string[] {
  const words = [...participant.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)].map(([word]) => word);
  if (!words.every((word) => /^\p{Lu}\p{Ll}/u.test(word) || word.length === 1)) return [];
  return words.filter((word) => word.length > 1).map((word) => word.toLowerCase());
}

function textsOf(fact: Fact): string[] {
  return (FREE_TEXT[fact.kind] ?? []).flatMap((member) => {
    const value = (fact.value as Readonly<Record<string, unknown>>)[member];
    return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
  });
}

function reworded(fact: Fact, known: KnownPeople, group: boolean): Fact {
  const replaced: Replaced[] = [];
  const change = (text: unknown): unknown => {
    if (typeof text !== 'string') return text;
    const one = byRole(text, known);
    replaced.push(...one.replaced);
    return group && one.replaced.length > 0 ? withoutOthersStories(one.text) : one.text;
  };
  const value: Record<string, unknown> = { ...fact.value };
  for (const member of FREE_TEXT[fact.kind] ?? []) {
    const held = value[member];
    if (Array.isArray(held)) value[member] = held.map(change);
    else if (held !== undefined) value[member] = change(held);
  }
  if (replaced.length === 0) return fact;
  const persons = replaced.map(({ by, because }): NamedPerson => ({ by, because }));
  return { ...fact, value, persons } as unknown as Fact;
}
