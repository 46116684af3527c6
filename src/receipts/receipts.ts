import { InvalidInput, NotFound } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import { sha256 } from '../journal/canonical.ts';
import { Chain } from './chain.ts';
import type { ChainTransaction, Link } from './chain.ts';
import { attachmentName, headName, numberIn, padded, publicKeyName, receiptName, zeros } from './names.ts';
import { headFormat, receiptFormat } from './receipt.ts';
import type { AttachmentRecord, NewReceipt, Receipt, StoredReceipt } from './receipt.ts';
import { ReceiptFiles } from './receipt-files.ts';
import { headText, parseReceipt, receiptText } from './signed-file.ts';
import type { SignedReceipt } from './signed-file.ts';
import type { SigningKey } from './signing-key.ts';

export interface ReceiptsParts {
  /** Absolute; made at the first need. */
  folder: string;
  /** Name of its chain, where the store has those of other folders too. */
  chain?: string;
  store: Store;
  /** Asked once, at the first need. */
  key: () => Promise<SigningKey>;
  /** Takes secrets out of every string of a value. */
  scrub: <T>(value: T) => T;
}

/** A picture that goes with a receipt. */
export interface Attachment {
  /** Small letters, digits and "-": "before". */
  name: string;
  /** PNG. */
  content: Uint8Array;
}

/** How far the chain goes. */
type End = Pick<Link, 'number' | 'digest'>;

const beginning: End = { number: 0, digest: zeros };

/**
 * The receipts of a folder: numbered, signed, each naming the one before it. Any number of processes append; a lock in the
 * store puts them in order. Files come first and the row last, so a process that dies leaves at most a receipt
 * without its row, and the next append counts it.
 */
export class Receipts {
  readonly #chain: Chain;
  readonly #files: ReceiptFiles;
  readonly #parts: ReceiptsParts;
  #prepared: Promise<SigningKey> | undefined;

  constructor(parts: ReceiptsParts) {
    this.#parts = parts;
    this.#chain = new Chain(parts.store, parts.chain ?? '');
    this.#files = new ReceiptFiles(parts.folder);
  }

  /**
   * Makes folder and key, and counts what a process that died has left. Appending does it too; whoever does it beforehand
   * hears of trouble before anything is written to an app.
   *
   * @throws InvalidInput when the signing key does not open, or the folder holds receipts of another store.
   */
  async prepare(): Promise<void> {
    await this.#ready();
  }

