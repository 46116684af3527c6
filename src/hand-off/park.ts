import type { Recorder } from '../evidence/recorder.ts';
import type { Journal } from '../journal/journal.ts';
import type { Parking } from './desk.ts';
import type { TimeLimit } from './time-limit.ts';

interface ParkedRun {
  id: string;
  /** Told what is needed once it is in the journal. */
  onParked: () => void;
}

/** Parks a run while a person is waited for: its clock stands still, and the journal says so to every process. */
export function park(run: ParkedRun, recorder: Recorder, limit: TimeLimit, journal: Journal): Parking {
  return async (needs, wait) => {
    limit.pause();
    try {
      await journal.parked(run.id, needs);
      run.onParked();
      await recorder.step('wait for a person', wait);
    } finally {
      await journal.wentOn(run.id);
      limit.resume();
    }
  };
}
