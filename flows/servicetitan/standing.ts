import type { AppStanding } from 'sidedoor-mcp';

/** What a user of the ServiceTitan pack should know. */
export const standing: AppStanding = {
  verified: 'replica',
  notes: [
    'Sidedoor has nothing to do with ServiceTitan, which neither made nor approved this pack; ServiceTitan is its trademark.',
    "ServiceTitan forbids third parties to work through a customer's admin users or app keys: run this yourself, with a user of your own, and give no outsider the login.",
    'Ask the account holder in writing, and read your agreement for what it says about automated access.',
    "Where ServiceTitan's API does the same job, use that.",
    'Give Sidedoor a user of its own with no more rights than it needs and no admin role, and let its second factor belong to a real person.',
    'Five failures lock a user, so a refused password is not tried again; codes and challenges are for a person.',
    'Before you rely on it, run `sidedoor doctor --account <name> --dry`, and compare the first answers with the screen.',
  ],
};
