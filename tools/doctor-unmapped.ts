import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { AuditEvent } from '../core/audit/audit-event.ts';
import type { EhrRegistration } from '../server/config/registration.ts';

/**
 * The codes that looked like a score's and were not understood in the charts of this EHR, `system|code` with how many results
 * carried it, the most frequent first, from the audit chain in `dataFolder`. Undefined when there is no store to look in.
 * Opened read-only.
 */
export function unmappedCodesOf(
  ehr: EhrRegistration,
  dataFolder: string,
): [code: string, results: number][] | undefined {
  const file = join(dataFolder, 'throughline.sqlite');
  if (!existsSync(file)) return undefined;
  const store = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const events = (type: AuditEvent['type']) =>
      store
        .prepare<[string, string], { event: string }>(
          'select event from audit_record where tenant = ? and event like ?',
        )
        .all(ehr.tenant, `%"type":"${type}"%`)
        .map(({ event }) => JSON.parse(event) as AuditEvent);
    const launches = new Set(
      events('launch.started').flatMap((event) =>
        event.type === 'launch.started' && event.ehr === ehr.name ? event.handle : [],
      ),
    );
    const results = new Map<string, number>();
    for (const event of events('chart.unmapped')) {
      if (event.type !== 'chart.unmapped' || !launches.has(event.handle)) continue;
      for (const { system, code, count } of event.codes)
        results.set(`${system}|${code}`, (results.get(`${system}|${code}`) ?? 0) + count);
    }
    return [...results].sort(([, a], [, b]) => b - a);
  } finally {
    store.close();
  }
}
