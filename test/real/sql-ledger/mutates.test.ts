import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutates, reads } from '../../../flows/sql-ledger/mutates.ts';

const base = 'http://127.0.0.1:8811/sql-ledger/';

const sends = (method: string, address: string, body = '') =>
  mutates({ method, url: new URL(address, base), form: new URLSearchParams(body), body });

const common = 'path=bin/mozilla&login=clerk@lakeside';

test.each([
  'login.pl',
  'css/sql-ledger.css',
  'js/calendar.js',
  `menu.pl?${common}&action=display&main=company_logo`,
  `ar.pl?${common}&action=transactions&outstanding=1`,
  `ar.pl?action=add&type=transaction&customer_id=7&path=bin%2Fmozilla&login=clerk%40lakeside`,
  `rp.pl?${common}&action=Continue&nextsub=generate_ar_aging`,
])('GET %s only reads', (address) => {
  expect(sends('GET', address)).toBe(false);
});

test.each([
  `action=Update&${common}&notes=a%0D%0Ab`,
  `action=Post&${common}&action=update`,
  `action=UPDATE&${common}&callback=ar.pl%3Faction%3Dpost`,
])('POST ar.pl %s only reads', (body) => {
  expect(sends('POST', 'ar.pl', body)).toBe(false);
});

test.each([
  // What writes.
  ['GET', `ar.pl?${common}&action=post`, ''],
  ['GET', `ar.pl?${common}&action=Post`, ''],
  ['GET', `ar.pl?${common}&action=edit&id=1`, ''],
  ['GET', `am.pl?${common}&action=backup`, ''],
  ['GET', `ct.pl?${common}&action=new_number&db=customer`, ''],
  ['POST', 'ar.pl', `action=Update&${common}&action=Post`],
  ['POST', 'ar.pl', `action=Post+as+new&${common}`],
  ['POST', 'ct.pl', `action=Save&db=customer&${common}`],
  ['POST', 'ar.pl', `action=Yes&${common}`],
  // What signs in, or resumes a session and the request that it was in.
  ['POST', 'login.pl', 'action=login&login=clerk&password=x'],
  ['POST', 'ar.pl', `action=update&${common}&password=x`],
  ['GET', `ar.pl?${common}&action=transactions&password=x`, ''],
  // A read of one program may be something else in another one, and a program may be loaded from elsewhere.
  ['GET', `gl.pl?${common}&action=update`, ''],
  ['GET', 'ar.pl?path=bin/lynx&login=clerk@lakeside&action=transactions', ''],
  ['GET', 'ar.pl?action=transactions', ''],
  ['GET', 'admin.pl', ''],
  // Detours to a procedure.
  ['GET', `ar.pl?${common}&action=continue&nextsub=post`, ''],
  ['GET', `ar.pl?${common}&action=continue`, ''],
  ['GET', `ar.pl?${common}&action=.&nextsub=transactions`, ''],
  ['GET', `ar.pl?${common}&action=+transactions`, ''],
  ['GET', `ar.pl?${common}`, ''],
  ['POST', 'ar.pl', ''],
  // What another reader of parameters would take for a read.
  ['POST', `ar.pl?${common}&action=post`, `action=update&${common}`],
  ['POST', `ar.pl?${common}&action=update`, `action=update&${common}`],
  ['GET', `ar.pl?${common}&action=update&x=1=action=post`, ''],
  ['GET', `ar.pl?${common}&action=post&acti%6Fn=update`, ''],
  ['GET', `ar.pl?${common}&action=%E2%80%AEupdate`, ''],
  [
    'POST',
    'ar.pl',
    `--x\r\nContent-Disposition: form-data; name="action"\r\n\r\npost\r\n--x--\r\n&action=update&${common}`,
  ],
  // Other methods, and labels in another language.
  ['PUT', `ar.pl?${common}&action=transactions`, ''],
  ['POST', 'ar.pl', `action=Buchen&${common}`],
  ['POST', 'ar.pl', `action=Erneuern&${common}`],
])('%s %s %s mutates', (method, address, body) => {
  expect(sends(method, address, body)).toBe(true);
});

/** A language could call something that writes by a name that is a read in English. */
test('in no language of the application is the label of a read the label of something else', async () => {
  const locale = '/usr/share/sql-ledger/locale';
  let labels = 0;
  for (const [script, actions] of Object.entries(reads)) {
    for (const language of await readdir(locale, { withFileTypes: true })) {
      if (!language.isDirectory()) continue;
      const file = join(locale, language.name, script.replace(/\.pl$/, ''));
      const text = await readFile(file, 'latin1').catch(() => '');
      const subs = /\$self\{subs\} = \{(.*?)\n\};/s.exec(text)?.[1] ?? '';
      for (const [, label = '', procedure = ''] of subs.matchAll(/'(.*?)'\s*=>\s*'(.*?)'/g)) {
        labels += 1;
        if (actions.includes(label)) expect(actions, `${file}: ${label}`).toContain(procedure);
        if (label === 'continue') expect(procedure, `${file}: ${label}`).toBe('continue');
      }
    }
  }
  expect(labels).toBeGreaterThan(1000);
});
