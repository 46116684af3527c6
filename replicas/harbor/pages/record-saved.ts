/** What Harbor says of a save where it has no number to tell. */
export const recordSaved = 'Record saved.';
