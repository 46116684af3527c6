import { InvalidInput, nearest, NotFound } from 'sidedoor-mcp';
import type { Tenant, TenantLookup } from './pages/tenant-lookup.page.ts';

/**
 * The one tenant that is meant, shown in the lookup: by number, by the whole name, or by a part that only one has.
 *
 * @throws InvalidInput with the candidates when several fit; NotFound with the most similar ones when none does.
 */
export async function findTenant(lookup: TenantLookup, meant: string): Promise<Tenant> {
  const text = meant.trim();
  let found = await lookup.find(text);
  if (found.stated === 0 && lastNameFirst(text) !== text) found = await lookup.find(lastNameFirst(text));

  const same = (one: string) => one.toLowerCase() === text.toLowerCase();
  const exact = found.tenants.filter(
    ({ number, name }) => same(number) || same(name) || same(firstNameFirst(name)),
  );
  const [only, ...others] = exact.length > 0 ? exact : found.tenants;
  if (!only) throw await notFound(lookup, text);
  if (others.length === 0) return only;

  const candidates = [only, ...others];
  const count = exact.length > 0 ? exact.length : found.stated;
  throw new InvalidInput(`"${text}" fits ${count} tenants.`, {
    hint: `Call again with a number: ${candidates.slice(0, 5).map(inWords).join('; ')}${count > 5 ? '; …' : ''}.`,
  });
}

/** Half of a misspelled name is usually right, and so are the ends of one that was typed without its accents. */
async function notFound(lookup: TenantLookup, text: string): Promise<NotFound> {
  const word = text
    .split(/[\s,]+/)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const middle = Math.ceil(word.length / 2);
  const similar = new Map<string, Tenant>();
  for (const half of new Set([word.slice(0, middle), word.slice(-middle)])) {
    for (const tenant of (await lookup.find(half)).tenants) similar.set(tenant.number, tenant);
  }
  const close = nearest(text, [...similar.values()], ({ name, number }) => `${name} ${number}`).map(inWords);
  return new NotFound(`Harbor has no tenant "${text}".`, {
    hint:
      close.length > 0
        ? `Similar: ${close.join('; ')}.`
        : 'Search for a part of the name, spelled as in Harbor.',
  });
}

const inWords = ({ number, name, building, unit }: Tenant) => `${number} ${name} (${building} ${unit})`;

/** "Siobhán O'Brien" → "O'Brien, Siobhán", as Harbor keeps it. */
function lastNameFirst(name: string): string {
  const [, first, last] = /^(\S+)\s+([^,]+)$/.exec(name) ?? [];
  return first === undefined ? name : `${last}, ${first}`;
}

function firstNameFirst(name: string): string {
  return name.split(', ').toReversed().join(' ');
}
