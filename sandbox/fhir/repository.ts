import { generateId, OperationOutcomeError, type SearchRequest, type WithId } from '@medplum/core';
import {
  type CreateResourceOptions,
  type DeleteResourceOptions,
  getExtraEntries,
  MemoryRepository,
} from '@medplum/fhir-router';
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { FhirResource } from 'fhir/r4';
import { outcomeError } from './outcomes.ts';
import { sortMatches } from './sort-matches.ts';
import { assertValid } from './validate.ts';

/** What one request may do. `letter` is a SMART v2 permission: c, r, u, d or s. */
export interface Guard {
  /** Tells whether the resource may be read, found, written or deleted under this permission. */
  permits(letter: Letter, resource: FhirResource): boolean;
}

export type Letter = 'c' | 'r' | 'u' | 'd' | 's';

interface Maps {
  resources: Map<string, Map<string, Resource>>;
  history: Map<string, Map<string, Resource[]>>;
}

interface Shared {
  depth: number;
  trusted: boolean;
  deleted: Map<string, string>;
}

/**
 * An in-memory FHIR R4 repository that behaves as an EHR does where the base class does not: what is written is
 * validated, a transaction leaves nothing behind when it fails, a deleted resource is gone (410) and keeps its history,
 * history is newest first, and a Guard holds for every path to a resource, Bundle entries included.
 */
export class SandboxRepository extends MemoryRepository {
  private readonly guard: Guard | undefined = undefined;
  private readonly shared: Shared = { depth: 0, trusted: false, deleted: new Map() };

  /** A view of the same data through a guard. Views are cheap: one for each request. */
  guarded(guard: Guard): SandboxRepository {
    return Object.assign(Object.create(this) as SandboxRepository, { guard });
  }

  /** Stores resources as they are, without validation and with the meta they carry. For seeding only. */
  async seed(resources: FhirResource[]): Promise<void> {
    this.shared.trusted = true;
    try {
      await this.withSeeding(async () => {
        for (const resource of resources) await this.createResource(resource as Resource, undefined, true);
      });
    } finally {
      this.shared.trusted = false;
    }
  }

  /** Every current resource, for tests and for the chart page. */
  everything(): FhirResource[] {
    return [...this.maps().resources.values()].flatMap((byId) => [...byId.values()]) as FhirResource[];
  }

  /** The current resource behind "Type/id", without a guard; undefined if there is none. Not a copy. */
  find(reference: string): FhirResource | undefined {
    const [type = '', id = ''] = reference.split('/');
    return this.peek(type, id) as FhirResource | undefined;
  }

  /** How many versions a resource has had, the current one included. */
  versionCount(type: string, id: string): number {
    return this.maps().history.get(type)?.get(id)?.length ?? 0;
  }

  override async createResource<T extends Resource>(
    resource: T,
    options?: CreateResourceOptions,
    update = false,
  ): Promise<WithId<T>> {
    const draft = structuredClone(resource);
    // FHIR R4 http.html#create: the server ignores an id that a plain create brings along.
    if (!update && !options?.assignedId) delete draft.id;
    if (!this.shared.trusted) {
      const existing = update && draft.id ? this.peek(draft.resourceType, draft.id) : undefined;
      if (existing) this.require('u', existing);
      this.require(update ? 'u' : 'c', draft);
      assertValid(draft as FhirResource);
      delete draft.meta?.versionId;
    }
    const stored = await super.createResource(draft, options, update);
    this.shared.deleted.delete(`${stored.resourceType}/${stored.id}`);
    return stored;
  }

  override async readResource<T extends Resource>(resourceType: string, id: string): Promise<T> {
    const deletedAt = this.shared.deleted.get(`${resourceType}/${id}`);
    if (deletedAt)
      throw outcomeError('gone', [{ severity: 'error', code: 'deleted', diagnostics: 'The resource was deleted.' }]);
    const resource = await super.readResource<T>(resourceType, id);
    this.require('r', resource);
    return resource;
  }

  override async readVersion<T extends Resource>(resourceType: string, id: string, versionId: string): Promise<T> {
    const versions = this.maps().history.get(resourceType)?.get(id) ?? [];
    const version = versions.find((candidate) => candidate.meta?.versionId === versionId);
    if (!version)
      throw outcomeError('not-found', [{ severity: 'error', code: 'not-found', diagnostics: 'No such version.' }]);
    this.require('r', version);
    return structuredClone(version) as T;
  }

