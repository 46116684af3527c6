import type { AppStanding } from 'sidedoor-mcp';

/** What a user of the Toast pack should know. */
export const standing: AppStanding = {
  verified: 'replica',
  notes: [
    'Sidedoor has nothing to do with Toast, which neither made nor approved this pack; Toast is its trademark.',
    'Your merchant agreement lets your own employees, agents and contractors in: ask the account holder in writing, and read what it says about automated access.',
    "Where one of Toast's APIs or its data export does the same job, use that.",
    'Give Sidedoor a user of its own with no more permissions than it needs, and let its second factor belong to a real person; never share a login.',
    'Five wrong passwords within an hour block the login for an hour, so a refused one is not tried again; codes and challenges are for a person.',
    'What the screens show of guests and employees is personal data: keep the store and its evidence to yourself.',
    'Before you rely on it, run `sidedoor doctor --account <name> --dry`, and compare the first answers with the screen.',
  ],
};
