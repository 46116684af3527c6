import type { AppDefinition } from '../../flow/define-app.ts';
import { howVerified } from '../../flow/standing.ts';
import { ok, remark } from './finding.ts';
import type { Finding } from './finding.ts';

/** Of each app in use, how far it can be trusted and what its users should read. Nothing of a pack that does not say. */
export function checkStandings(apps: Iterable<AppDefinition>): Finding[] {
  return [...new Set(apps)].flatMap((app) => {
    const { name, title, standing } = app;
    const how = howVerified(app);
    if (!standing || how === undefined) return [];
    const finding = standing.verified === 'live' ? ok : remark;
    const { notes } = standing;
    return [{ ...finding(`app ${name}`, `${title}: ${how}`), ...(notes.length > 0 && { notes }) }];
  });
}
