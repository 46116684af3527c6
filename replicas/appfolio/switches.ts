import { saveSwitches } from '../saves/switches.ts';
import { flag, quantity, word } from '../switches.ts';
import type { Values } from '../switches.ts';

/** What the replica does wrong on demand. Each is a vendor fact, or what any such software does. */
export const switches = {
  ...saveSwitches,
  codeAsked: flag('Off: the device was remembered for 30 days, and no code is sent.', { is: true }),
  codeSeconds: quantity(600, 'How long a code that was sent counts. Seconds.', [0]),
  captcha: flag('The sign-in asks for a CAPTCHA first.'),
  cookieSeconds: quantity(
    0.3,
    'Seconds from the first page inside to the writing of the session cookie.',
    [2],
  ),
  deepLinksNeedWarming: flag(
    'Off: a page that is opened before the first one of a session is shown. On: its dashboard comes instead.',
    { is: true },
  ),
  sessionSeconds: quantity(14_400, 'Idle seconds after which a session has expired.', [2]),
  expiredAs: word(
    ['redirect', 'forbidden', 'unauthorized'],
    'What a request without a session gets: the sign-in page, 403, or 401.',
  ),
  logoutAtRequest: quantity(0, 'The n-th next request of a signed-in user ends its session instead.', [1, 3]),
  lockoutAfter: quantity(
    5,
    'Wrong passwords or codes in a row after which a user is locked; 0 never locks.',
    [1],
  ),
  lockoutSeconds: quantity(14_400, 'How long a locked user stays locked. Seconds.', [60]),
  noPermission: flag('Reports and accounting lead to the dashboard, without a word.'),
  slowMs: quantity(0, 'Every page takes this many milliseconds longer.', [500]),
  maintenance: flag('Every page is a 503.'),
  searchSeconds: quantity(0.2, 'How long a search for suggestions takes. Seconds.', [5]),
  staleSuggestions: flag('The suggestions for the first letters arrive last, and replace the right ones.'),
  reportSeconds: quantity(0.2, 'How long a report takes. Seconds.', [5]),
  reportStuck: flag('Reports and exports are never ready.'),
  paintMs: quantity(20, 'Milliseconds from a scroll to the rows that come of it.', [600]),
  skipRows: flag('The grid never draws the fifth row of what is in view; its totals and count stay.'),
  truncateRows: flag('Reports and exports leave out their last row; totals and count stay.'),
  capRows: quantity(
    0,
    'Reports and exports hold no more than n rows, totals and count stay; 0 is no limit.',
    [30],
  ),
  repeatRows: flag('Report rows 11 to 20 are rows 1 to 10 again.'),
  shiftColumn: flag('The cells of a report stand one column too far to the right.'),
  renameHeading: flag('One heading of each report has another name.'),
  otherHeadings: flag(
    'Reports call columns by the other names that they have: "Property Name", "Unit Name", "Tenant Name".',
  ),
  brokenTotals: flag('Displayed totals and balances do not agree with the rows.'),
  ignoreFilter: flag('A report says that it is filtered, and holds the rows of all properties.'),
  forgetFilter: flag('A report is run without its filters, and says so above the rows only.'),
  rowPerAssignee: flag('Off: an export has a work order once. On: once for each person on it.', { is: true }),
  metadataRows: quantity(3, 'Lines above the headings of an export.', [0, 6]),
  carriageMarks: flag('Line breaks in an export come as "_x000D_".'),
  listPageSize: quantity(30, 'Work orders on a page of the list.', [250]),
  duplicateWarning: flag('Off: nothing is said about a bill that was entered before.', { is: true }),
};

export type AppfolioSwitches = Values<typeof switches>;
