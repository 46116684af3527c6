import { saveSwitches } from '../saves/switches.ts';
import { flag, quantity, word } from '../switches.ts';
import type { Values } from '../switches.ts';

/** What the replica does wrong on demand. Each can be changed while it runs and acts from the next request on. */
export const toastSwitches = {
  // Where one works, and what is filtered
  switchRestaurantAt: quantity(
    0,
    'At the n-th next request of a signed-in user, its session works in the next restaurant from then on, as if another tab had switched it.',
    [2, 6, 8],
  ),
  stickyEmployeeFilter: flag(
    'Time entries go on being filtered by an employee that the server remembers, whatever was chosen; only the line above the table says so.',
  ),
  filterIgnored: flag('Reports ignore the dates and show the last seven days; only their own line says so.'),
  timeZone: word(
    ['store', 'browser', 'utc'],
    'Time entries are shown in the time zone of the browser, or in UTC, instead of the restaurant; only the line above the table says so.',
  ),
  // Publishing
  foreignChange: flag('A colleague saves a price at each restaurant, once, and does not publish it.'),
  foreignChangeAtPublish: quantity(
    0,
    'At the n next publishes a colleague saves a price the moment before; it is published too.',
    [1],
  ),
  switchAtPublish: quantity(
    0,
    'At the n next publishes the session works in the next restaurant, as if another tab had switched it the moment before.',
    [1],
  ),
  // Reports and files
  reportSeconds: quantity(1, 'How long a report takes. Seconds.', [0, 20]),
  reportStuck: flag('Reports stay in progress for ever.'),
  reportFails: quantity(0, 'The n next reports end with FAILED.', [1, 9]),
  throttlePolls: quantity(0, 'The n next looks for a report are answered 429.', [2]),
  exportSeconds: quantity(1, 'How long an export takes. Seconds.', [0, 10]),
  exportStuck: flag('Exports never get a download address.'),
  exportRowCap: quantity(50_000, 'An export silently ends after so many rows.', [5]),
  utf8Export: flag('Exports are UTF-8 with a byte order mark instead of Latin-1.'),
  consentDialog: flag('Each download first asks to agree to a notice, not only that of guests.'),
  wagesInDollars: flag('The export of time entries has wages in dollars instead of whole cents.'),
  // Tables
  rowsAfterMs: quantity(
    150,
    'Milliseconds from the heading of an old report to its rows; a mask lies over it meanwhile.',
    [3_000],
  ),
  emptyWithoutRow: flag('An old report without rows has not the row that says so.'),
  renameHeading: flag('One heading of each table and export has another name.'),
  otherHeadings: flag('One heading of each table and export is as another report has it.'),
  truncateRows: flag('Tables and exports leave out their last row; counts and totals stay.'),
  shiftColumn: flag('Cells of tables and exports stand one column too far to the right.'),
  brokenTotals: flag('Displayed totals do not agree with the rows.'),
  oldGeneration: flag('The sales summary is the report page of the old generation.'),
  dialog: flag('Old reports open an alert while they load.'),
  overlays: flag(
    'Cookie consent, an onboarding checklist and a guide come over each page after it has loaded.',
  ),
  // Sign-in, session and what an account has
  oneTimeCode: flag('Asks for a code of the authenticator app on a device that it does not know.', {
    is: true,
  }),
  passkeyNag: flag('Offers to add a passkey after each sign-in.'),
  botCheck: word(
    ['off', 'before', 'mid'],
    'A page that only a person can pass stands before the login, or between user name and password.',
  ),
  stepUp: flag('The editors of menus and of jobs ask for a code from the telephone, once in a session.'),
  payrollPopup: flag(
    'The restaurants have payroll of Toast: to add an employee opens a notice that leads there, and no form.',
  ),
  secondLoginKicks: flag('A second sign-in of a user ends the first.'),
  sessionSeconds: quantity(3_600, 'Idle seconds after which a session has expired.', [2]),
  lockoutAfter: quantity(5, 'Wrong passwords in a row after which a user is blocked; 0 never blocks.', [1]),
  lockoutSeconds: quantity(3_600, 'How long a blocked user stays blocked. Seconds.', [5]),
  logoutAtRequest: quantity(
    0,
    'The n-th next request of a signed-in user ends its session instead; then falls back to 0.',
    [3, 7],
  ),
  slowMs: quantity(0, 'Every page takes this many milliseconds longer.', [500]),
  maintenance: flag('Every page is a 503 "scheduled maintenance".'),
  ...saveSwitches,
};

export type ToastSwitches = Values<typeof toastSwitches>;