  override async readHistory<T extends Resource>(resourceType: string, id: string): Promise<Bundle<T>> {
    const versions = this.maps().history.get(resourceType)?.get(id);
    if (!versions?.length)
      throw outcomeError('not-found', [{ severity: 'error', code: 'not-found', diagnostics: 'Not found.' }]);
    for (const version of versions) this.require('r', version);
    const url = `${resourceType}/${id}`;
    const entries = versions.map((version, index): BundleEntry => {
      const created = index === 0;
      const response = {
        status: created ? '201' : '200',
        etag: `W/"${version.meta?.versionId}"`,
        lastModified: version.meta?.lastUpdated,
      };
      const request = { method: created ? ('POST' as const) : ('PUT' as const), url: created ? resourceType : url };
      return { resource: structuredClone(version), request, response } as BundleEntry;
    });
    const deletedAt = this.shared.deleted.get(url);
    if (deletedAt)
      entries.push({ request: { method: 'DELETE', url }, response: { status: '204', lastModified: deletedAt } });
    return { resourceType: 'Bundle', type: 'history', total: entries.length, entry: entries.reverse() } as Bundle<T>;
  }

  override async deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    const current = this.peek(resourceType, id);
    if (!current) return;
    this.require('d', current);
    await super.deleteResource(resourceType, id, options);
    this.shared.deleted.set(`${resourceType}/${id}`, new Date().toISOString());
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { count, offset = 0, include, revInclude, sortRules, ...criteria } = request;
    const found = await super.search<T>(criteria);
    const allowed = (found.entry ?? []).flatMap(({ resource }) =>
      resource && this.allows('s', resource) ? [resource] : [],
    );
    const sorted = sortMatches(allowed, sortRules);
    const page = count === undefined ? sorted.slice(offset) : sorted.slice(offset, offset + count);
    const entry = page.map((resource): BundleEntry<WithId<T>> => ({ search: { mode: 'match' }, resource }));
    const included: BundleEntry[] = [];
    if (include ?? revInclude) await getExtraEntries(this.unguarded(), request, page, included);
    const visible = included.filter(({ resource }) => resource && this.allows('s', resource)) as typeof entry;
    const all = [...entry, ...visible];
    return { resourceType: 'Bundle', type: 'searchset', total: allowed.length, ...(all.length ? { entry: all } : {}) };
  }

  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: Parameters<typeof toOutcome>[0] }> {
    const matches = (await this.unguarded().search<T>({ ...search, count: 2 })).entry ?? [];
    const existing = matches[0]?.resource;
    if (matches.length > 1) {
      const diagnostics = 'More than one resource matches If-None-Exist.';
      throw outcomeError('precondition-failed', [{ severity: 'error', code: 'multiple-matches', diagnostics }]);
    }
    this.require('c', existing ?? resource);
    if (existing)
      return { resource: existing, outcome: toOutcome({ resourceType: 'OperationOutcome', id: 'ok', issue: [] }) };
    const created = await this.createResource(resource, options);
    return { resource: created, outcome: toOutcome({ resourceType: 'OperationOutcome', id: 'created', issue: [] }) };
  }

  /** Runs the callback; if it fails, the repository is as it was before. Nested calls join the outermost one. */
  override async withTransaction<R>(callback: (repo: this) => Promise<R>): Promise<R> {
    if (this.shared.depth > 0) return callback(this);
    const before = this.snapshot();
    this.shared.depth++;
    try {
      return await callback(this);
    } catch (error) {
      this.restore(before);
      throw error;
    } finally {
      this.shared.depth--;
    }
  }

  override generateId(): string {
    return generateId();
  }

  private unguarded(): SandboxRepository {
    return this.guard ? (Object.getPrototypeOf(this) as SandboxRepository) : this;
  }

  private peek(resourceType: string, id: string): Resource | undefined {
    return this.maps().resources.get(resourceType)?.get(id);
  }

  private allows(letter: Letter, resource: Resource): boolean {
    return !this.guard || this.guard.permits(letter, resource as FhirResource);
  }

  private require(letter: Letter, resource: Resource): void {
    if (this.allows(letter, resource)) return;
    const diagnostics = `The granted scopes do not permit this on ${resource.resourceType}.`;
    throw outcomeError('forbidden', [{ severity: 'error', code: 'forbidden', diagnostics }]);
  }

  private maps(): Maps {
    // The base class declares its maps private in TypeScript; they are ordinary properties at run time.
    return this as unknown as Maps;
  }

  private snapshot(): { resources: Maps['resources']; history: Maps['history']; deleted: Map<string, string> } {
    const { resources, history } = this.maps();
    return {
      resources: new Map([...resources].map(([type, byId]) => [type, new Map(byId)])),
      history: new Map([...history].map(([type, byId]) => [type, new Map([...byId].map(([id, v]) => [id, [...v]]))])),
      deleted: new Map(this.shared.deleted),
    };
  }

  private restore(before: ReturnType<SandboxRepository['snapshot']>): void {
    const { resources, history } = this.maps();
    refill(resources, before.resources);
    refill(history, before.history);
    refill(this.shared.deleted, before.deleted);
  }
}

function refill<K, V>(target: Map<K, V>, source: Map<K, V>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}

function toOutcome(outcome: OperationOutcomeError['outcome']): OperationOutcomeError['outcome'] {
  return outcome;
}
