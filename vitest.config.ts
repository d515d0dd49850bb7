import { defineConfig } from 'vitest/config';

const node = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    globalSetup: 'tests/support/one-temp-folder.ts',
    projects: [
      { test: { ...node, name: 'core', include: ['core/**/*.test.ts'] } },
      { test: { ...node, name: 'server', include: ['server/**/*.test.ts'] } },
      { test: { ...node, name: 'sandbox', include: ['sandbox/**/*.test.ts'] } },
      { test: { ...node, name: 'client', environment: 'jsdom', include: ['client/**/*.test.{ts,tsx}'] } },
      { test: { ...node, name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
      // Against a server named in the environment; not part of `npm test`.
      { test: { ...node, name: 'contract', include: ['tests/contract/**/*.contract.ts'] } },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['tests/{integration,conformance,contract,security,golden}/**/*.test.ts'],
        },
      },
    ],
  },
});
