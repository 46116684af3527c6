import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { answerIn, Guide, root } from '../support/guide.ts';

const guide = new Guide('first-flow.md');

interface WorkOrders {
  work_orders: { opened: string }[];
  complete: { proven: boolean };
}

test('every command of "Your first flow" does what the page says', async () => {
  const harbor = await startHarbor();
  expect(guide.blocks[0]?.body).toContain('dist/replicas/harbor/main.js --port 8811');

  const stdout = await guide.follow({ 'http://127.0.0.1:8811/': harbor.url });

  const { signIns } = harbor.inspect();
  await harbor.close();
  expect(signIns).toHaveLength(1);
  const { result } = answerIn<WorkOrders>(stdout);
  expect(result.complete.proven).toBe(false);
  expect(result.work_orders.length).toBeGreaterThan(5);
  expect(result.work_orders[0]?.opened).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('the page has every file that it speaks of', async () => {
  const files = [...guide.text.matchAll(/`(flows\/harbor\/[\w./-]+|replicas\/[\w./-]+)`/g)].map(
    ([, file = '']) => file,
  );
  expect(files).not.toEqual([]);
  for (const file of files) await readFile(join(root, file));
});
