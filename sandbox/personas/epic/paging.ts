import type { BundleEntry, FhirResource } from 'fhir/r4';
import type { FhirCall } from '../../fhir/handle-request.ts';

/** A search whose matches are being handed out page by page. */
export interface PagingContext {
  readonly type: string;
  readonly matches: readonly BundleEntry<FhirResource>[];
  readonly offset: number;
  readonly size: number;
  readonly self: string;
}

/** Rule paging-context: results are kept under a session id that only the launch that asked may use, for a while. */
export class PagingContexts {
  private readonly kept = new Map<string, PagingContext & { owner: string; until: number }>();

  /** Keeps the rest of a result. @returns its session id */
  keep(call: FhirCall, context: PagingContext, lifeMs: number): string {
    for (const [old, { until }] of this.kept) if (until < Date.now()) this.kept.delete(old);
    const id = `17-${crypto.randomUUID().replaceAll('-', '').toUpperCase()}`;
    this.kept.set(id, { ...context, owner: ownerOf(call), until: Date.now() + lifeMs });
    return id;
  }

  /** The context, as long as it lives; the same page may be asked for again. */
  find(call: FhirCall, id: string): PagingContext | undefined {
    const context = this.kept.get(id);
    return context && context.until > Date.now() && context.owner === ownerOf(call) ? context : undefined;
  }
}

function ownerOf({ headers }: FhirCall): string {
  return headers['authorization'] ?? '';
}
