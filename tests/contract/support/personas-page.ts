import type { ServedRequest } from '../../../sandbox/fhir/routes.ts';
import { EPIC_RULES } from '../../../sandbox/personas/epic/rules.ts';
import { ORACLE_RULES } from '../../../sandbox/personas/oracle/rules.ts';
import { DIALECTS } from '../../../server/fhir/dialects/all-dialects.ts';
import type { Dialect, Signal } from '../../../server/fhir/dialects/dialect.ts';

const EHRS = [
  { persona: 'plain', title: 'Plain FHIR R4', dialect: DIALECTS['generic-r4'], rules: [] },
  { persona: 'epic', title: 'Epic-like', dialect: DIALECTS.epic, rules: Object.values(EPIC_RULES) },
  { persona: 'oracle', title: 'Oracle Health-like', dialect: DIALECTS['oracle-health'], rules: ORACLE_RULES },
] as const;

/** docs/reference/personas.md: per EHR of the sandbox what Throughline asked in one walk, what is refused, what it does instead. */
export function personasPage(served: readonly ServedRequest[]): string {
  return `# The EHRs of the sandbox

What Throughline asks of each, what each refuses, and what is done instead. Written and held by
\`tests/contract/personas.test.ts\`: the requests are those of one walk from the launch to the filed note; refusals and the
handling of them are the data the code runs on. \`ehr.md\` and \`ehr-samples\` are the project's notes on how real EHRs behave and
its collection of their published answers.

Which servers the contract suite was run against: [run the contract suite](../how-to/run-the-contract-suite.md). The same
patients through each: [the same Facts](same-facts.md).
${EHRS.map(({ persona, title, dialect, rules }) =>
  section(
    title,
    dialect,
    rules,
    served.filter((one) => one.persona === persona),
  ),
).join('\n')}`;
}

function section(
  title: string,
  dialect: Dialect,
  rules: readonly { source: string; says: string }[],
  served: readonly ServedRequest[],
): string {
  return `
## ${title}

### Asked in one walk

| request | parameters | answer |
| --- | --- | --- |
${askedRows(served).join('\n')}

${rules.length === 0 ? 'It refuses nothing of this.' : `### Refused, or answered otherwise than plain FHIR\n\n| what it does | rests on |\n| --- | --- |\n${rules.map(({ says, source }) => `| ${cell(says)} | ${cell(source)} |`).join('\n')}`}

### Done instead

| where | what Throughline does | rests on |
| --- | --- | --- |
${[...fallbackRows(dialect), ...meaningRows(dialect), ...writingRows(dialect)].join('\n')}
`;
}

/** Each kind of request once; paths without ids, so that every run gives the same. */
function askedRows(served: readonly ServedRequest[]): string[] {
  const rows = served.map(({ method, path, parameters, status, rule }) => {
    const [, below = ''] = path.split('/fhir/R4/');
    const [type = '', id] = below.split('/');
    const address = id === undefined || type.startsWith('.') ? below : `${type}/…`;
    return `| ${method} ${address} | ${[...(parameters ?? [])].sort().join(', ')} | ${status ?? ''}${rule ? ` (${rule})` : ''} |`;
  });
  return [...new Set(rows)].sort();
}

function fallbackRows({ reads }: Dialect): string[] {
  return reads.flatMap(({ what, fallbacks = [] }) =>
    fallbacks.map(
      ({ when, instead, source }) =>
        `| ${what}, refused with ${signalWords(when)} | asks once more with ${cell(
          Object.entries(instead)
            .map(([name, value]) => (value === null ? `no ${name}` : `${name}=${[value].flat().join(',')}`))
            .join(' and '),
        )} | ${cell(source)} |`,
    ),
  );
}

function meaningRows({ meanings }: Dialect): string[] {
  return meanings.map(
    ({ when, means, source }) =>
      `| any answer with ${signalWords(when)} | ${means === 'none-found' ? 'takes it as an empty list' : means === 'information' ? 'passes it over' : `says: ${means}`} | ${cell(source)} |`,
  );
}

function writingRows({ writing }: Dialect): string[] {
  const { note, provenance, device, carePlan } = writing;
  const rows: [string, string][] = [
    ['a note’s content', `sends ${note.contentType}`],
    ['a note’s elements', note.drops.length > 0 ? `leaves out ${note.drops.join(', ')}` : 'sends all of ours'],
    ['before sending', note.requires.length > 0 ? `makes sure of ${note.requires.join(', ')}` : 'needs nothing more'],
    [
      'sending',
      note.conditionalCreate ? 'creates only if our identifier is not there' : 'creates once, never again by itself',
    ],
    [
      'an answer that is lost',
      `looks for the ${note.findBy === 'identifier' ? 'identifier' : 'reference line at the foot of the note'}`,
    ],
    ['the read-back', `compares the ${note.readBack}`],
    [
      'Provenance',
      {
        native: 'files ours',
        minimal: 'files the few elements it takes; ours stays here whole',
        'app-only': 'keeps ours, for auditors',
      }[provenance],
    ],
    ['the drafter’s Device', device === 'native' ? 'files it' : 'does not file it'],
    ['a treatment plan', carePlan === 'native' ? 'will be filed as CarePlan' : 'will be filed as a document'],
  ];
  return rows.map(([where, what]) => `| ${where} | ${what} | ehr.md §4, §7 |`);
}

function signalWords({ status, codes, says, ...rest }: Signal): string {
  return cell(
    [
      status && `HTTP ${status.join(' or ')}`,
      codes && `code ${codes.join(', ')}`,
      says && `words like ${says.source}`,
      ...Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`),
    ]
      .filter(Boolean)
      .join(', '),
  );
}

/** A pipe would end the table's cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
