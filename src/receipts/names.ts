export const headName = 'head.json';
export const publicKeyName = 'public-key.pem';

/** Digest before the first receipt. */
export const zeros = '0'.repeat(64);

const runIds = /^\w{1,64}$/;
const attachmentNames = /^[a-z0-9][a-z0-9-]{0,40}$/;

export function padded(number: number): string {
  return String(number).padStart(8, '0');
}

/** @throws TypeError when the run id could not be part of a file's name. */
export function receiptName(number: number, runId: string): string {
  if (!runIds.test(runId)) throw new TypeError(`Not a run id: ${JSON.stringify(runId)}`);
  return `${padded(number)}-${runId}.json`;
}

/** @throws TypeError when the name is not of small letters, digits and "-". */
export function attachmentName(number: number, runId: string, name: string): string {
  if (!attachmentNames.test(name))
    throw new TypeError(`Not a name of an attachment: ${JSON.stringify(name)}`);
  return receiptName(number, runId).replace('.json', `-${name}.png`);
}

/** The number that a receipt's file name begins with; undefined for any other file. */
export function numberIn(fileName: string): number | undefined {
  const digits = /^(\d{8})-\w{1,64}\.json$/.exec(fileName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
