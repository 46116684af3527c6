import { flag, quantity } from '../switches.ts';
import type { Values } from '../switches.ts';

/** What any application may do wrong with a save; the counters count down to 0. */
export const saveSwitches = {
  savedButNot: quantity(0, 'The n next saves say that they were saved, and nothing was.', [1]),
  saveThenError: quantity(0, 'The n next saves are written, and answered with status 500.', [1]),
  saveThenHang: quantity(0, 'The n next saves are written, and never answered.', [1]),
  saveThenCut: quantity(0, 'The n next saves are written, and the connection is destroyed.', [1]),
  cutBeforeSave: quantity(0, 'At the n next saves the connection is destroyed; nothing is written.', [1]),
  cutThenSave: quantity(
    0,
    'At the n next saves the connection is destroyed at once; they are written after `slowSave`.',
    [1],
  ),
  logoutAtSave: quantity(0, 'At the n next saves the session has gone; nothing is written.', [1]),
  slowSave: quantity(
    0,
    'Milliseconds from the arrival of a save to its writing, which also comes when the client has gone.',
    [3_000],
  ),
  holdSave: flag(
    'Saves wait before they are written until this is off again; the client may have gone by then.',
  ),
  holdAfterSave: flag('Saves are written, and their answers wait until this is off again.'),
  doubleSubmit: flag('The script of a form submits it twice, 30 ms apart; the answer takes 250 ms.'),
};

export type SaveSwitches = Values<typeof saveSwitches>;
