#!/usr/bin/env node
/**
 * Verifies a folder of receipts: node verify-receipts.mjs <folder> [--key <public key pem>] [--expect-head <digest>]
 *
 * One file, Node's own modules only: copy it anywhere. What is checked:
 * - `<8 digits>-<run id>.json` is {"receipt":…,"signature":"…"} and a line break, in canonical JSON (keys in the order of
 *   their UTF-16 code units, no spaces, numbers and strings as JSON.stringify writes them), byte for byte; the signature is
 *   Ed25519 over the UTF-8 bytes of the receipt; number and run id are those of the name.
 * - Numbers run 1, 2, 3 … without gaps; `previous` is the SHA-256 of the file of the number before, 64 zeros in the first.
 * - Each attachment, `<8 digits>-<run id>-<name>.png`, is there and has the SHA-256 that its receipt states.
 * - head.json, {"head":…,"signature":"…"}, states number and digest of the last receipt. Nothing else lies in the folder.
 *
 * What it can tell depends on what the other side had. Without the private key nothing can be changed, removed, swapped or
 * added unseen, with one exception: who kept a copy of an earlier head.json can put it back and remove the receipts after
 * it. With the private key, or with another public-key.pem in the folder, all can be written anew. Both are found with what
 * lies elsewhere: keep your own copy of the public key (--key), and note the head's digest down now and then where the
 * machine cannot reach it (--expect-head: everything up to the receipt of that digest is as it was then).
 *
 * Exit code: 0 all whole, 1 something is wrong, 2 usage.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const headName = 'head.json';
const keyName = 'public-key.pem';
const zeros = '0'.repeat(64);
const receiptFile = /^(\d{8})-\w{1,64}\.json$/;
const isDigest = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const padded = (number) => String(number).padStart(8, '0');

/**
 * @param {string} folder
 * @param {{ key?: string, expectHead?: string[] }} [options] `key`: PEM, else the folder's own. `expectHead`: digests of
 *   receipts that the chain must contain.
 * @returns {Promise<{
 *   receipts: number,
 *   head: { number: number, digest: string } | null,
 *   key: string | null,
 *   findings: { file: string, problem: string }[],
 *   notes: { file: string, problem: string }[],
 * }>} How many receipts the chain has, the head if it is signed, SHA-256 of the public key (SPKI, DER); what is wrong, by
 *   file; and what is not, but worth knowing.
 */
export async function verifyReceipts(folder, { key: pem, expectHead = [] } = {}) {
  const findings = [];
  const notes = [];
  const wrong = (file, problem) => findings.push({ file, problem });

  const { headBytes, entries } = await list(folder);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const { name } of entries.filter((entry) => !entry.isFile()))
    wrong(name, 'does not belong here: it is not a plain file');

  const own = names.includes(keyName) ? (await readFile(join(folder, keyName))).toString() : undefined;
  const key = openKey(pem, own, wrong);
  const head = headBytes && parseSigned(headName, headBytes, 'head', isHead, key);
  const files = [];
  for (const name of names.filter((each) => receiptFile.test(each)))
    files.push(parseSigned(name, await readFile(join(folder, name)), 'receipt', isReceipt, key));
  judgeSignatures(head ? [head, ...files] : files, key, wrong);
  if (!head) wrong(headName, 'is missing: receipts at the end may have been removed');

  const chain = toChain(files, wrong);
  const end = head?.trusted ? head.content : undefined;
  const unread = new Set(files.filter(({ trusted }) => !trusted).map(({ name }) => numberOf(name)));
  checkSequence(chain, unread, end, wrong);
  if (end) checkHead(chain, end, wrong, notes);
  const expected = await checkAttachments(folder, names, chain, wrong);

  for (const name of names) {
    if (name === headName || name === keyName || receiptFile.test(name) || expected.has(name)) continue;
    const number = name.endsWith('.png') ? numberOf(name) : undefined;
    // Of a receipt that cannot be read nobody knows which pictures it had.
    if (unread.has(number) && !chain.has(number)) continue;
    if (end && number === end.number + 1 && !chain.has(number)) {
      notes.push({ file: name, problem: 'of an append that was cut off; the next one takes it away' });
    } else wrong(name, 'does not belong here: no receipt of this folder names it');
  }
  const digests = new Set([zeros, ...[...chain.values()].map(({ digest }) => digest)]);
  for (const digest of expectHead) {
    if (digests.has(digest)) continue;
    wrong(headName, `no receipt has the expected digest ${digest}: some were removed or written anew`);
  }
  return { receipts: chain.size, head: end ?? null, key: key ? fingerprint(key) : null, findings, notes };
}

