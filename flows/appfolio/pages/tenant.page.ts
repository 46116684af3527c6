import type { Page } from 'playwright';
import { InvalidInput, LayoutChanged, NotFound, redraw } from 'sidedoor-mcp';
import { assertPage, openPage } from './place.ts';
import { suggestionsFor } from './suggestions.ts';

export interface Tenant {
  occupancy_id: string;
  name: string;
  property: string;
  unit: string;
  status: string;
}

/**
 * Opens the ledger of the one tenant that is meant: by the id of the occupancy, or by the whole name.
 *
 * @throws InvalidInput with the candidates where several have that name, NotFound where nobody has.
 */
export async function openLedger(page: Page, meant: string): Promise<Tenant> {
  const text = meant.trim();
  const address = /^\d+$/.test(text) ? `occupancies/${text}` : await addressOf(page, text);
  await openPage(page, address, /./);
  await redraw(page.mainFrame(), () => page.locator('a.js-ledger').click());
  await assertPage(page, 'Tenant Ledger');
  const value = async (hook: string) => ((await page.locator(hook).first().textContent()) ?? '').trim();
  const tenant = {
    occupancy_id: await value('.js-occupancy-id'),
    name: await value('.js-tenant-name h2'),
    property: await value('.js-property-name'),
    unit: await value('.js-unit-name'),
    status: await value('.js-tenant-status'),
  };
  const isMeant = [tenant.occupancy_id, tenant.name.toLowerCase()].includes(text.toLowerCase());
  if (!isMeant) throw new LayoutChanged(`AppFolio shows the ledger of "${tenant.name}", not of "${text}".`);
  return tenant;
}

async function addressOf(page: Page, name: string): Promise<string> {
  await openPage(page, '.', 'Dashboard');
  const hits = await suggestionsFor(page, 'input[placeholder="Search"]', name);
  const tenants = hits.filter(({ href }) => /\/occupancies\/\d+/.test(href));
  const exact = tenants.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
  const inWords = tenants
    .map(({ label, kind, href }) => `${/\/occupancies\/(\d+)/.exec(href)?.[1]} ${label} (${kind})`)
    .join('; ');
  const [only, ...others] = exact;
  if (!only) {
    const hint = inWords === '' ? 'Check the spelling.' : `There are: ${inWords}.`;
    throw new NotFound(`AppFolio has no tenant called "${name}".`, { hint });
  }
  if (others.length === 0) return only.href;
  throw new InvalidInput(`"${name}" fits ${exact.length} tenants.`, {
    hint: `Call again with an occupancy id: ${inWords}.`,
  });
}
