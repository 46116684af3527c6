import type { AppStanding } from 'sidedoor-mcp';

/** What a user of the Yardi Voyager pack should know. */
export const standing: AppStanding = {
  verified: 'replica',
  notes: [
    'Sidedoor has nothing to do with Yardi Systems, which neither made nor approved this pack; Yardi and Voyager are its trademarks.',
    "Ask the account holder in writing, and read the licence of your Voyager for what it says about automated access: Yardi treats its software as confidential, and in 2011 went to court over the use of its clients' logins by another company.",
    'Where an interface or a scheduled report of Yardi does the same job, use that.',
    'Give Sidedoor a user of its own with no more rights and properties than it needs, and let its second factor belong to a real person; never share a login.',
    'Wrong passwords lock a user for about 15 minutes, so a refused one is not tried again; codes and challenges are for a person.',
    'Menus, roles and columns differ from one Voyager to the next: run `sidedoor doctor --account <name> --dry`, and compare the first answers with the screen.',
  ],
};
