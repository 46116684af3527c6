/** What one check found. `wrong` needs somebody to act, `note` does not. */
export interface Finding {
  check: string;
  state: 'ok' | 'note' | 'wrong';
  says: string;
  /** What to do about it. */
  fix?: string;
  /** Of the browser: every candidate in turn, and why it was not taken. */
  tried?: string[];
  /** Of an app: what its users should read. */
  notes?: string[];
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });

export const remark = (check: string, says: string, fix?: string): Finding =>
  fix === undefined ? { check, state: 'note', says } : { check, state: 'note', says, fix };

export const wrong = (check: string, says: string, fix: string): Finding => ({
  check,
  state: 'wrong',
  says,
  fix,
});
