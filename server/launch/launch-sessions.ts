import type { MissingReason } from '../../core/chart/chart.ts';
import type { RoleName } from '../config/registration.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../storage/open-store.ts';
import type { LaunchSessionTable } from '../storage/schema.ts';

/** What a pending launch must remember until the callback; sealed. */
export interface LaunchSecrets {
  readonly kind: 'secrets';
  readonly nonce: string;
  readonly verifier: string;
  readonly requestedScope: string;
}

/** Tokens of an active launch. Times are ISO 8601. */
export interface LaunchTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly tokenEndpoint: string;
  /** From here on the token is refreshed before use: 70 % of its life. */
  readonly refreshAt: string;
  readonly expiresAt: string;
  /** Set once the token came from a refresh. */
  readonly refreshedAt?: string;
  /** One process refreshes at a time; its claim ends here. */
  readonly refreshingUntil?: string;
}

/** The EHR asked for a reason for access, or has merged the record: nothing more of the chart is asked for in this launch. */
export interface ChartClosed {
  readonly reason: MissingReason;
  /** ISO 8601. */
  readonly at: string;
}

/** What an active launch is about; sealed. Without tokens once the launch ended. */
export interface LaunchContext {
  readonly kind: 'context';
  readonly patientReference: string;
  readonly encounterReference?: string;
  /** Who named the visit; absent while nobody has. `none`: the clinician said that there is no visit. */
  readonly encounterFrom?: 'launch' | 'clinician' | 'none';
  readonly clinician: { readonly reference: string; readonly name: string; readonly role: RoleName };
  readonly needPatientBanner: boolean;
  readonly grantedScopes: readonly string[];
  /** Why the EHR has closed this chart to the launch, and since when. */
  readonly closed?: ChartClosed;
  readonly tokens?: LaunchTokens;
}

/** A row of launch_session with its body opened. */
export interface LaunchSession extends Omit<LaunchSessionTable, 'body_sealed'> {
  readonly body: LaunchSecrets | LaunchContext;
}

const purpose = (handle: string) => `launch_session:${handle}`;

/** The launch of that handle, or undefined. */
export async function findLaunch(ctx: Context, handle: string): Promise<LaunchSession | undefined> {
  const row = await ctx.store.db
    .selectFrom('launch_session')
    .selectAll()
    .where('handle', '=', handle)
    .executeTakeFirst();
  return row && opened(ctx, row);
}

/** The pending launch whose state has that hash, or undefined. */
export async function findPending(ctx: Context, stateHash: string): Promise<LaunchSession | undefined> {
  const row = await ctx.store.db
    .selectFrom('launch_session')
    .selectAll()
    .where('state_hash', '=', stateHash)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return row && opened(ctx, row);
}

/** Inserts a launch that waits for its callback. */
export async function createLaunch(
  ctx: Context,
  trx: Tx,
  row: Pick<LaunchSessionTable, 'handle' | 'tenant' | 'ehr' | 'state_hash' | 'pre_cookie_hash' | 'expires_at'>,
  body: LaunchSecrets,
): Promise<void> {
  const now = ctx.now().toISOString();
  await trx
    .insertInto('launch_session')
    .values({
      ...row,
      status: 'pending',
      cookie_hash: null,
      patient_key: null,
      clinician_key: null,
      body_sealed: ctx.sealer.seal(body, purpose(row.handle)),
      revision: 0,
      created_at: now,
      last_seen_at: now,
    })
    .execute();
}

/** Uses the state up. True for exactly one caller, however many bring it at once. */
export async function consumeState(ctx: Context, session: LaunchSession): Promise<boolean> {
  const result = await ctx.store.db
    .updateTable('launch_session')
    .set((eb) => ({ state_hash: null, pre_cookie_hash: null, revision: eb('revision', '+', 1) }))
    .where('handle', '=', session.handle)
    .where('state_hash', '=', session.state_hash)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Makes a pending launch active. False when it is not pending any more. */
export async function activateLaunch(
  ctx: Context,
  trx: Tx,
  handle: string,
  row: Pick<LaunchSessionTable, 'cookie_hash' | 'patient_key' | 'clinician_key' | 'expires_at'>,
  body: LaunchContext,
): Promise<boolean> {
  const result = await trx
    .updateTable('launch_session')
    .set((eb) => ({
      ...row,
      status: 'active' as const,
      body_sealed: ctx.sealer.seal(body, purpose(handle)),
      revision: eb('revision', '+', 1),
      last_seen_at: ctx.now().toISOString(),
    }))
    .where('handle', '=', handle)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Replaces the body of an active launch if nobody wrote since `revision`; answers whether it did. `db` may be a transaction. */
export async function saveLaunchContext(
  ctx: Context,
  handle: string,
  revision: number,
  body: LaunchContext,
  db: Context['store']['db'] = ctx.store.db,
): Promise<boolean> {
  const result = await db
    .updateTable('launch_session')
    .set({ body_sealed: ctx.sealer.seal(body, purpose(handle)), revision: revision + 1 })
    .where('handle', '=', handle)
    .where('revision', '=', revision)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes that the launch was used now. */
export async function touchLaunch(ctx: Context, handle: string): Promise<void> {
  await ctx.store.db
    .updateTable('launch_session')
    .set({ last_seen_at: ctx.now().toISOString() })
    .where('handle', '=', handle)
    .execute();
}

/** Ends a launch and wipes its secrets and tokens; who it was for stays, sealed. Ending twice does no harm. */
export async function endLaunch(ctx: Context, session: LaunchSession): Promise<void> {
  const { body } = session;
  const { tokens: _wiped, ...rest } = body.kind === 'context' ? body : { tokens: undefined, kind: 'wiped' };
  await ctx.store.db
    .updateTable('launch_session')
    .set((eb) => ({
      status: 'ended' as const,
      state_hash: null,
      pre_cookie_hash: null,
      body_sealed: ctx.sealer.seal(rest, purpose(session.handle)),
      revision: eb('revision', '+', 1),
    }))
    .where('handle', '=', session.handle)
    .execute();
}

/** Removes launches whose sign-in was never finished and ends those past their longest life. */
export async function sweepLaunches(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString();
  await ctx.store.db
    .deleteFrom('launch_session')
    .where('status', '=', 'pending')
    .where('expires_at', '<=', now)
    .execute();
  const over = await ctx.store.db
    .selectFrom('launch_session')
    .selectAll()
    .where('status', '=', 'active')
    .where('expires_at', '<=', now)
    .execute();
  for (const row of over) await endLaunch(ctx, opened(ctx, row));
}

function opened(ctx: Context, row: LaunchSessionTable): LaunchSession {
  const { body_sealed, ...rest } = row;
  return { ...rest, body: ctx.sealer.open(body_sealed, purpose(row.handle)) as LaunchSession['body'] };
}
