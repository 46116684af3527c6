import { expect, test } from 'vitest';
import { standing as appfolio } from '../../flows/appfolio/standing.ts';
import { standing as servicetitan } from '../../flows/servicetitan/standing.ts';
import { standing as toast } from '../../flows/toast/standing.ts';
import { standing as yardi } from '../../flows/yardi/standing.ts';
import type { AppStanding } from '../../src/index.ts';

/** What every user of a vendor's application has to be told, whatever else there is to say of that vendor. */
const topics = {
  'whose it is not': /has nothing to do with .* trademark/,
  'that the account holder agrees': /account holder in writing/,
  'the contract': /(licence|terms of service|agreement) .*automated access/,
  'the official way': /(does|do) the same job, use that/,
  'a login of its own': /user of its own with no more/,
  'challenges are for a person': /challenges are for a person/,
  'how to try it': /doctor --account <name> --dry/,
};

test.each(Object.entries<AppStanding>({ appfolio, servicetitan, toast, yardi }))(
  '%s promises no more than a replica, and tells its users what to know',
  (_name, { verified, notes }) => {
    expect(verified).toBe('replica');
    for (const note of notes) expect(note).toMatch(/^[A-Z].*\.$/s);
    const missing = Object.entries(topics).filter(([, topic]) => !notes.some((note) => topic.test(note)));
    expect(missing.map(([name]) => name)).toEqual([]);
    expect(notes.join('\n').length).toBeLessThan(1_500);
  },
);
