import type { Context, Hono } from 'hono';
import { guestsFile, modifiersFile, productMixFile, selectionsFile, timeEntriesFile } from '../exports.ts';
import { shownEntries } from '../pages/legacy-reports.ts';
import type { ExportFile } from '../jobs.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { askedOf } from './asked.ts';

/** Files: asked for, waited for, and fetched. */
export function addExports(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const { jobs } = world;
  const { query, here, meant, legacyPeriod, filter } = askedOf(world, sessionOf);

  const files: Record<string, (c: Context) => ExportFile> = {
    TimeEntries: (c) =>
      timeEntriesFile(
        world,
        here(c),
        legacyPeriod(c),
        shownEntries(world, here(c), legacyPeriod(c), filter(c)),
      ),
    ItemSelectionDetails: (c) => selectionsFile(world, here(c), legacyPeriod(c)),
    ItemModifierSelectionDetails: (c) => modifiersFile(world, here(c), legacyPeriod(c)),
    Guests: (c) => guestsFile(world, here(c)),
    ProductMix: (c) => productMixFile(world, here(c), meant(query(c)('from'), query(c)('to'))),
  };
  app.get('/restaurants/admin/exports/start', (c) => {
    const file = files[query(c)('name')]?.(c);
    return file ? c.redirect(`/s3/${jobs.export(file)}.json`) : c.notFound();
  });
  app.get('/s3/:file{.+\\.json}', (c) => {
    const guid = c.req.param('file').replace('.json', '');
    const seen = jobs.lookForExport(guid);
    if (seen === 404) return c.json({}, 404);
    return c.json(seen === 'waiting' ? {} : { downloadUrl: `/s3/${guid}/${seen.result.name}` });
  });
  app.get('/s3/:guid/:name', (c) => {
    const seen = jobs.lookForExport(c.req.param('guid'));
    if (typeof seen !== 'object') return c.notFound();
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${seen.result.name}"`,
    };
    return c.body(new Uint8Array(seen.result.bytes), 200, headers);
  });
}
