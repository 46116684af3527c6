import { saveSwitches } from '../saves/switches.ts';
import { flag, quantity, word } from '../switches.ts';
import type { Values } from '../switches.ts';

/** What this replica does wrong on demand. The facts behind them are published ones about the vendor's software. */
export const switches = {
  ...saveSwitches,

  // At the door
  challenge: word(
    ['off', 'before_login', 'before_password', 'after_password'],
    'A check that one is human stands before that part of the sign-in; only its box, clicked, opens it.',
  ),
  oneTimeCode: flag('Asks for a time-based one-time code after the password; each code is accepted once.'),
  codeSeconds: quantity(30, 'How long a code counts. Seconds.', [60]),
  codePageSeconds: quantity(
    1800,
    'Idle seconds on the code page after which it says "Session Timeout".',
    [0],
  ),
  lockoutAfter: quantity(5, 'Failures in a row after which a user is locked; 0 never locks.', [1]),
  lockoutSeconds: quantity(900, 'How long a locked user stays locked. Seconds.', [2]),
  passwordNotice: flag('Between sign-in and application a page reminds of the password; "Later" goes on.'),

  // The session
  secondLoginKicks: flag('A second sign-in of a user ends the first.'),
  sessionSeconds: quantity(86_400, 'Idle seconds after which a session has expired.', [1]),
  logoutAtRequest: quantity(0, 'The n-th next data request ends its session instead; then 0 again.', [2]),
  expiredAsShell: flag(
    'Without a session a data request is answered 200 with the HTML shell, and its list stays empty on the screen.',
  ),
  challengeAtRequest: quantity(
    0,
    'The n-th next data request is answered 403 with a check that one is human; then 0 again.',
    [2],
  ),
  slowMs: quantity(0, 'Every answer takes this many milliseconds longer.', [300]),
  maintenance: flag('Every page is a 503 "scheduled maintenance".'),

  // The screen
  board: word(
    ['new', 'classic'],
    'Which dispatch board the user has: blocks with a flyout, or a list with a right-click menu.',
  ),
  overlay: flag('On each page a guide lies over everything and takes all clicks until it is closed.'),
  enableAfterMs: quantity(
    0,
    'Milliseconds after which a button that only looks enabled takes a click; those before are lost.',
    [700],
  ),

  // Lists and reports
  ignorePageSize: flag('Pagers show 50 a page, whatever is chosen.'),
  truncateRows: flag('Each page of a list leaves out its last row; the count stays.'),
  dropLastPage: flag('A list of several pages loses its last page, from its pager as well; the count stays.'),
  repeatPage: flag('Page 2 of a list shows the rows of page 1 again.'),
  shiftColumn: flag('The cells of a list stand one column too far right, under the same headings.'),
  renameHeading: flag('The second heading of each list on the screen has another name.'),
  brokenTotals: flag('The totals row of a report does not agree with its rows.'),
  filterIgnored: flag('Reports are run for all business units, whatever was chosen; they say so.'),
  filterDropped: flag('Reports are run for all business units, whatever was chosen, and say nothing of it.'),
  utcReports: flag('Reports are run in UTC, whatever time zone was asked for; they say so.'),
  noDataAsZero: flag('A figure without any data shows as 0.'),
  longRunning: flag('The plain export is refused as too long; only "Allow Long-Running" is left.'),
  reportStuck: flag('A report never arrives.'),

  // Records
  saveWithoutRedirect: flag(
    'A booking or a purchase order that was saved leaves its form on the screen, without a word.',
  ),
  movesBeforeSave: quantity(
    0,
    'At the n next saves on an appointment somebody else has dispatched it since the form was opened.',
    [1],
  ),
  pricesBeforeSave: quantity(
    0,
    'At the n next saves of a price somebody else has raised it by 10.00 since the item was opened.',
    [1],
  ),
  uploadCutShort: flag(
    'Of a file that is attached only the first half is kept; the app says that all is well.',
  ),
  postsBeforeSave: quantity(
    0,
    'At the n next saves on an invoice somebody else has posted it since the form was opened.',
    [1],
  ),
};

export type Switches = Values<typeof switches>;
