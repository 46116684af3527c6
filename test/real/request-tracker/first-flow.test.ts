import { expect, test } from 'vitest';
import { answerIn, Guide } from '../../support/guide.ts';
import { startRequestTracker } from './start.ts';

interface Tickets {
  tickets: { number: string; subject: string; status: string; owner: string }[];
  complete: { proven: boolean };
}

test('every command of "A flow on real software" does what the page says', async () => {
  const tracker = await startRequestTracker();
  const guide = new Guide('flow-on-real-software.md');
  expect(guide.blocks[0]?.body).toContain('test/real/request-tracker/up.sh');
  try {
    const stdout = await guide.follow({ 'http://127.0.0.1:8812/': tracker.url });
    expect(stdout).toContain('RT at a glance');
    const { tickets, complete } = answerIn<Tickets>(stdout).result;
    expect(complete.proven).toBe(false);
    expect(tickets).toHaveLength(50);
    for (const { number, status } of tickets) {
      expect(number).toMatch(/^\d+$/);
      expect(['new', 'open', 'stalled']).toContain(status);
    }
  } finally {
    await tracker.stop();
  }
});
