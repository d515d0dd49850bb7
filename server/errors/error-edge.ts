import type { ErrorRequestHandler, Request } from 'express';
import type { OperationOutcome } from 'fhir/r4';
import type { ErrorBody } from '../../core/workspace/workspace-view.ts';
import type { Logger } from '../logging/create-logger.ts';
import { AppError } from './app-error.ts';

/** The request id that error bodies and logs share. */
export function requestIdOf(req: Request): string {
  return String(req.res?.locals['requestId'] ?? '');
}

/** Turns whatever was thrown into an AppError; unknown faults become INTERNAL and never echo their message. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) return new AppError('BAD_REQUEST');
  return new AppError('INTERNAL', { cause: error });
}

/** Express error handler: JSON bodies for the workspace, OperationOutcome below /fhir. 5xx never echo a cause. */
export function errorEdge(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const known = asAppError(error);
    const requestId = requestIdOf(req);
    const { status, issue } = known.shape;
    if (status >= 500)
      log.error({ requestId, code: known.code, detail: known.detail, fault: faultName(known.cause) }, 'request failed');
    else log.info({ requestId, code: known.code, detail: known.detail }, 'request refused');
    if (res.headersSent) {
      next(error);
      return;
    }
    res.status(status).set('Cache-Control', 'no-store');
    if (req.path.startsWith('/fhir')) {
      const outcome: OperationOutcome = {
        resourceType: 'OperationOutcome',
        issue: [
          { severity: 'error', code: issue as OperationOutcome['issue'][number]['code'], diagnostics: known.message },
        ],
      };
      res.type('application/fhir+json').send(JSON.stringify(outcome));
      return;
    }
    const body: ErrorBody = { error: { code: known.code, message: known.message, requestId } };
    res.json(body);
  };
}

/** Name and place of a fault without its message, which could carry data. */
function faultName(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const place = cause.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${cause.name}${
    place
      ? ` ${place
          .trim()
          .replace(/^at /, '')
          .replace(/file:\/\/\S*?\/(?=(server|core)\/)/, '')}`
      : ''
  }`;
}
