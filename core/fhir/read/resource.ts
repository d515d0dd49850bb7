import type { Fact, FactKind, FactOf, FactValues, Polarity, SecurityLabel } from '../../chart/fact.ts';
import { bounded, isObject, type JsonObject, objectAt, textAt } from './json.ts';
import { securityLabels } from './security-labels.ts';

/** One resource with what its Facts cite. */
export interface ReadResource {
  readonly json: JsonObject;
  readonly type: string;
  /** Relative, `Observation/ob-6`. */
  readonly reference: string;
  readonly versionId?: string;
  /** The labels its Facts carry on; absent when none. */
  readonly labels?: readonly SecurityLabel[];
}

/** Why a resource gave no Facts. */
export type DropReason =
  | 'other-patient'
  | 'no-subject'
  | 'no-id'
  | 'not-a-resource'
  | 'entered-in-error'
  | 'refuted'
  | 'not-in-force'
  | 'out-of-range'
  | 'withheld'
  /** A note whose text was not fetched, or is none. */
  | 'no-text'
  | 'unreadable';

/** What a reader gives: Facts, or the one reason why not. An empty list means: nothing that concerns us. */
export type ReadResult = readonly Fact[] | DropReason;

const ID = /^[A-Za-z0-9.-]{1,64}$/;
const TYPE = /^[A-Z][A-Za-z]{2,40}$/;
const MAX_EXCERPT = 240;

/** The resource with its reference, or why it cannot be cited. */
export function asReadResource(value: unknown): ReadResource | DropReason {
  if (!isObject(value)) return 'not-a-resource';
  const type = textAt(value, 'resourceType', 60);
  if (type === undefined || !TYPE.test(type)) return 'not-a-resource';
  const id = value['id'];
  if (typeof id !== 'string' || !ID.test(id)) return 'no-id';
  const versionId = textAt(objectAt(value, 'meta'), 'versionId', 100);
  const labels = securityLabels(value);
  return {
    json: value,
    type,
    reference: `${type}/${id}`,
    ...(versionId === undefined ? {} : { versionId }),
    ...(labels.length === 0 ? {} : { labels }),
  };
}

/** The resource with the labels of another one whose words its Fact tells too: the plan, and the order it refers to. */
export function labelledAlso(resource: ReadResource, other: JsonObject): ReadResource {
  return withLabels(resource, securityLabels(other));
}

/** The resource with these labels besides its own, each once. */
export function withLabels(resource: ReadResource, more: readonly SecurityLabel[]): ReadResource {
  const labels = [...(resource.labels ?? []), ...more];
  const once = new Map(labels.map((label) => [`${label.system}|${label.code}`, label]));
  return once.size === 0 ? resource : { ...resource, labels: [...once.values()] };
}

/** A Fact about the patient, read from `resource`. `part` tells apart several Facts of one kind from one resource. */
export function factFrom<K extends FactKind>(
  kind: K,
  resource: ReadResource,
  fact: {
    value: Members<FactValues[K]>;
    path: string;
    excerpt: string | undefined;
    when?: string | undefined;
    unit?: string | undefined;
    polarity?: Polarity;
    part?: number | undefined;
  },
): FactOf<K> {
  const { reference, versionId, labels } = resource;
  return {
    id: `${kind}:${reference}${fact.part === undefined ? '' : `#${fact.part}`}`,
    kind,
    value: present(fact.value),
    ...(fact.unit === undefined ? {} : { unit: fact.unit }),
    ...(fact.when === undefined ? {} : { when: fact.when }),
    polarity: fact.polarity ?? 'affirmed',
    whose: 'patient',
    source: {
      from: 'ehr',
      reference,
      ...(versionId === undefined ? {} : { versionId }),
      path: `${resource.type}.${fact.path}`,
      excerpt: bounded(fact.excerpt ?? '', MAX_EXCERPT),
    },
    ...(labels === undefined ? {} : { labels }),
  };
}

/** The members of a Fact's value; the optional ones may be given as undefined and are then left out. */
type Members<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

function present<T>(members: Members<T>): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
