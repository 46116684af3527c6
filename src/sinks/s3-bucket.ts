import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { AppUnavailable, InvalidInput, isSidedoorError } from '../errors.ts';
import type { S3Place } from './s3-place.ts';

/** Larger files go in parts. Bytes. */
const partSize = 8 * 1_024 * 1_024;

/** A store takes 10,000 parts at most. */
const mostParts = 9_000;

/** A connection that says nothing for so long is given up. Milliseconds. */
const patience = 60_000;

/** Of an object of ours: SHA-256 of what is in it. */
const digestName = 'sidedoor-sha256';

export interface Bucket extends AsyncDisposable {
  /** The text of an object; undefined where there is none. */
  read(key: string): Promise<string | undefined>;
  /** The digest that an object was uploaded with. */
  digestOf(key: string): Promise<string | undefined>;
  /** Nobody sees it before all of it is there. Parts of an upload that fails are taken away. */
  upload(key: string, file: string, digest: string): Promise<void>;
  write(key: string, text: string): Promise<void>;
}

/**
 * A bucket of Amazon's or of a store that speaks like it. Credentials that the address does not hold are found as the AWS
 * tools find them: variables, profiles, the role of the machine.
 *
 * @throws InvalidInput where the packages are missing, or the store refuses. AppUnavailable where it does not answer.
 */
export async function openBucket({ bucket, endpoint, region, credentials }: S3Place): Promise<Bucket> {
  const { sdk, Upload } = await load();
  const client: S3Client = new sdk.S3Client({
    ...(endpoint !== undefined && {
      endpoint,
      forcePathStyle: true,
      // Checksums that Amazon has added since are not known to all others.
      requestChecksumCalculation: 'WHEN_REQUIRED' as const,
      responseChecksumValidation: 'WHEN_REQUIRED' as const,
    }),
    ...(region !== undefined && { region }),
    ...(credentials && { credentials }),
    requestHandler: { connectionTimeout: 10_000, socketTimeout: patience },
  });
  const at = (Key: string) => ({ Bucket: bucket, Key });
  const unlessMissing = async <T>(asked: Promise<T>): Promise<T | undefined> => {
    try {
      return await asked;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw told(error, bucket);
    }
  };
  return {
    async read(key) {
      const found = await unlessMissing(client.send(new sdk.GetObjectCommand(at(key))));
      return found?.Body?.transformToString();
    },
    async digestOf(key) {
      const found = await unlessMissing(client.send(new sdk.HeadObjectCommand(at(key))));
      return found?.Metadata?.[digestName];
    },
    async upload(key, file, digest) {
      const { size } = await stat(file);
      const upload = new Upload({
        client,
        partSize: Math.max(partSize, Math.ceil(size / mostParts)),
        params: {
          ...at(key),
          Body: createReadStream(file),
          ContentType: typeOf(key),
          Metadata: { [digestName]: digest },
        },
      });
      await upload.done().catch((error: unknown) => {
        throw told(error, bucket);
      });
    },
    async write(key, text) {
      const put = new sdk.PutObjectCommand({ ...at(key), Body: text, ContentType: 'application/json' });
      await client.send(put).catch((error: unknown) => {
        throw told(error, bucket);
      });
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
    },
  };
}

async function load() {
  try {
    const [sdk, { Upload }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/lib-storage'),
    ]);
    return { sdk, Upload };
  } catch {
    throw new InvalidInput(
      'S3 needs the packages "@aws-sdk/client-s3" and "@aws-sdk/lib-storage", which are not installed.',
      { hint: 'Run: npm install @aws-sdk/client-s3 @aws-sdk/lib-storage' },
    );
  }
}

/** As the packages tell of a failure. */
interface S3Failure {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

function isMissing(error: unknown): boolean {
  const { name } = error as S3Failure;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/** Names of its failures are the store's own and short; its texts are left out. */
function told(error: unknown, bucket: string): Error {
  if (isSidedoorError(error)) return error;
  const { name = 'an error', $metadata: { httpStatusCode: status } = {} } = error as S3Failure;
  if (name === 'CredentialsProviderError')
    return new InvalidInput('There are no credentials for S3.', {
      cause: error,
      hint: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a reference to s3://KEY:SECRET@bucket/….',
    });
  if (status !== undefined && status >= 400 && status < 500)
    return new InvalidInput(`The store refuses the bucket "${bucket}": ${name} (HTTP ${status}).`, {
      cause: error,
      hint: 'Check the credentials, what they may do, the bucket and the endpoint.',
    });
  return new AppUnavailable(
    `The store of the bucket "${bucket}" could not be reached, or broke off: ${name}.`,
    { cause: error },
  );
}

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

const typeOf = (key: string) =>
  types[/\.(\w+)$/.exec(key)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
