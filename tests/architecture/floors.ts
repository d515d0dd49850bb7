/** One row of the floors table: which files it covers, and what they may import besides each other. */
export interface Floor {
  /** The row's name; other rows refer to it. */
  readonly room: string;
  /** Path prefixes from the root of the repository; the longest prefix that fits a file decides its room. */
  readonly covers: readonly string[];
  /** Rooms, or single files, that this room may import from. `*` is everything. */
  readonly may: readonly string[];
  /** npm and `node:` packages it may import; absent means any. Type-only `fhir/r4` is allowed everywhere. */
  readonly packages?: readonly string[];
  readonly because: string;
}

/** A feature of the server may stand on these. */
const GROUND = ['config', 'errors', 'logging', 'storage', 'context', 'core'];

/** The floors. ARCHITECTURE.md shows this table, and floors.test.ts holds the code to it. */
export const FLOORS: readonly Floor[] = [
  {
    room: 'core',
    covers: ['core/'],
    may: [],
    packages: [],
    because: 'the domain is pure, so that browser and server run the same code and get the same bytes',
  },
  {
    room: 'client',
    covers: ['client/'],
    may: ['core'],
    packages: ['react', 'react-dom'],
    because: 'the browser talks to the server by HTTP only',
  },
  {
    room: 'sandbox',
    covers: ['sandbox/'],
    may: ['core'],
    because: 'an EHR that shares code with the app would prove nothing about the app',
  },
  { room: 'config', covers: ['server/config/'], may: ['core'], because: 'read once, at the start' },
  { room: 'logging', covers: ['server/logging/'], may: [], because: 'everything may log' },
  {
    room: 'errors',
    covers: ['server/errors/'],
    may: ['logging', 'core'],
    because: 'one closed list of codes, one edge that logs and answers',
  },
  { room: 'http', covers: ['server/http/'], may: ['logging'], because: 'headers and the request log, no feature' },
  { room: 'storage', covers: ['server/storage/'], may: ['core'], because: 'rows and seals, no feature' },
  {
    room: 'context',
    covers: ['server/context.ts'],
    may: ['config', 'logging', 'storage', 'core'],
    because: 'what every feature is handed',
  },
  {
    room: 'fhir',
    covers: ['server/fhir/'],
    may: ['core'],
    because: 'the only room that speaks HTTP to an EHR with a token',
  },
  {
    room: 'launch',
    covers: ['server/launch/'],
    may: GROUND,
    because: 'OAuth needs no FHIR; others see a launch through active-launch.ts',
  },
  { room: 'chart', covers: ['server/chart/'], may: [...GROUND, 'fhir'], because: 'reads the EHR' },
  {
    room: 'drafts',
    covers: ['server/drafts/'],
    may: [...GROUND, 'server/launch/active-launch.ts'],
    because: 'a draft never sees the EHR',
  },
  {
    room: 'attestation',
    covers: ['server/attestation/'],
    may: [...GROUND, 'server/launch/active-launch.ts'],
    because: 'the gate writes rows, not to the EHR',
  },
  {
    room: 'write-back',
    covers: ['server/write-back/'],
    may: [...GROUND, 'fhir', 'server/launch/active-launch.ts'],
    because: 'the only feature that imports the write port',
  },
  {
    room: 'provenance',
    covers: ['server/provenance/'],
    may: GROUND,
    because: 'auditors are answered from our own store',
  },
  {
    room: 'joining files',
    covers: ['server/app.ts', 'server/start-server.ts', 'server/main.ts', 'server/workspace/'],
    may: [...GROUND, 'http', 'fhir', 'launch', 'chart', 'drafts', 'attestation', 'write-back', 'provenance'],
    because: 'features meet here and nowhere else',
  },
  {
    room: 'tools and tests',
    covers: ['tools/', 'tests/', 'vite.config.ts', 'vitest.config.ts', 'playwright.config.ts'],
    may: ['*'],
    because: 'they cross floors and are imported by nothing',
  },
];

/** Files that may import the write port, by module or by the names `createWritePort` and `WritePort`. */
export const MAY_WRITE = [
  'server/fhir/',
  'server/write-back/',
  'server/app.ts',
  'server/start-server.ts',
  'tools/',
  'tests/',
];

/** Files that may open a connection of their own: `fetch`, or a client of `node:http(s)`. */
export const MAY_FETCH = ['server/fhir/', 'server/launch/', 'client/api/', 'sandbox/', 'tools/', 'tests/'];

/** No file of ours is longer. */
export const MAX_LINES = 400;

/** The table as ARCHITECTURE.md shows it. */
export function floorsTable(): string {
  const rows = FLOORS.map(
    ({ room, covers, may, packages, because }) =>
      `| ${room} | ${covers.map(code).join(', ')} | ${imports(may)}${packages ? `; ${packagesWords(packages)}` : ''} | ${because} |`,
  );
  return ['| room | covers | may import | because |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function imports(may: readonly string[]): string {
  if (may.length === 0) return 'itself';
  return may.map((name) => (name === '*' ? 'everything' : name.endsWith('.ts') ? code(name) : name)).join(', ');
}

function packagesWords(packages: readonly string[]): string {
  return packages.length === 0 ? 'no package' : `packages: ${packages.join(', ')}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
