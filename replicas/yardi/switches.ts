import { saveSwitches } from '../saves/switches.ts';
import { flag, quantity, word } from '../switches.ts';
import type { Values } from '../switches.ts';

export const yardiSwitches = {
  entry: word(
    ['portal', 'advanced'],
    'portal: sign-in at the portal, then tile, new tab, interstitial. advanced: the LoginAdvanced page with a decoy password field and the choice of a database.',
  ),
  oneTimeCode: flag('A six-digit code of an authenticator app is asked for after the password.'),
  passwordWiped: flag('The sign-in page draws its fields anew 400 ms after it has loaded, empty.'),
  imageProceed: flag('PROCEED on the interstitial is a picture, not a button.'),
  secondLoginKicks: flag('A second sign-in of the same user ends the first session.'),
  sessionSeconds: quantity(1200, 'Seconds without a request after which a session ends.', [2]),
  lockoutAfter: quantity(
    0,
    'Wrong passwords or codes in a row after which the login is locked; 0 is never.',
    [1],
  ),
  lockoutSeconds: quantity(900, 'How long a login stays locked, in seconds.', [60]),
  logoutAtRequest: quantity(
    0,
    'The n-th request from now finds its session ended: the frame says so, status 200.',
    [3],
  ),
  slowMs: quantity(0, 'Milliseconds that every request waits.', [300]),
  maintenance: flag('Every page is the one of a scheduled maintenance, status 503.'),
  reportSeconds: quantity(1, 'Seconds that a report takes.', [0, 5]),
  monitorSeconds: quantity(3, 'Seconds after which the report monitor asks again by itself.', [0.3]),
  throttle: quantity(0, 'The n next requests of the report monitor are answered with status 429.', [2]),
  reportStuck: flag('Reports stay in the queue for good.'),
  queuedButNot: flag(
    'A report is accepted and none is queued; the monitor opens with the newest earlier one, where there is one.',
  ),
  wrongReport: flag('The file is the default report of its page, whatever type was chosen.'),
  ignoreProperty: flag('The file is that of all properties, though the page shows the chosen one.'),
  latePostback: flag('A page posts itself back 1.5 s after it was drawn, and unticks what was ticked.'),
  xlsName: flag('Workbooks are named .xls.'),
  renameHeading: flag(
    'One heading of each report, of the ledger and of the lists behind the dashboard is called something else.',
  ),
  shiftColumn: flag(
    'An empty cell stands before the amounts of each row, under unchanged headings, and its last cell is missing.',
  ),
  truncateRows: flag(
    'The last rows before the totals are missing, and the last one of each list behind the dashboard.',
  ),
  brokenTotals: flag('Totals are one dollar too high.'),
  ...saveSwitches,
};

export type YardiSwitches = Values<typeof yardiSwitches>;
