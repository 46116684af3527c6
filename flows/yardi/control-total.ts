import { InvalidInput, sum } from 'sidedoor-mcp';

/** @throws InvalidInput unless the lines come to the total that the caller has from its own source. */
export function assertTotal(lines: { amount: string }[], control: string): void {
  const total = sum(lines.map(({ amount }) => amount));
  if (total !== sum([control]))
    throw new InvalidInput(`The lines come to ${total}, not to ${control}.`, {
      hint: 'Look for the one that is missing, twice or wrong, then call again.',
    });
}
