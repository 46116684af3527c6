import type { BulkView } from '../../bulk/bulk-view.ts';
import type { Sidedoor } from '../../sidedoor.ts';
import { sayNeeds } from '../login/say-needs.ts';
import { note } from '../terminal/print.ts';
import { BulkBar } from './bulk-progress.ts';
import type { WishToStop } from './wish-to-stop.ts';

/** Waited for in pieces. Milliseconds. */
const onePiece = 3_600_000;

/** Stays with a bulk that this process enters until no row is under way. */
export async function enterBulk({ bulks, log }: Sidedoor, id: string, wish: WishToStop): Promise<BulkView> {
  const { rows } = await bulks.view(id);
  const bar = new BulkBar(rows.length, rows.filter(({ state }) => state !== 'not tried').length);
  wish.listen(() => {
    bar.clear();
    note('Finishing the row at hand … (once more ends it at once)');
    bulks.stop(id).catch((error: unknown) => log.warn({ err: error }, 'stop failed'));
  });
  try {
    for (;;) {
      const view = await bulks.wait(id, onePiece, (progress) => {
        if (progress.needs) {
          bar.clear();
          sayNeeds(progress.needs.account, progress.needs);
        } else bar.show(progress);
      });
      if (!view.isTaken) return view;
    }
  } finally {
    bar.clear();
  }
}
