import { factsOf } from '../../chart/fact.ts';
import { flag, type Rule, withoutQuotations } from '../checked-draft.ts';
import type { Flag } from '../flag.ts';

const PAST =
  /\b(?:history|historical|past|previous\w*|former\w*|prior|resolved|remission|recover\w*|ruled out|rule out|no longer|not|denie[sd]|no evidence|in (?:19|20)\d\d|until|years? ago|family|mother|father|sister|brother)\b/i;

/** RESOLVED_DIAGNOSIS_USED: a sentence that the clinician wrote gives as current what the record has as over or as ruled out. */
export const resolvedDiagnosis: Rule = ({ facts, sentences }) => {
  const conditions = factsOf(facts, 'condition').filter(({ whose }) => whose === 'patient');
  const current = conditions.filter(({ value, polarity }) => polarity === 'affirmed' && value.status === 'active');
  const over = conditions.filter(
    (one) =>
      !current.includes(one) &&
      one.value.status !== 'unknown' &&
      !current.some(({ value }) => value.code !== undefined && value.code === one.value.code),
  );
  return sentences.flatMap((sentence): Flag[] => {
    if (sentence.origin === 'composed') return [];
    for (const clause of withoutQuotations(sentence.text).split(/[;.](?=\s|$)/)) {
      const named = over.find(({ value }) => names(clause, value.code, value.display));
      if (named === undefined || PAST.test(clause)) continue;
      const state =
        named.polarity === 'denied' ? 'ruled out' : named.value.status === 'remission' ? 'in remission' : 'resolved';
      const message = `The sentence gives ${named.value.display} as current; the record has it as ${state}.`;
      const suggestion = 'Say that it is past, or correct the problem list.';
      return [flag('RESOLVED_DIAGNOSIS_USED', message, { about: sentence.id, facts: [named], sentence, suggestion })];
    }
    return [];
  });
};

function names(clause: string, code: string | undefined, display: string): boolean {
  const lower = clause.toLowerCase();
  if (code !== undefined && new RegExp(`(?<![\\w.])${code.replaceAll('.', '\\.')}(?![\\w.]*\\d)`, 'i').test(clause))
    return true;
  const bare =
    display
      .toLowerCase()
      .split(/,| in remission/)[0]
      ?.trim() ?? '';
  return bare.length >= 8 && lower.includes(bare);
}
