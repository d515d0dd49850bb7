import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A FHIR server on a socket that answers as a test says, and writes down what it was asked. */
export interface ScriptedEhr {
  /** FHIR base, without a trailing slash. */
  readonly base: string;
  /** `Condition?patient=p`, in the order asked. */
  readonly asked: string[];
  /** How many requests the asker broke off before they were answered. */
  readonly brokenOff: () => number;
  close(): Promise<void>;
}

/** One request as the script sees it. */
export interface ScriptedRequest {
  /** Resource type or path below the base. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly req: IncomingMessage;
}

/** Starts the server; what `script` does not answer is an empty searchset, or for a Patient its record. */
export async function startScriptedEhr(
  script: (request: ScriptedRequest, res: ServerResponse, base: string) => unknown,
): Promise<ScriptedEhr> {
  const asked: string[] = [];
  let brokenOff = 0;
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', base);
    const path = url.pathname.replace('/fhir/R4/', '');
    asked.push(decodeURIComponent(`${path}${url.search}`));
    res.on('close', () => {
      if (!res.writableFinished) brokenOff += 1;
    });
    const handled = script({ path, query: url.searchParams, req }, res, base);
    if (handled !== undefined || res.writableEnded || res.headersSent) return;
    if (path.startsWith('Patient/'))
      sendJson(res, { resourceType: 'Patient', id: path.slice(8), name: [{ text: 'A' }] });
    else sendJson(res, bundle([]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir/R4`;
  return {
    base,
    asked,
    brokenOff: () => brokenOff,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a FHIR body. */
export function sendJson(res: ServerResponse, body: unknown, status = 200): true {
  res.writeHead(status, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(body));
  return true;
}

/** A page of search results. */
export function bundle(resources: readonly object[], next?: string): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: resources.map((resource) => ({ resource })),
  };
}

/** An OperationOutcome with the vendor's numbers, one issue each. */
export function outcome(
  ...issues: readonly { code?: string; severity?: string; type?: string; words?: string }[]
): object {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ code, severity = 'fatal', type = 'business-rule', words }) => ({
      severity,
      code: type,
      ...(words === undefined ? {} : { diagnostics: words }),
      details: { coding: code === undefined ? [] : [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369', code }] },
    })),
  };
}
