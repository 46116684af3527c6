import { fileURLToPath } from 'node:url';
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { outbox } from '../servicetitan-writes.ts';
import { date, orNull } from './screen.ts';
import { facts, list, money, open, pick, saved, signIn, typeDate } from './servicetitan-screen.ts';

interface Item {
  code: string;
  quantity: number;
  cost?: string;
}

const createOrder: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const word = (name: string) => String(args[name]);
  await open(page, '/new/inventory/purchase-orders/create', 'Create Purchase Order');
  await pick(page, 'VendorId', word('vendor'));
  await pick(page, 'PurchaseOrderTypeId', word('type'));
  await pick(page, 'BusinessUnitId', word('business_unit'));
  await pick(page, 'ShipTo', word('ship_to'));
  await typeDate(page, '[data-cy=required-by]', word('required_by'));
  await page.fill('[data-cy=po-job]', word('job'));
  await page.fill('[data-cy=po-memo]', word('memo'));
  for (const { code, quantity, cost } of args['items'] as Item[]) {
    await page.fill('[data-cy=item-search]', code);
    await page.click('[data-cy=item-find]');
    await page.click(`.ItemHits [data-code="${code}"]`);
    const line = page.locator(`[data-cy=po-items] tr[data-code="${code}"]`);
    await line.locator('[data-cy=quantity]').fill(String(quantity));
    if (cost !== undefined) await line.locator('[data-cy=cost]').fill(cost);
  }
  await page.click('[data-cy=po-create]');
  await page.locator('#view h1', { hasText: /^Purchase Order \d+$/ }).waitFor();
  const shown = await facts(page);
  return {
    number: shown['PO #'],
    status: shown['Status'],
    vendor: shown['Vendor'],
    type: shown['Type'],
    business_unit: shown['Business Unit'],
    ship_to: shown['Ship To'],
    job: orNull(shown['Job #']),
    date: date(shown['Date']),
    required_by: date(shown['Required By']),
    total: money(shown['Total']),
    memo: shown['Memo'],
    created_by: shown['Created By'],
    items: (await list(page, 'order-items')).map(([code, , quantity, cost, sum]) => ({
      code,
      quantity,
      cost: money(cost),
      amount: money(sum),
    })),
  };
};

const changePrice: PlainScript = async (page, user, { code, price }) => {
  await signIn(page, user);
  await open(page, `/new/pricebook?q=${encodeURIComponent(String(code))}`, 'Pricebook');
  await page.locator('[data-grid=pricebook]').getByText(String(code), { exact: true }).click();
  await page.locator('#view h1', { hasText: String(code) }).waitFor();
  await page.fill('[data-cy=item-price]', String(price));
  await page.click('[data-cy=item-save]');
  await saved(page);
  await page.reload();
  await page.locator('#view h1', { hasText: String(code) }).waitFor();
  const shown = await facts(page);
  return {
    code: shown['Code'],
    name: shown['Name'],
    type: shown['Type'],
    price: money(shown['Price']),
    cost: money(shown['Cost']),
    modified: shown['Modified'],
  };
};

const changeTags: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const job = String(args['job']);
  await open(page, `/Job/Index/${job}`, `Job ${job}`);
  await page.click('[data-cy=tags-edit]');
  await page.click('.Modal [data-criteria-name=Tags] .Trigger');
  for (const tag of [...(args['add'] as string[]), ...(args['remove'] as string[])])
    await page.locator('.Popper').getByText(tag, { exact: true }).click();
  await page.locator('.Modal h1').click();
  await page.click('[data-cy=tags-save]');
  await saved(page);
  await open(page, `/Job/Index/${job}`, `Job ${job}`);
  const tags = await page.locator('[data-cy=tags] .Tag').allTextContents();
  return { job, tags: tags.join(', ') };
};

const attach: PlainScript = async (page, user, args): Promise<Answer> => {
  await signIn(page, user);
  const [job, path] = [String(args['job']), String(args['path'])];
  await open(page, `/Job/Index/${job}`, `Job ${job}`);
  await page.click('[data-cy=attach]');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.click('.Modal [data-cy=file-browse]'),
  ]);
  await chooser.setFiles(fileURLToPath(new URL(path, outbox)));
  await page.click('[data-cy=file-upload]');
  await saved(page);
  await page.reload();
  await page.locator('#view h1', { hasText: job }).waitFor();
  const [name, size = '', day] = (await list(page, 'attachments')).at(-1) ?? [];
  return { job, name, bytes: Number(size.replaceAll(/\D/g, '')), date: date(day) };
};

export const plainStock: Record<string, PlainScript> = {
  servicetitan_create_purchase_order: createOrder,
  servicetitan_change_item_price: changePrice,
  servicetitan_change_job_tags: changeTags,
  servicetitan_attach_document: attach,
};
