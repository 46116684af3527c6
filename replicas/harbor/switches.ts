/**
 * What Harbor does wrong on demand. Every switch is off, or at the value of well-behaved software, until it is set; all
 * can be changed while the application runs and act from the next request on.
 */
export interface HarborSwitches {
  /** A second sign-in of a user ends the first: its next request lands on the sign-in page. Default true. */
  secondLoginKicks: boolean;
  /** Idle seconds after which a session has expired. Default 1200 (20 minutes). */
  sessionSeconds: number;
  /** Wrong passwords in a row after which a user is locked; 0 never locks. Default 0. */
  lockoutAfter: number;
  /** How long a locked user stays locked, whatever is typed. Seconds, default 900. */
  lockoutSeconds: number;
  /** Asks for a time-based one-time code after the password; each code is accepted once. Default false. */
  oneTimeCode: boolean;
  /** How long a code counts. Seconds, default 30, as authenticator apps have it. */
  codeSeconds: number;
  /** So many codes before and after that of the moment count as well. Default 1. */
  codeDrift: number;
  /** The code page has a box for each digit, and the script in it moves on by itself. Default false. */
  codeBoxes: boolean;
  /** The n next right codes come too late: they expired while they were typed. Counts down to 0. Default 0. */
  lateCodes: number;
  /** The server's clock is so many seconds fast (or, below 0, slow); its `Date` header says so too. Default 0. */
  clockSkewSeconds: number;
  /**
   * A page between sign-in and the application: `notice` must be acknowledged, once per user; `password_expiry` reminds
   * at each sign-in that the password expires in 5 days. Default `off`.
   */
  interstitial: 'off' | 'notice' | 'password_expiry';
  /** Every page takes this many milliseconds longer. Default 0. */
  slowMs: number;
  /** Every page is a 503 "scheduled maintenance". Default false. */
  maintenance: boolean;
  /** Signed out, a frame page answers 200 with the sign-in form instead of a redirect to it. Default false. */
  signedOutAs200: boolean;
  /** A grid of several pages loses its last page, from its pager as well; the record count stays. Default false. */
  dropLastPage: boolean;
  /** Page 2 of a grid shows the rows of page 1 again. Default false. */
  repeatPage: boolean;
  /** The cells of a grid stand one column too far to the right, under the same number of headings. Default false. */
  shiftColumn: boolean;
  /** One heading of each grid, and of the rent roll, has another name. Default false. */
  renameHeading: boolean;
  /** Each page of a grid, and the rent roll, leave out their last row; the record count stays. Default false. */
  truncateRows: boolean;
  /** 300 ms after it was loaded, each page posts itself back and is drawn anew without what was being filled in. Default false. */
  latePostback: boolean;
  /** Pages with a grid open an alert when they are loaded. Default false. */
  dialog: boolean;
  /** Reports stay "Running" for ever. Default false. */
  reportStuck: boolean;
  /** What Latin-1 can say is sent as Latin-1 bytes under a UTF-8 header ("Müller"); the rest is UTF-8. Default false. */
  latin1: boolean;
  /** Displayed balances and totals do not agree with the lines above them. Default false. */
  brokenTotals: boolean;
  /** The n-th next request of a signed-in user ends its session instead; then falls back to 0. Default 0. */
  logoutAtRequest: number;
  /**
   * Shows password, cookie and code of whoever asks: `aside` in title, address, headers, dialog, remarks, file and a panel,
   * so that everything still works; `everywhere` in headings and messages too. Default `off`.
   */
  echoSecrets: 'off' | 'aside' | 'everywhere';
  /** How long a report takes. Seconds, default 2.5. */
  reportSeconds: number;
  /** How often the report monitor posts itself back. Seconds, default 3. */
  monitorSeconds: number;
  /** The n next saves say "Record saved.", and nothing was saved. Counts down to 0, as all that follow. Default 0. */
  savedButNot: number;
  /** The n next saves are written, and answered with status 500. Default 0. */
  saveThenError: number;
  /** The n next saves are written, and never answered. Default 0. */
  saveThenHang: number;
  /** The n next saves are written, and the connection is destroyed without a response. Default 0. */
  saveThenCut: number;
  /** At the n next saves the connection is destroyed, and nothing is written. Default 0. */
  cutBeforeSave: number;
  /** At the n next saves the connection is destroyed at once, and they are written after `slowSave`. Default 0. */
  cutThenSave: number;
  /** At the n next saves the session has gone: the sign-in page, and nothing is written. Default 0. */
  logoutAtSave: number;
  /** Milliseconds from the arrival of a save to its writing, which also comes when the client has gone. Default 0. */
  slowSave: number;
  /** Saves wait before they are written until this is off again; the client may have gone by then. Default false. */
  holdSave: boolean;
  /** Saves are written, and their answers wait until this is off again. Default false. */
  holdAfterSave: boolean;
  /** The script of a form submits it twice, 30 ms apart; the answer takes 250 ms. Default false. */
  doubleSubmit: boolean;
  /**
   * `text`: a warning stands on each form · `confirm`: a dialog asks whether to save · `ask`: it asks about something that
   * is only known then. Default `off`.
   */
  warnAtSave: 'off' | 'text' | 'confirm' | 'ask';
  /** From the second time on that a form is opened it shows another default. Counts while it is on. Default false. */
  changeUnderneath: boolean;
}

/** The switches that are words. */
const words: Record<string, readonly unknown[]> = {
  interstitial: ['off', 'notice', 'password_expiry'],
  echoSecrets: ['off', 'aside', 'everywhere'],
  warnAtSave: ['off', 'text', 'confirm', 'ask'],
};

export function wellBehaved(): HarborSwitches {
  return {
    secondLoginKicks: true,
    sessionSeconds: 1200,
    lockoutAfter: 0,
    lockoutSeconds: 900,
    oneTimeCode: false,
    codeSeconds: 30,
    codeDrift: 1,
    codeBoxes: false,
    lateCodes: 0,
    clockSkewSeconds: 0,
    interstitial: 'off',
    slowMs: 0,
    maintenance: false,
    signedOutAs200: false,
    dropLastPage: false,
    repeatPage: false,
    shiftColumn: false,
    renameHeading: false,
    truncateRows: false,
    latePostback: false,
    dialog: false,
    reportStuck: false,
    latin1: false,
    brokenTotals: false,
    logoutAtRequest: 0,
    echoSecrets: 'off',
    reportSeconds: 2.5,
    monitorSeconds: 3,
    savedButNot: 0,
    saveThenError: 0,
    saveThenHang: 0,
    saveThenCut: 0,
    cutBeforeSave: 0,
    cutThenSave: 0,
    logoutAtSave: 0,
    slowSave: 0,
    holdSave: false,
    holdAfterSave: false,
    doubleSubmit: false,
    warnAtSave: 'off',
    changeUnderneath: false,
  };
}

/**
 * Sets switches by name from outside (JSON, command line); all or none.
 *
 * @throws Error that names a switch Harbor does not have, or a value of the wrong type.
 */
export function flip(switches: HarborSwitches, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    const current = Object.hasOwn(switches, name) ? switches[name as keyof HarborSwitches] : undefined;
    if (current === undefined) {
      throw new Error(`No switch "${name}"; there are: ${Object.keys(switches).join(', ')}`);
    }
    const fits =
      words[name]?.includes(value) ??
      (typeof value === typeof current &&
        (typeof value !== 'number' || value >= 0 || name === 'clockSkewSeconds'));
    if (!fits) throw new Error(`"${String(value)}" is no value for the switch "${name}"`);
  }
  Object.assign(switches, values);
}
