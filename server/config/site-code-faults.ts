import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import { INSTRUMENTS } from '../../core/instruments/instruments.ts';

/**
 * What a schema cannot see in a site's own codes: an item beyond the form, a total of a form that is not added up, a risk
 * level of a form that is. One line each, without the site's name; empty when all is well or none are given.
 */
export function siteCodeFaults(codes: SiteCodeMap | undefined): string[] {
  return Object.entries(codes?.scores ?? {}).flatMap(([key, meaning]) => {
    const { itemCount, summed } = INSTRUMENTS[meaning.instrument];
    if (meaning.part === 'item' && meaning.item > itemCount)
      return [`codes.scores ${key}: ${meaning.instrument} has ${itemCount} items, so there is no item ${meaning.item}`];
    if (meaning.part === 'total' && !summed)
      return [`codes.scores ${key}: ${meaning.instrument} has no total; "level" is meant`];
    if (meaning.part === 'level' && summed)
      return [`codes.scores ${key}: ${meaning.instrument} has no risk level; "total" is meant`];
    return [];
  });
}
