import type { Secrets } from '../evidence/secrets.ts';
import type { References } from './references.ts';

/** What a reference names, of a place to deliver to or to tell: an address, or a command. */
export type ResolvePlace = (reference: string) => Promise<string>;

/** What a reference holds may be an address with a password, which no artefact shall have. */
export function openPlaces(references: References, secrets: Pick<Secrets, 'addPassword'>): ResolvePlace {
  return async (reference) => {
    const place = await references.resolve(reference);
    if (URL.canParse(place)) secrets.addPassword(decodeURIComponent(new URL(place).password));
    return place;
  };
}
