import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../logging/create-logger.ts';

/** Gives each request an id and logs method, route pattern, status and time. The address itself is never logged. */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    const started = performance.now();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    res.on('finish', () => {
      const route = (req.route as { path?: unknown } | undefined)?.path;
      log.info(
        {
          requestId,
          method: req.method,
          route: typeof route === 'string' ? route : 'static',
          status: res.statusCode,
          ms: Math.round(performance.now() - started),
        },
        'request',
      );
    });
    next();
  };
}
