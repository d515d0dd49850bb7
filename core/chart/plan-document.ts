import type { FactValues } from './fact.ts';

/** True for a document that writes or reviews the plan, by the site's code map or by its title or type. */
export function isPlanDocument({
  documentKind,
  title = '',
  type = '',
}: Pick<FactValues['prior-note'], 'documentKind' | 'title' | 'type'>): boolean {
  return documentKind === 'treatment-plan' || /\b(?:treatment|care) plan\b|\bplan review\b/i.test(`${title} ${type}`);
}
