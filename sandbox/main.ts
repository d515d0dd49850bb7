import { startSandbox } from './start-sandbox.ts';

const { url } = await startSandbox({
  port: Number(process.env['SANDBOX_PORT'] ?? 4000),
  appUrl: process.env['THROUGHLINE_URL'] ?? 'http://localhost:3000',
});
process.stdout.write(
  `Sandbox EHR: ${url}, ${url}/epic and ${url}/oracle  (log in as icalloway, sdevereaux, gamsel or tmoyo; password "sandbox")\n`,
);
