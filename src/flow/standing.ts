import type { AppDefinition } from './define-app.ts';
import type { FlowDefinition } from './define-flow.ts';

/** In a sentence's own words: "… verified on a replica made from published facts, never yet on the live system". */
export function howVerified({ standing }: AppDefinition): string | undefined {
  switch (standing?.verified) {
    case 'live':
      return 'verified on the application itself';
    case 'replica':
      return 'written from published facts and verified on a replica, never yet on the live system';
    case undefined:
      return undefined;
  }
}

/** What a user should read once before an account of the app is used; undefined where there is nothing to say. */
export function noticeOf(app: AppDefinition): string | undefined {
  const { standing, title } = app;
  if (!standing) return undefined;
  const unproven = standing.verified === 'replica' ? [`The tools for ${title} are ${howVerified(app)}.`] : [];
  const sentences = [...unproven, ...standing.notes];
  return sentences.length > 0 ? sentences.join('\n') : undefined;
}

/** A flow's description, with the one thing about its app that whoever chooses a tool has to know. */
export function describeFlow({ description, app }: FlowDefinition): string {
  return app.standing?.verified === 'replica' ? `${description} Untried on the live system.` : description;
}
