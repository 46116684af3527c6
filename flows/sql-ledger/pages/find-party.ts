import type { Page } from 'playwright';
import { InvalidInput, nearest, NotFound } from 'sidedoor-mcp';
import { PartyListPage } from './party-list.page.ts';
import type { Party } from './party-list.page.ts';
import type { Side } from './sides.ts';

/**
 * The one customer or vendor that is meant: by number, by the whole name, or by a part of the name that only one has.
 *
 * @throws NotFound with the names that look most like it; InvalidInput with the candidates when it fits several.
 */
export async function findParty(page: Page, side: Side, meant: string): Promise<Party> {
  const list = new PartyListPage(page, side);
  const kind = side.db;
  const wanted = meant.trim().toLowerCase();
  const numbered = couldBeNumber.test(wanted) ? await list.numbered(wanted) : [];
  const named = numbered.length === 0 ? (await list.named(wanted)).parties : [];
  const exact = named.filter(({ name }) => name.toLowerCase() === wanted);
  const candidates = [numbered, exact, named].find((parties) => parties.length > 0) ?? [];

  const [only, ...more] = candidates;
  if (only && more.length === 0) return only;
  if (only) {
    const shown = candidates.slice(0, mostShown).map(inWords).join('; ');
    const rest = candidates.length > mostShown ? `; and ${candidates.length - mostShown} more` : '';
    throw new InvalidInput(`"${meant}" fits ${candidates.length} ${kind}s: ${shown}${rest}.`, {
      hint: `Call again with the number of the ${kind} that is meant.`,
    });
  }
  const similar = nearest(meant, await list.everyone(), ({ name, number }) => `${name} ${number}`).map(
    inWords,
  );
  throw new NotFound(`There is no ${kind} "${meant}".`, {
    hint:
      similar.length > 0
        ? `Similar: ${similar.join('; ')}.`
        : `No ${kind} has a similar name; search for a part of it.`,
  });
}

const couldBeNumber = /^[\w./-]+$/;

const mostShown = 8;

const inWords = ({ number, name }: Party) => `${number} ${name}`;
