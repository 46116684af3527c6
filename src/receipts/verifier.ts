interface Finding {
  /** Name in the folder; of missing receipts a pattern. */
  file: string;
  problem: string;
}

export interface Verification {
  /** How many the chain has. */
  receipts: number;
  /** Number and digest (SHA-256, hex) of the last one; null when head.json does not say so under signature. */
  head: { number: number; digest: string } | null;
  /** SHA-256 of the public key (SPKI, DER), in hex. */
  key: string | null;
  findings: Finding[];
  /** What is not wrong, but worth knowing. */
  notes: Finding[];
}

export interface Verifier {
  /** `key`: PEM, else the folder's own. `expectHead`: digests of receipts that the chain must contain. */
  verifyReceipts: (
    folder: string,
    options?: { key?: string; expectHead?: string[] },
  ) => Promise<Verification>;
  /** The lines that a person reads. */
  reportLines: (verification: Verification) => string[];
}

/**
 * The file that auditors are given, as it is: what the command says is what they find. It knows nothing of this project,
 * and nothing of this project is compiled into it.
 */
export async function loadVerifier(): Promise<Verifier> {
  const file = new URL('scripts/verify-receipts.mjs', import.meta.resolve('sidedoor-mcp/package.json'));
  return (await import(file.href)) as Verifier;
}
