/** Lists taken to a bucket of a real store that speaks S3: OpenStack Swift. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Delivered, Delivery } from '../../../src/sinks/delivery.ts';
import { toSink } from '../../../src/sinks/to-sink.ts';
import { startSwift } from './start.ts';
import type { Swift } from './start.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const { manyRows } = (await import(new URL('many-rows.mjs', import.meta.url).href)) as {
  manyRows: (runId: string, count: number) => Delivery;
};
const script = new URL('deliver-many.mjs', import.meta.url).pathname;

let swift: Swift;
let client: S3Client;

beforeAll(async () => {
  swift = await startSwift();
  const { endpoint, accessKeyId, secretAccessKey } = swift;
  client = new S3Client({
    endpoint,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: 'lists' }));
});

afterAll(async () => {
  client?.destroy();
  await swift?.[Symbol.asyncDispose]();
});

/** As a reference would hold it. */
function addressOf(key: string, { endpoint = swift.endpoint, secret = swift.secretAccessKey } = {}): string {
  const login = [swift.accessKeyId, secret].map(encodeURIComponent).join(':');
  return `s3://${login}@lists/${key}?endpoint=${encodeURIComponent(endpoint)}`;
}

const options = { table: 'rows', isRaw: false };

async function deliver(address: string, runId: string, count: number): Promise<Delivered> {
  const sink = await toSink('vault:bucket', { ...options, resolve: async () => address });
  return sink(manyRows(runId, count));
}

const at = (Key: string) => ({ Bucket: 'lists', Key });
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function bytesOf(key: string): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand(at(key)));
  return Body!.transformToByteArray();
}

async function keys(): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'lists' }));
  return Contents.map(({ Key }) => Key!);
}

async function unfinished(key: string): Promise<number> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'lists' }));
  return Uploads.filter((each) => each.Key === key).length;
}

const ours = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('sidedoor-s3-'));

test.each(['csv', 'jsonl', 'parquet'])('%s: the object and its manifest belong together', async (ending) => {
  const key = `a folder/${ending}/rows.${ending}`;
  expect(await deliver(addressOf(key), 'run_1', 500)).toEqual({
    to: `s3://lists/${key}`,
    rows: 500,
    isRepeated: false,
  });
  const bytes = await bytesOf(key);
  const manifest = JSON.parse(Buffer.from(await bytesOf(`${key}.manifest.json`)).toString()) as object;
  expect(manifest).toMatchObject({
    run_id: 'run_1',
    file: { name: `rows.${ending}`, sha256: sha256(bytes) },
    complete: { rows: 500, proven: true },
  });
  if (ending === 'parquet') {
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows).toHaveLength(500);
    expect(rows[499]).toMatchObject({ no: 'R-499', amount: 499.5 });
  } else {
    const lines = Buffer.from(bytes).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(ending === 'csv' ? 501 : 500);
    expect(lines.at(-1)).toContain('R-499');
  }
});

test('the same run again writes nothing; what somebody has put in its place is replaced', async () => {
  const key = 'again.jsonl';
  await deliver(addressOf(key), 'run_1', 10);
  const before = await client.send(new HeadObjectCommand(at(`${key}.manifest.json`)));
  const manifest = await bytesOf(`${key}.manifest.json`);
  expect(await deliver(addressOf(key), 'run_1', 10)).toMatchObject({ isRepeated: true });
  const after = await client.send(new HeadObjectCommand(at(`${key}.manifest.json`)));
  expect([after.LastModified, after.ETag]).toEqual([before.LastModified, before.ETag]);
  expect(await bytesOf(`${key}.manifest.json`)).toEqual(manifest);

  const first = await bytesOf(key);
  await deliver(addressOf(key), 'run_2', 20);
  expect(await deliver(addressOf(key), 'run_1', 10)).toMatchObject({ isRepeated: false });
  expect(await bytesOf(key)).toEqual(first);
});

test('killed in the middle of a large one: readers have the old one, and the next delivery is whole', async () => {
  const key = 'large.jsonl';
  await deliver(addressOf(key), 'run_old', 10);
  const old = await bytesOf(key);
  const child = spawn(process.execPath, [script, addressOf(key), 'run_new', '20000'], { stdio: 'inherit' });
  const isOver = once(child, 'close');
  await expect.poll(() => unfinished(key), { interval: 20, timeout: 300_000 }).toBe(1);
  child.kill('SIGKILL');
  await isOver;
  expect(child.signalCode).toBe('SIGKILL');
  expect(await bytesOf(key)).toEqual(old);
  expect((await keys()).filter((each) => each.startsWith('large'))).toEqual([key, `${key}.manifest.json`]);

  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    addressOf(key),
    'run_new',
    '20000',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ rows: 20_000, isRepeated: false });
  const whole = await bytesOf(key);
  expect(Buffer.from(whole).toString().trimEnd().split('\n')).toHaveLength(20_000);
  const { file } = JSON.parse(Buffer.from(await bytesOf(`${key}.manifest.json`)).toString()) as {
    file: { sha256: string };
  };
  expect(file.sha256).toBe(sha256(whole));
});

test('a store that breaks off in the middle is told, its parts are taken away, and nothing is left here', async () => {
  const before = await ours();
  let parts = 0;
  // Passes everything on but every part after the first.
  const broken = createServer((request, response) => {
    const isPart = request.method === 'PUT' && request.url?.includes('partNumber=') === true;
    if (isPart && ++parts > 1) return void request.resume().on('end', () => response.writeHead(503).end());
    const { method, headers } = request;
    const onward = httpRequest(new URL(request.url!, swift.endpoint), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  broken.listen(0, '127.0.0.1');
  await once(broken, 'listening');
  const endpoint = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  await expect(deliver(addressOf('broken.jsonl', { endpoint }), 'run_1', 20_000)).rejects.toMatchObject({
    code: 'APP_UNAVAILABLE',
  });
  broken.close();
  broken.closeAllConnections();
  expect(parts).toBeGreaterThan(1);
  expect((await keys()).filter((key) => key.startsWith('broken'))).toEqual([]);
  expect(await unfinished('broken.jsonl')).toBe(0);
  expect(await ours()).toEqual(before);
});

test.each([
  [
    'a wrong secret',
    () => addressOf('x.csv', { secret: 'wrong-secret' }),
    'INVALID_INPUT',
    /refuses the bucket "lists"/,
  ],
  [
    'a bucket that is not there',
    () => addressOf('x.csv').replace('@lists/', '@nothere/'),
    'INVALID_INPUT',
    /"nothere"/,
  ],
  [
    'nobody there',
    () => addressOf('x.csv', { endpoint: 'http://127.0.0.1:1' }),
    'APP_UNAVAILABLE',
    /not be reached/,
  ],
  ['a table', () => addressOf('x.sqlite'), 'INVALID_INPUT', /"vault:bucket" names no place/],
  ['half a login', () => 's3://key@lists/x.csv', 'INVALID_INPUT', /both a key and its secret/],
])('%s is told, without the secret', async (_name, address, code, says) => {
  const error: unknown = await deliver(address(), 'run_1', 1).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
  expect(JSON.stringify([error, String(error), (error as { hint: string }).hint])).not.toMatch(
    /secret&|wrong-secret|not%2Fso/,
  );
});
