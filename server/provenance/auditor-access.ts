import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { sha256 } from '../storage/seal.ts';
import { permits } from './auditor-scope.ts';
import { NO_TENANT } from './auditor-token.ts';

/** An auditor whose token was accepted: what every query is bounded by. */
export interface AuditorAccess {
  readonly tenant: string;
  readonly auditor: string;
}

/**
 * The auditor behind an Authorization header. Only a token of our own token endpoint, alive, with the scope, of an auditor
 * who is still registered for the same tenant. Throws AUDITOR_REFUSED, or SCOPE_NOT_GRANTED; both audited.
 */
export async function requireAuditor(
  ctx: Context,
  authorization: string | undefined,
  type: 'Provenance' | 'AuditEvent',
  letter: 'r' | 's',
): Promise<AuditorAccess> {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(authorization ?? '')?.[1];
  const row = token
    ? await ctx.store.db
        .selectFrom('auditor_token')
        .selectAll()
        .where('token_hash', '=', sha256(token))
        .where('expires_at', '>', ctx.now().toISOString())
        .executeTakeFirst()
    : undefined;
  const registered = ctx.config.registrations.auditors.some(
    (auditor) => auditor.clientId === row?.auditor && auditor.tenant === row.tenant,
  );
  if (!row || !registered) {
    await ctx.audit(row?.tenant ?? NO_TENANT, { type: 'auditor.refused', code: 'AUDITOR_REFUSED' });
    throw new AppError('AUDITOR_REFUSED');
  }
  if (!permits(row.scope, type, letter)) {
    await ctx.audit(row.tenant, { type: 'auditor.refused', code: 'SCOPE_NOT_GRANTED', auditor: row.auditor });
    throw new AppError('SCOPE_NOT_GRANTED', { message: 'The token’s scope does not cover this. Nothing was read.' });
  }
  return { tenant: row.tenant, auditor: row.auditor };
}
