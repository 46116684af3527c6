/**
 * What became of a write: the app took it, the app said no, or it was looked up in the app afterwards. `unknown` is final
 * too: nobody could tell, and a person took over.
 */
export type ReceiptOutcome = 'confirmed' | 'refused' | 'reconciled_present' | 'reconciled_absent' | 'unknown';

/** ISO 8601 with milliseconds, UTC, by the clock of the machine that ran it. Null: it never came to that. */
interface ReceiptTimes {
  intended: string;
  /** The request was on disk and might leave from now on. */
  armed: string | null;
  /** The request was seen leaving. */
  sent: string | null;
  ended: string;
}

/** Who let the write happen, and how he said so. */
export interface Approval {
  /** The config allows it unasked, the client's form, the token of a preview, the terminal; afterwards a person. */
  how: 'config' | 'elicitation' | 'token' | 'terminal' | 'person';
  /** Null where nobody in particular said so. */
  who: string | null;
  /** ISO 8601, UTC. */
  at: string;
}

/** The request as it left, without what must not be kept. */
interface SentRequest {
  /** Upper case. */
  method: string;
  url: string;
  /** Fields of the form by name, secrets taken out; a field given more than once has all its values. */
  fields: Record<string, string | string[]>;
  /** SHA-256 of the body as it left, in hex. */
  digest: string;
  /** Length of the body. */
  bytes: number;
}

/** A file that lies beside the receipt as `<number>-<run id>-<name>.png`. */
export interface AttachmentRecord {
  name: string;
  /** In hex. */
  sha256: string;
  bytes: number;
}

/** What a finished write leaves, as whoever runs it knows it. Amounts are decimal strings. */
export interface NewReceipt {
  run_id: string;
  write_id: string;
  account: string;
  app: string;
  flow: string;
  /** SHA-256 of the flow's source file, in hex: which version of the script did this. */
  flow_digest: string;
  tool_version: string;
  outcome: ReceiptOutcome;
  times: ReceiptTimes;
  /** SHA-256 of the input's canonical JSON, in hex, before anything was scrubbed. */
  input_digest: string;
  input: unknown;
  /** The token that the flow wrote into the app's record, where it has a field for it. */
  mark: string;
  idempotency_key: string;
  /** The values that the filled-in form showed. */
  preview: Record<string, unknown>;
  /** What the screen warned of, in its own words. */
  warnings: string[];
  approval: Approval;
  /** Null when none left. */
  request: SentRequest | null;
  /** The run's output, or what reconcile read in the app; null when there is none. */
  after: unknown;
}

/** What is signed and chained. */
export interface Receipt extends NewReceipt {
  format: typeof receiptFormat;
  /** 1, 2, 3 … of one store, without gaps. */
  number: number;
  attachments: AttachmentRecord[];
  /** SHA-256 of the file of the receipt before this one, in hex; 64 zeros for the first. */
  previous: string;
}

/** How far the chain goes. Signed and kept beside it, so that nobody can take the last receipts away unseen. */
export interface Head {
  format: typeof headFormat;
  /** Of the last receipt; 0 while there is none. */
  number: number;
  /** SHA-256 of the last receipt's file, in hex; 64 zeros while there is none. */
  digest: string;
}

/** Names the content as well as its version: a signature of the one never passes for the other. */
export const receiptFormat = 'sidedoor-receipt/1';
export const headFormat = 'sidedoor-receipts-head/1';

/** Where a receipt is to be found. */
export interface StoredReceipt {
  number: number;
  runId: string;
  /** SHA-256 of the file, in hex. Whoever notes it down can prove later that nothing up to here was changed. */
  digest: string;
  /** Absolute path. */
  file: string;
}
