import { flag, type Rule } from '../checked-draft.ts';

/** PART2_RECORD: Facts of the draft carry the label of 42 CFR Part 2 (v3-ActCode 42CFRPart2), which the note takes over. */
export const part2Record: Rule = ({ facts, sentences }) => {
  const labelled = facts.filter(({ labels }) => labels?.some(({ code }) => code === '42CFRPart2') === true);
  const [first] = labelled;
  if (first === undefined) return [];
  const ids = new Set(labelled.map(({ id }) => id));
  const sentence = sentences.find((one) => one.facts.some((id) => ids.has(id)));
  const message = 'Sources of this note are protected by 42 CFR Part 2; the note is filed with their labels.';
  const suggestion = 'Give the notice of redisclosure with every copy that leaves the program.';
  return [flag('PART2_RECORD', message, { facts: [first], sentence, suggestion })];
};
