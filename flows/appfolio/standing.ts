import type { AppStanding } from 'sidedoor-mcp';

/** What a user of the AppFolio pack should know. */
export const standing: AppStanding = {
  verified: 'replica',
  notes: [
    'Sidedoor has nothing to do with AppFolio, which neither made nor approved this pack; AppFolio is its trademark.',
    'Ask the account holder in writing, and read your terms of service for what they say about automated access.',
    'Where the Reports API or a Stack partner does the same job, use that; AppFolio means partners to do the writing.',
    'Screening reports may be read only for the purpose that the law permits: no flow opens them, and neither should an agent.',
    'Give Sidedoor a user of its own with no more rights than it needs, and let its second factor belong to a real person; never share a login.',
    'Codes, CAPTCHAs and other challenges are for a person; nothing gets around them.',
    'Before you rely on it, run `sidedoor doctor --account <name> --dry`, and compare the first answers with the screen.',
  ],
};
