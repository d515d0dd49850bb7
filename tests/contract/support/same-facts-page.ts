import type { Fact, FactKind } from '../../../core/chart/fact.ts';
import { DECLARED } from './declared-differences.ts';

/** docs/reference/same-facts.md: how many Facts each EHR gives of each patient, and what the differences are. */
export function sameFactsPage(charts: readonly { file: string; persona: string; facts: readonly Fact[] }[]): string {
  const kinds = [...new Set(charts.flatMap(({ facts }) => facts.map(({ kind }) => kind)))];
  const files = [...new Set(charts.map(({ file }) => file))];
  const count = (file: string, persona: string, kind: FactKind): number =>
    charts.find((one) => one.file === file && one.persona === persona)?.facts.filter((fact) => fact.kind === kind)
      .length ?? 0;
  const cell = (file: string, kind: FactKind): string => {
    const [plain, ...others] = ['plain', 'epic', 'oracle'].map((persona) => count(file, persona, kind));
    return others.every((one) => one === plain) ? `${plain}` : `${plain} / ${others.join(' / ')}`;
  };
  return `# The same Facts through every EHR

The four synthetic patients, read through the three EHRs of the sandbox: plain FHIR R4, Epic-like, Oracle Health-like. One
number means all three give as many Facts; three numbers stand in that order. Written and held by
\`tests/contract/same-facts.test.ts\`, which compares the Facts themselves, not only their number.

| kind | ${files.map((file) => file.replace('.json', '')).join(' | ')} |
| --- | ${files.map(() => '---').join(' | ')} |
${kinds.map((kind) => `| ${kind} | ${files.map((file) => cell(file, kind)).join(' | ')} |`).join('\n')}

## What an EHR cannot say

Everything else is the same: values, dates, polarity, labels, and the live objectives with their scores. Ids, references and
line breaks of notes are not compared.

| EHR | kind | differs in | why |
| --- | --- | --- | --- |
${DECLARED.map(
  ({ persona, kind, instruments, members, why }) =>
    `| ${persona} | ${kind}${instruments ? ` (${instruments.join(', ')})` : ''} | ${members?.join(', ') ?? 'not shown'} | ${why} |`,
).join('\n')}
`;
}
