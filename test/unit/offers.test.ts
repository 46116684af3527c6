import { expect, test } from 'vitest';
import { chooseAccount } from '../../src/choose-account.ts';
import { configSchema } from '../../src/config/schema.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { loadOffer } from '../../src/offer.ts';

const account = { app: 'harbor', url: 'http://127.0.0.1:9/', username: 'x', password: 'env:NONE' };

const offerOf = (accounts: ConfigInput['accounts']) =>
  loadOffer({ ...configSchema.parse({ accounts }), file: '/here/sidedoor.config.json' } as never);

test('an account is chosen among those that offer the flow', async () => {
  const { catalog, accounts } = await offerOf({
    readers: { ...account, flows: ['list_*', 'get_tenant_ledger'] },
    all: account,
  });
  expect(chooseAccount(catalog.flow('harbor_create_work_order'), undefined, accounts).name).toBe('all');
  expect(() => chooseAccount(catalog.flow('harbor_create_work_order'), 'readers', accounts)).toThrow(
    'has no account "readers"',
  );
  expect(() => chooseAccount(catalog.flow('harbor_list_work_orders'), undefined, accounts)).toThrow(
    'needs an account',
  );
});

test('a flow that every account leaves out can be called by nobody', async () => {
  const { catalog, accounts } = await offerOf({ readers: { ...account, flows: ['list_*'] } });
  expect(() => chooseAccount(catalog.flow('harbor_create_work_order'), undefined, accounts)).toThrow(
    'No account offers harbor_create_work_order.',
  );
});

test('an account that names a flow there is none of is refused with those there are; the others work on', async () => {
  const { catalog, accounts } = await offerOf({
    wrong: { ...account, flows: ['list_tenants'] },
    right: account,
  });
  expect([...accounts.keys()]).toEqual(['right']);
  expect(catalog.refused).toMatchObject([
    { reason: expect.stringContaining('"list_tenants"'), fix: expect.stringContaining('list_work_orders') },
  ]);
});
