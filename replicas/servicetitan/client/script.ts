import { bookingScript } from './booking.ts';
import { coreScript } from './core.ts';
import { dispatchScript } from './dispatch.ts';
import { recordsScript } from './records.ts';
import { reportsScript } from './reports.ts';
import { stockScript } from './stock.ts';
import { widgetsScript } from './widgets.ts';

/** The script of the page, sent as it stands. It knows what it is told by the endpoints and nothing else. */
export const clientScript = [
  coreScript,
  widgetsScript,
  recordsScript,
  reportsScript,
  dispatchScript,
  bookingScript,
  stockScript,
  'start();',
].join('\n');
