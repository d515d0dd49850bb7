import type { Bundle, Provenance } from 'fhir/r4';
import { AI_DEVICE_TYPE } from '../../core/fhir/write/ai-transparency-codes.ts';
import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { AuditorAccess } from './auditor-access.ts';
import { searchBundle } from './search-bundle.ts';
import { countOf, intervalOf, type Query, refuseUnknown, repeated, single, unreadable } from './search-request.ts';

/** What a filing leaves behind for auditors, as sealed by the delivery. */
interface HeldProvenance {
  readonly ehr: string;
  readonly resource: Provenance;
}

/** Search parameters of Provenance here; R4's, and `patient` by the R5 patient extension. */
export const PROVENANCE_PARAMS = [
  'target',
  'patient',
  'agent-role',
  'recorded',
  '_count',
  '_cursor',
  '_format',
] as const;

/** Searches the Provenance of the auditor's tenant, newest first. Throws BAD_REQUEST. */
export async function searchProvenance(ctx: Context, access: AuditorAccess, query: Query): Promise<Bundle> {
  refuseUnknown(query, PROVENANCE_PARAMS);
  const target = single(query, 'target');
  const patient = single(query, 'patient');
  const role = single(query, 'agent-role');
  let rows = ctx.store.db.selectFrom('provenance').where('provenance.tenant', '=', access.tenant);
  if (target !== undefined) {
    const keys = keysOf(ctx, access, target, /^DocumentReference\/[A-Za-z0-9.-]{1,64}$/, 'target');
    rows = rows.where('provenance.id', 'in', (sub) =>
      sub
        .selectFrom('provenance_target')
        .select('provenance_id')
        .where('tenant', '=', access.tenant)
        .where('target_key', 'in', keys),
    );
  }
  if (patient !== undefined) {
    const reference = patient.includes('/') ? patient : `Patient/${patient}`;
    const keys = keysOf(ctx, access, reference, /^Patient\/[A-Za-z0-9.-]{1,64}$/, 'patient');
    rows = rows.where('provenance.patient_key', 'in', keys);
  }
  // Each Provenance here names the drafter in its one machine role, so the role matches all of them or none.
  const { system, code } = AI_DEVICE_TYPE;
  if (role !== undefined && role !== code && role !== `${system}|${code}`) rows = rows.where('provenance.id', '=', '');
  for (const value of repeated(query, 'recorded')) {
    const { from, before } = intervalOf('recorded', value);
    if (from !== undefined) rows = rows.where('provenance.recorded', '>=', from);
    if (before !== undefined) rows = rows.where('provenance.recorded', '<', before);
  }
  const { total } = await rows.select((all) => all.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const cursor = cursorOf(query);
  const count = countOf(query);
  const page = await rows
    .$if(cursor !== undefined, (more) =>
      more.where((where) =>
        where.or([
          where('provenance.recorded', '<', cursor?.recorded ?? ''),
          where.and([
            where('provenance.recorded', '=', cursor?.recorded ?? ''),
            where('provenance.id', '<', cursor?.id ?? ''),
          ]),
        ]),
      ),
    )
    .select(['provenance.id', 'provenance.recorded', 'provenance.body_sealed'])
    .orderBy('provenance.recorded', 'desc')
    .orderBy('provenance.id', 'desc')
    .limit(count + 1)
    .execute();
  const shown = page.slice(0, count);
  const last = shown.at(-1);
  return searchBundle(`${ctx.config.publicUrl}/fhir`, 'Provenance', query, {
    total: Number(total),
    resources: shown.map((row) => opened(ctx, row.id, row.body_sealed)),
    ...(page.length > count && last ? { next: `${last.recorded}_${last.id}` } : {}),
  });
}

/** One Provenance of the auditor's tenant. Throws NOT_FOUND, also for one of another tenant. */
export async function readProvenance(ctx: Context, access: AuditorAccess, id: string): Promise<Provenance> {
  const row = await ctx.store.db
    .selectFrom('provenance')
    .select(['id', 'body_sealed'])
    .where('id', '=', id)
    .where('tenant', '=', access.tenant)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND');
  return opened(ctx, row.id, row.body_sealed);
}

function opened(ctx: Context, id: string, sealed: string): Provenance {
  const held = ctx.sealer.open(sealed, `provenance:${id}`) as HeldProvenance;
  const issuer = ctx.ehr(held.ehr)?.issuer;
  const resource = issuer ? (absolute(held.resource, issuer) as Provenance) : held.resource;
  return { ...resource, id, meta: { ...resource.meta, lastUpdated: held.resource.recorded } };
}

/** References are the EHR's; served from here they have to say so, or they would read as ours. */
function absolute(value: unknown, issuer: string): unknown {
  if (Array.isArray(value)) return value.map((item) => absolute(item, issuer));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'reference' && typeof member === 'string' && /^[A-Z][A-Za-z]+\//.test(member)
        ? `${issuer}/${member}`
        : absolute(member, issuer),
    ]),
  );
}

/** Look-up keys of a reference in the EHRs of the tenant: relative in all, absolute in the one it names. */
function keysOf(ctx: Context, access: AuditorAccess, value: string, form: RegExp, name: string): string[] {
  const ehrs = ctx.config.registrations.ehrs.filter((ehr) => ehr.tenant === access.tenant);
  const named: EhrRegistration | undefined = ehrs.find((ehr) => value.startsWith(`${ehr.issuer}/`));
  const relative = named ? value.slice(named.issuer.length + 1) : value;
  const reference = relative.split('/_history/')[0] ?? '';
  if (/^https?:/.test(value) && !named) return [''];
  if (!form.test(reference)) throw unreadable(name);
  return (named ? [named] : ehrs).map((ehr) => ctx.sealer.lookupKey(ehr.name, reference)).concat('');
}

function cursorOf(query: Query): { recorded: string; id: string } | undefined {
  const text = single(query, '_cursor');
  if (text === undefined) return undefined;
  const [, recorded, id] = /^(\d{4}-[0-9T:.Z-]{10,30})_([0-9a-f-]{36})$/.exec(text) ?? [];
  if (recorded === undefined || id === undefined) throw unreadable('_cursor');
  return { recorded, id };
}
