import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { AppError } from '../errors/app-error.ts';
import { fhirBase } from './find-registration.ts';
import type { LaunchTrail } from './start-launch.ts';

const STYLE =
  'body{font:1.125rem/1.5 system-ui,sans-serif;color:#1c2430;background:#fff;margin:0;padding:2rem 1.25rem}main{max-width:36rem;margin:auto}h1{font-size:1.5rem;line-height:1.25}a{color:#0b4f8a}code{font-size:.9em;overflow-wrap:anywhere}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The content security policy of the page: its one style sheet by hash, no script, framed by registered EHRs only. */
export function launchErrorPolicy(ctx: Context): string {
  const ancestors = ctx.config.registrations.ehrs.flatMap((ehr) => ehr.frameAncestors);
  return `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors ${[...new Set(ancestors)].join(' ') || "'none'"}`;
}

/**
 * The page a clinician sees when a launch was refused: what happened, what was kept, what to do next, and the request id.
 * Nothing of the request is on it but the address of the EHR's own explanation, as text, where it lies with that EHR. When the browser brought no pre-login cookie, it may block cookies inside the EHR's frame,
 * so the page offers to open Throughline in its own window.
 */
export function launchErrorPage(error: AppError, trail: LaunchTrail, requestId: string): string {
  const own =
    trail.cookieMissing && trail.ehr
      ? `<p>If this comes back each time, the browser blocks our cookie inside the EHR’s window. <a href="/launch.html?iss=${encodeURIComponent(fhirBase(trail.ehr))}" target="_blank" rel="noopener noreferrer">Open Throughline in its own window</a>, and choose the patient there.</p>`
      : '';
  const explained = trail.explainedAt
    ? `<p>For your administrator, the EHR’s own explanation: <code>${escaped(trail.explainedAt)}</code></p>`
    : '';
  const id = requestId ? `<p>Request id: <code>${escaped(requestId)}</code></p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Throughline could not open</title><style>${STYLE}</style></head>
<body><main><h1>Throughline could not open</h1><p role="alert">${escaped(error.message)}</p>${own}${explained}<p>Code: <code>${error.code}</code></p>${id}</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
