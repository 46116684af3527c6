import { saveSwitches } from '../saves/switches.ts';
import { flag, quantity, word } from '../switches.ts';
import type { Values } from '../switches.ts';

/** What Harbor does wrong on demand. All can be changed while it runs, and act from the next request on. */
export const harborSwitches = {
  secondLoginKicks: flag('A second sign-in of a user ends the first, which is told so at its next request.', {
    is: true,
  }),
  sessionSeconds: quantity(1200, 'Idle seconds after which a session has expired.', [1]),
  lockoutAfter: quantity(0, 'Wrong passwords or codes in a row that lock a user; 0 never does.', [2]),
  lockoutSeconds: quantity(900, 'Seconds that a locked user stays locked, whatever is typed.', [5]),
  oneTimeCode: flag('Asks for a time-based one-time code after the password; each is accepted once.'),
  codeSeconds: quantity(30, 'Seconds that a code counts, as authenticator apps have it.', [60]),
  codeDrift: quantity(1, 'So many codes before and after that of the moment count as well.', [0]),
  codeBoxes: flag('The code page has a box for each digit, and the script in it moves on by itself.'),
  lateCodes: quantity(0, 'The n next right codes come too late: they expired while they were typed.', [1]),
  clockSkewSeconds: quantity(
    0,
    "Seconds that the server's clock is fast or, below 0, slow; so is its `Date` header.",
    [95, -95],
    { least: -Infinity },
  ),
  interstitial: word(
    ['off', 'notice', 'password_expiry'],
    'A page after the sign-in. `notice` must be acknowledged, once per user; `password_expiry` reminds at each sign-in.',
  ),
  slowMs: quantity(0, 'Milliseconds that every page takes longer.', [400]),
  maintenance: flag('Every page is a 503 "scheduled maintenance".'),
  signedOutAs200: flag(
    'Signed out, a frame page is the sign-in form under its own address, status 200, instead of a redirect.',
  ),
  dropLastPage: flag(
    'A grid of several pages loses its last page, from its pager as well; the record count stays.',
  ),
  repeatPage: flag('Page 2 of a grid shows the rows of page 1 again.'),
  shiftColumn: flag(
    'The cells of a grid stand one column too far to the right, under the same number of headings.',
  ),
  renameHeading: flag('One heading of each grid, and of the rent roll, has another name.'),
  truncateRows: flag(
    'Each page of a grid, and the rent roll, leave out their last row; the record count stays.',
  ),
  latePostback: flag(
    '300 ms after it was loaded, each page posts itself back and is drawn anew without what was being filled in.',
  ),
  dialog: flag('Pages with a grid open an alert when they are loaded.'),
  reportStuck: flag('Reports stay "Running" for ever.'),
  latin1: flag('What Latin-1 can say is sent as Latin-1 bytes under a UTF-8 header ("Müller").'),
  brokenTotals: flag('Displayed balances and totals do not agree with the lines above them.'),
  logoutAtRequest: quantity(
    0,
    'The n-th next request of a signed-in user ends its session instead; then falls back to 0.',
    [1, 2, 3, 5, 8],
  ),
  echoSecrets: word(
    ['off', 'aside', 'everywhere'],
    'Shows password, cookie and code of whoever asks: `aside` in title, address, headers, dialog, remarks, file and a panel, so that everything still works; `everywhere` in headings and messages too.',
  ),
  reportSeconds: quantity(2.5, 'Seconds that a report takes.', [12]),
  monitorSeconds: quantity(3, 'Seconds after which the report monitor posts itself back.', [0.4]),
  ...saveSwitches,
  warnAtSave: word(
    ['off', 'text', 'confirm', 'ask'],
    '`text`: a warning stands on each form · `confirm`: a dialog asks whether to save · `ask`: it asks about something that is only known then.',
  ),
  changeUnderneath: flag('From the second time on that a form is opened it shows another default.'),
};

export type HarborSwitches = Values<typeof harborSwitches>;