/** What is in the folder at one moment, also while receipts are being appended. */
async function list(folder) {
  const readHead = () => readFile(join(folder, headName)).catch(() => undefined);
  for (let tries = 1; ; tries++) {
    const headBytes = await readHead();
    const entries = await readdir(folder, { withFileTypes: true });
    if (tries < 100 && (headBytes?.toString() ?? '') !== ((await readHead())?.toString() ?? '')) continue;
    return { headBytes, entries: entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  }
}

function openKey(given, own, wrong) {
  const toKey = (text) => {
    try {
      const key = createPublicKey(text);
      return key.asymmetricKeyType === 'ed25519' ? key : undefined;
    } catch {
      return undefined;
    }
  };
  const ownKey = own === undefined ? undefined : toKey(own);
  if (own === undefined) wrong(keyName, 'is missing');
  else if (!ownKey || toPem(ownKey) !== own) wrong(keyName, 'is not an Ed25519 public key as it was written');
  if (given === undefined) return ownKey;
  const key = toKey(given);
  if (!key) throw new TypeError('The key given is not an Ed25519 public key in PEM.');
  if (ownKey && toPem(ownKey) !== toPem(key)) wrong(keyName, 'is not the key that was given');
  return key;
}

const toPem = (key) => key.export({ type: 'spki', format: 'pem' }).toString();
const fingerprint = (key) => sha256(key.export({ type: 'spki', format: 'der' }));

/** `formed`: exactly the text that is written for this content; `trusted`: and signed with the key. */
function parseSigned(name, bytes, field, isContent, key) {
  const file = { name, digest: sha256(bytes), formed: false, trusted: false };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed = JSON.parse(text);
    const content = parsed[field];
    const json = canonical(content);
    const signature = Buffer.from(parsed.signature, 'base64');
    const formed =
      isContent(content) && text === `{"${field}":${json},"signature":"${signature.toString('base64')}"}\n`;
    const trusted = formed && key !== undefined && verify(null, Buffer.from(json), key, signature);
    return { ...file, content, formed, trusted };
  } catch {
    return file;
  }
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const isHead = (head) =>
  head.format === 'sidedoor-receipts-head/1' && Number.isSafeInteger(head.number) && isDigest(head.digest);

const isReceipt = (receipt) =>
  receipt.format === 'sidedoor-receipt/1' &&
  Number.isSafeInteger(receipt.number) &&
  receipt.number > 0 &&
  /^\w{1,64}$/.test(receipt.run_id) &&
  isDigest(receipt.previous) &&
  receipt.attachments.every(({ name, sha256: digest }) => /^[a-z0-9-]+$/.test(name) && isDigest(digest));

/** Where not one signature fits, it is the key that is wrong; all else is then checked as if they did. */
function judgeSignatures(signed, key, wrong) {
  const formed = signed.filter((each) => each.formed);
  if (formed.length > 0 && formed.every(({ trusted }) => !trusted)) {
    if (key) wrong(keyName, `is another key: it made none of the ${formed.length} signatures`);
    for (const each of formed) each.trusted = true;
  }
  for (const { name, formed: isFormed, trusted } of signed) {
    if (!isFormed) wrong(name, 'was changed: it is not the text that was written');
    else if (!trusted) wrong(name, 'was changed, or signed with another key: the signature does not fit');
  }
}

/** Receipts by the number that they state, whatever their files are called. */
function toChain(files, wrong) {
  const chain = new Map();
  const rightName = ({ content }) => `${padded(content.number)}-${content.run_id}.json`;
  const trusted = files.filter((file) => file.trusted);
  for (const file of trusted.filter((each) => each.name === rightName(each))) {
    const known = chain.get(file.content.number);
    if (known) wrong(file.name, `is a second receipt ${file.content.number} beside ${known.name}`);
    else chain.set(file.content.number, file);
  }
  for (const file of trusted.filter((each) => each.name !== rightName(each))) {
    const { number, run_id: runId } = file.content;
    wrong(file.name, `holds receipt ${number} of ${runId}, which belongs into ${rightName(file)}`);
    if (!chain.has(number)) chain.set(number, file);
  }
  return chain;
}

function checkSequence(chain, unread, end, wrong) {
  const last = Math.max(end?.number ?? 0, largest(chain.keys()));
  const there = new Set([...chain.keys(), ...unread].filter((number) => number <= last)).add(last + 1);
  let before = 0;
  for (const number of [...there].toSorted((a, b) => a - b)) {
    const gap = number - before - 1;
    if (gap === 1) wrong(`${padded(number - 1)}-*.json`, 'is missing');
    if (gap > 1)
      wrong(`${padded(before + 1)} to ${padded(number - 1)}-*.json`, `are missing: ${gap} receipts`);
    before = number;
    const file = chain.get(number);
    const previous = chain.get(number - 1);
    if (!file || (number > 1 && !previous) || file.content.previous === (previous?.digest ?? zeros)) continue;
    wrong(file.name, `follows another receipt than ${previous?.name ?? 'none'}: one of them was replaced`);
  }
}

function checkHead(chain, end, wrong, notes) {
  const last = largest(chain.keys());
  const next = chain.get(end.number + 1);
  if (last === end.number + 1 && next.content.previous === end.digest) {
    const problem = 'is not counted in head.json yet: its append was cut off; the next one does it';
    notes.push({ file: next.name, problem });
  } else if (last > end.number) {
    wrong(
      headName,
      `counts ${end.number} receipts, the folder has up to ${last}: an earlier one was put back`,
    );
  }
  const file = chain.get(end.number);
  const digest = end.number === 0 ? zeros : file?.digest;
  if (digest !== undefined && digest !== end.digest)
    wrong(headName, `names another receipt than ${file?.name}: one of them was replaced`);
}

/** 0 of none. */
function largest(numbers) {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

/** Answers the names of all attachments that belong into the folder. */
async function checkAttachments(folder, names, chain, wrong) {
  const there = new Set(names);
  const expected = new Map();
  for (const { content } of chain.values()) {
    for (const { name, sha256: digest } of content.attachments)
      expected.set(`${padded(content.number)}-${content.run_id}-${name}.png`, digest);
  }
  const owners = new Map([...expected].map(([name, digest]) => [digest, name]));
  for (const [name, digest] of expected) {
    if (!there.has(name)) {
      wrong(name, 'is missing');
      continue;
    }
    const found = sha256(await readFile(join(folder, name)));
    if (found === digest) continue;
    const owner = owners.get(found);
    wrong(name, owner ? `holds the picture that belongs into ${owner}` : 'was changed: another digest');
  }
  return expected;
}

function numberOf(name) {
  const digits = /^(\d{8})-/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The lines that a person reads. */
export function reportLines({ receipts, head, key, findings, notes }) {
  // A stranger's file may be called anything.
  const plain = (name) => name.replaceAll(/[^ -~]/g, '?');
  const count = `${receipts} ${receipts === 1 ? 'receipt' : 'receipts'}`;
  return [
    ...findings.map(({ file, problem }) => `WRONG  ${plain(file)}  ${problem}`),
    ...notes.map(({ file, problem }) => `note   ${plain(file)}  ${problem}`),
    findings.length === 0 ? `${count}, all whole` : `${count}, ${findings.length} wrong`,
    ...(head ? [`head   ${head.digest}  (receipt ${head.number})`] : []),
    ...(key ? [`key    ${key}`] : []),
  ];
}

async function main() {
  const usage = 'node verify-receipts.mjs <folder> [--key <public key pem>] [--expect-head <digest>]';
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' }, 'expect-head': { type: 'string', multiple: true } },
    });
    if (positionals.length !== 1) throw new TypeError(`Usage: ${usage}`);
    const result = await verifyReceipts(positionals[0], {
      ...(values.key !== undefined && { key: await readFile(values.key, 'utf8') }),
      expectHead: values['expect-head'] ?? [],
    });
    for (const line of reportLines(result)) console.log(line);
    process.exitCode = result.findings.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
