import type { InstrumentId } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { scoreItems } from '../../instruments/score-items.ts';
import type { SettledEvidence } from './score-scales.ts';

/** One administration of a scale while its parts are being gathered. */
export class Administration {
  readonly instrument: InstrumentId;
  readonly parts: SettledEvidence[];
  /** The total as recorded; of a panel its own value where no total stands with it. */
  total: number | undefined;
  /** Answers by place on the form, from 1. */
  readonly items = new Map<number, number>();
  level: string | undefined;
  /** Another answer to one of its questions was recorded for the same moment, so which answers go together is not sure. */
  contested = false;
  /** All answers are held together by the record itself. */
  whole = false;
  #sum: number | null | undefined;

  constructor(first: SettledEvidence) {
    this.instrument = first.instrument;
    this.parts = [first];
    const told = first.readings.filter(({ value }) => value !== undefined);
    this.total = (told.find(({ role }) => role === 'total') ?? told.find(({ role }) => role === 'panel'))?.value;
    for (const { role, item, value } of told) if (role === 'item' && value !== undefined) this.items.set(item, value);
    this.level = first.readings.find(({ role, words }) => role === 'level' && words !== '')?.words;
  }

  /** Makes the parts of `other` its own. Only what `canJoin` allows may be taken. */
  take(other: Administration): void {
    for (const part of other.parts) this.parts.push(part);
    this.total ??= other.total;
    for (const [item, value] of other.items) this.items.set(item, value);
    this.level ??= other.level;
    this.contested ||= other.contested;
    this.whole ||= other.whole;
    this.#sum = undefined;
  }

  /** Sum of the answers, null when they are not all there. */
  sum(): number | null {
    this.#sum ??= scoreItems(this.instrument, this.answers());
    return this.#sum;
  }

  /** The answers in the order of the form, null where there is none. */
  answers(): (number | null)[] {
    const { itemCount } = INSTRUMENTS[this.instrument];
    return Array.from({ length: itemCount }, (_unused, at) => this.items.get(at + 1) ?? null);
  }

  days(): Set<string> {
    return new Set(this.parts.flatMap(({ day }) => day ?? []));
  }

  /** The moment of its total, else of its first part that has one. */
  at(): number | undefined {
    const head = this.parts.find(({ readings }) =>
      readings.some(({ role, value }) => role === 'total' && value !== undefined),
    );
    return head?.at ?? this.parts.find(({ at }) => at !== undefined)?.at;
  }

  /** True when a day is all that is known of its time. */
  isDated(): boolean {
    return this.parts.every(({ when }) => when !== undefined && when.length === 10);
  }
}

/** True when nothing in the two contradicts: no other total, no other level, no other answer to the same question. */
export function canJoin(one: Administration, other: Administration): boolean {
  return agree(one.total, other.total) && agree(one.level, other.level) && !clashes(one, other);
}

/** False when the answers of both together cannot add up to the total: they are then of another form. */
export function canAddUp(one: Administration, other: Administration): boolean {
  const total = one.total ?? other.total;
  const { summed, itemRange, itemCount, reverseScored = [] } = INSTRUMENTS[one.instrument];
  if (total === undefined || !summed) return true;
  const known = new Map([...one.items, ...other.items]);
  let least = 0;
  for (const [item, answer] of known) least += reverseScored.includes(item) ? itemRange[1] - answer : answer;
  return least <= total && least + (itemCount - known.size) * itemRange[1] >= total;
}

/** True when the two answer the same question differently. */
export function clashes(one: Administration, other: Administration): boolean {
  const [few, many] = one.items.size <= other.items.size ? [one, other] : [other, one];
  return [...few.items].some(([item, value]) => !agree(value, many.items.get(item)));
}

/** True when both hold the same answers to the same questions. */
export function sameAnswers(one: Administration, other: Administration): boolean {
  return (
    one.items.size === other.items.size && [...one.items].every(([item, value]) => other.items.get(item) === value)
  );
}

function agree(one: number | string | undefined, other: number | string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
