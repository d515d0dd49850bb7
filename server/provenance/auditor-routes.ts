import { type Request, type Response, Router, urlencoded } from 'express';
import type { FhirResource, OperationOutcome } from 'fhir/r4';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { asAppError } from '../errors/error-edge.ts';
import { type AuditorAccess, requireAuditor } from './auditor-access.ts';
import { capabilityStatement, smartConfiguration } from './auditor-metadata.ts';
import { issueAuditorToken } from './auditor-token.ts';
import { readAuditEvent, searchAuditEvents } from './search-audit-events.ts';
import { readProvenance, searchProvenance } from './search-provenance.ts';
import type { Query } from './search-request.ts';

/**
 * The read-only FHIR API for auditors, mounted at `/fhir`: its own SMART Backend Services endpoint, Provenance and
 * AuditEvent of the auditor's tenant. Everything but discovery needs a token from here, and each answer is audited.
 */
export function auditorRoutes(ctx: Context): Router {
  const router = Router();
  const base = `${ctx.config.publicUrl}/fhir`;
  const form = urlencoded({ extended: false, limit: '16kb' });

  router.use((_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    next();
  });
  router.get('/.well-known/smart-configuration', (_req, res) => {
    res.json(smartConfiguration(base));
  });
  router.get('/metadata', (_req, res) => {
    send(res, capabilityStatement(base));
  });
  router.post('/token', form, async (req, res) => {
    const answer = await issueAuditorToken(ctx, (req.body ?? {}) as Readonly<Record<string, unknown>>);
    if (answer.ok) res.json(answer.body);
    else res.status(answer.error === 'invalid_client' ? 401 : 400).json({ error: answer.error });
  });

  router.get(
    '/Provenance',
    answering(ctx, 'Provenance', 's', (access, req) => searchProvenance(ctx, access, req.query)),
  );
  router.get(
    '/AuditEvent',
    answering(ctx, 'AuditEvent', 's', (access, req) => searchAuditEvents(ctx, access, req.query)),
  );
  router.post(
    '/Provenance/_search',
    form,
    answering(ctx, 'Provenance', 's', (access, req) => searchProvenance(ctx, access, bothQueries(req))),
  );
  router.post(
    '/AuditEvent/_search',
    form,
    answering(ctx, 'AuditEvent', 's', (access, req) => searchAuditEvents(ctx, access, bothQueries(req))),
  );
  router.get(
    '/Provenance/:id',
    answering(ctx, 'Provenance', 'r', (access, req) => readProvenance(ctx, access, idOf(req))),
  );
  router.get(
    '/AuditEvent/:id',
    answering(ctx, 'AuditEvent', 'r', (access, req) => readAuditEvent(ctx, access, idOf(req))),
  );
  router.use((_req, res) => {
    fail(res, new AppError('NOT_FOUND'));
  });
  return router;
}

function answering(
  ctx: Context,
  type: 'Provenance' | 'AuditEvent',
  letter: 'r' | 's',
  answer: (access: AuditorAccess, req: Request) => Promise<FhirResource>,
): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    try {
      const access = await requireAuditor(ctx, req.get('Authorization'), type, letter);
      const resource = await answer(access, req);
      const count = resource.resourceType === 'Bundle' ? (resource.entry?.length ?? 0) : 1;
      // Written before the answer leaves: a read that is not on the chain is a read that was not given.
      const query = `${type} ${letter === 'r' ? 'read' : Object.keys(bothQueries(req)).sort().join(' ')}`.trim();
      await ctx.audit(access.tenant, { type: 'auditor.read', auditor: access.auditor, query, count });
      send(res, resource);
    } catch (error) {
      const known = asAppError(error);
      if (known.shape.status >= 500) ctx.log.error({ code: known.code }, 'auditor query failed');
      fail(res, known);
    }
  };
}

function bothQueries(req: Request): Query {
  return { ...req.query, ...(req.body as Query | undefined) };
}

function idOf(req: Request): string {
  const id = req.params['id'];
  return typeof id === 'string' ? id : '';
}

function send(res: Response, resource: FhirResource): void {
  res.type('application/fhir+json').send(JSON.stringify(resource));
}

function fail(res: Response, error: AppError): void {
  const { status, issue } = error.shape;
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'error', code: issue as OperationOutcome['issue'][number]['code'], diagnostics: error.message },
    ],
  };
  if (status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.status(status);
  send(res, outcome);
}
