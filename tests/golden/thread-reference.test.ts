import { expect, test } from 'vitest';
import { threadPage } from './support/thread-page.ts';

test('the reference page says what the code does (npx vitest run --project integration tests/golden/thread-reference -u writes it)', async () => {
  await expect(threadPage()).toMatchFileSnapshot('../../docs/reference/thread.md');
});
