/** Words of a name beyond which it is cut. */
const LONGEST = 7;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
/** The day by which it is to be reached: the head of the note names it. */
const DEADLINE = new RegExp(
  String.raw`,?\s+(?:by|before|until|through|no later than)\s+(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2} ${MONTH}(?: \d{4})?|${MONTH} \d{1,2}(?:,? \d{4})?|${MONTH} \d{4})\s*\.?$`,
);
/** Words before which a name can end and still be one; after the first two even earlier. */
const JOINTS = /^(?:and|or|for|by|with|within|of|in|on|at|to|from|through)$/i;
const CLAUSES = /^(?:so|that|because|while|when|without)$/i;
/** What a cut must not leave at the end. */
const DANGLING = /^(?:\d+|an?|the|his|her|their|my|and|or|for|by|with|of|in|on|at|to|from)$/i;

/**
 * The first words of a goal or an objective, enough to know it by: without its deadline, and cut at a joint where it is
 * longer than seven words. The words are its own; a cut is shown by `…`.
 */
export function shortName(text: string): string {
  const whole = text.trim().replace(DEADLINE, '').replace(/\.$/, '');
  // `Reduce PHQ-9 from 22 to 10 or below`: the scale and its target are the name.
  const measured = /^(?:Reduce|Lower|Bring|Decrease)\s+(?:the\s+)?(\S*\d\S*\s.*)$/.exec(whole)?.[1] ?? whole;
  const words = measured.split(/\s+/);
  if (words.length <= LONGEST) return measured;
  const comma = words.findIndex((word, at) => at >= 2 && at < LONGEST && /[,;:]$/.test(word));
  if (comma >= 0)
    return `${words
      .slice(0, comma + 1)
      .join(' ')
      .replace(/[,;:]$/, '')} …`;
  const joint = words
    .slice(0, LONGEST + 1)
    .findLastIndex((word, at) => (at >= 3 && JOINTS.test(word)) || (at >= 2 && CLAUSES.test(word)));
  const cut = words.slice(0, joint > 0 ? joint : LONGEST);
  while (cut.length > 2 && DANGLING.test(cut.at(-1) ?? '')) cut.pop();
  return `${cut.join(' ')} …`;
}