  /**
   * Adds a receipt to the chain. A second one for the same run changes nothing and answers where the first is.
   *
   * @throws InvalidInput as `prepare` does, TypeError when an id or a name could not be a file's.
   */
  async append(newReceipt: NewReceipt, attachments: Attachment[]): Promise<StoredReceipt> {
    const { run_id: runId } = newReceipt;
    const names = attachments.map(({ name }) => attachmentName(0, runId, name));
    if (new Set(names).size < names.length) throw new TypeError('Two attachments of one name');
    const key = await this.#ready();
    const content = this.#scrubbed(newReceipt);
    const drafts = attachments.map((each) => ({ ...each, draft: this.#files.draft(each.content) }));
    try {
      const stored = await this.#chain.locked(async (tx) => {
        let last = (await this.#chain.last(tx)) ?? beginning;
        if (this.#files.isPlacing(last.number + 1)) last = await this.#catchUp(last, key, tx);
        const known = await this.#chain.inAny(runId, tx);
        if (known) return known;
        const receipt: Receipt = {
          ...content,
          format: receiptFormat,
          number: last.number + 1,
          attachments: attachments.map(toRecord),
          previous: last.digest,
        };
        const link = this.#write(receipt, drafts, key);
        await this.#chain.add(link, tx);
        return link;
      });
      this.#files.placed(stored.number);
      return this.#toStored(stored);
    } finally {
      for (const { draft } of drafts) this.#files.forget(draft);
    }
  }

  /**
   * Undefined when the run has none (yet). Says nothing about whether the file is as it was written: that is the
   * verifier's.
   *
   * @throws NotFound when somebody took its file away or made it unreadable.
   */
  async read(runId: string): Promise<(StoredReceipt & SignedReceipt) | undefined> {
    await this.#ready();
    const link = await this.#chain.ofRun(runId);
    if (!link) return undefined;
    const stored = this.#toStored(link);
    const parsed = parseReceipt(this.#files.read(receiptName(link.number, runId))?.toString() ?? '');
    if (parsed) return { ...stored, ...parsed };
    throw new NotFound(`The receipt ${stored.file} is gone or cannot be read.`, {
      hint: 'Somebody changed the folder: `sidedoor receipts verify` shows all that is wrong in it.',
    });
  }

  #ready(): Promise<SigningKey> {
    this.#prepared ??= this.#prepare().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  }

  async #prepare(): Promise<SigningKey> {
    const key = await this.#parts.key();
    this.#files.make();
    await this.#chain.locked(async (tx) => {
      const last = await this.#catchUp((await this.#chain.last(tx)) ?? beginning, key, tx);
      // Before the first receipt: then a missing head always means that somebody took it.
      if (last.number === 0) this.#writeHead(last, key);
      // One that is there and differs is not ours to repair: the verifier is to see it.
      if (!this.#files.has(publicKeyName)) this.#files.write(publicKeyName, key.publicPem);
      this.#files.settle();
    });
    return key;
  }

  /**
   * Counts receipts that are in the folder, whole, and not in the journal: their process died in between, or the power
   * went. A receipt that was there once is never taken back. Pictures that no receipt names yet are.
   */
  async #catchUp(last: End, key: SigningKey, tx: ChainTransaction): Promise<End> {
    const names = this.#files.names();
    let end = last;
    for (let next = this.#after(end, names, key); next; next = this.#after(end, names, key)) {
      await this.#chain.add(next, tx);
      end = next;
    }
    if (end.number === 0) this.#refuseForeign(names);
    if (end !== last) this.#writeHead(end, key);
    const prefix = `${padded(end.number + 1)}-`;
    for (const name of names) if (name.startsWith(prefix) && name.endsWith('.png')) this.#files.remove(name);
    return end;
  }

  #refuseForeign(names: string[]): void {
    if (!names.some((name) => numberIn(name) !== undefined)) return;
    throw new InvalidInput(`${this.#files.folder} holds receipts of another store.`, {
      hint: 'Move the folder away as a whole; with its own public-key.pem it can still be verified.',
    });
  }

  /** The receipt that follows; a file that we did not sign exactly so is none. Its pictures came before it. */
  #after(last: End, names: string[], key: SigningKey): Link | undefined {
    for (const name of names) {
      if (numberIn(name) !== last.number + 1) continue;
      const text = this.#files.read(name)?.toString() ?? '';
      const receipt = parseReceipt(text)?.receipt;
      if (!receipt || receiptText(receipt, key) !== text) continue;
      const { number, run_id, previous } = receipt;
      if (number === last.number + 1 && previous === last.digest)
        return { number, run_id, digest: sha256(text) };
    }
    return undefined;
  }

  #write(receipt: Receipt, drafts: (Attachment & { draft: string })[], key: SigningKey): Link {
    const { number, run_id } = receipt;
    const text = receiptText(receipt, key);
    const link = { number, run_id, digest: sha256(text) };
    this.#files.placing(number);
    for (const { name, draft } of drafts) this.#files.place(draft, attachmentName(number, run_id, name));
    this.#files.write(receiptName(number, run_id), text);
    this.#files.settle();
    this.#writeHead(link, key);
    return link;
  }

  #writeHead({ number, digest }: End, key: SigningKey): void {
    this.#files.write(headName, headText({ format: headFormat, number, digest }, key));
    this.#files.settle();
  }

  /** Digests and ids stay as they are: a short secret may stand in one by chance. */
  #scrubbed(receipt: NewReceipt): NewReceipt {
    const { scrub } = this.#parts;
    const { input, preview, warnings, approval, request, after } = receipt;
    const { who, ...approved } = approval;
    return {
      ...receipt,
      input: scrub(input) ?? null,
      preview: scrub(preview),
      warnings: scrub(warnings),
      approval: { ...approved, who: scrub(who) },
      request: request && { ...request, url: scrub(request.url), fields: scrub(request.fields) },
      after: scrub(after) ?? null,
    };
  }

  #toStored({ number, run_id, digest }: Link): StoredReceipt {
    return { number, runId: run_id, digest, file: this.#files.path(receiptName(number, run_id)) };
  }
}

function toRecord({ name, content }: Attachment): AttachmentRecord {
  return { name, sha256: sha256(content), bytes: content.byteLength };
}
