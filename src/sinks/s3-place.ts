import { InvalidInput } from '../errors.ts';

/** A place in a bucket, and how to get there. What is not said is found as the AWS tools find it. */
export interface S3Place {
  bucket: string;
  key: string;
  /** Of another store than Amazon's: MinIO, R2, Ceph, Swift. */
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const example = 's3://bucket/folder/rows.csv, or s3://KEY:SECRET@bucket/rows.csv?endpoint=https://…&region=…';

/** @throws InvalidInput that says what is wrong, never the address: it may hold a secret. */
export function toPlace(address: string, env: NodeJS.ProcessEnv = process.env): S3Place {
  if (!URL.canParse(address)) throw bad('is no address');
  const { hostname: bucket, pathname, username, password, searchParams } = new URL(address);
  const key = decodeURIComponent(pathname.slice(1));
  if (bucket === '' || key === '') throw bad('needs a bucket and the name of a file');
  if ((username === '') !== (password === '')) throw bad('needs both a key and its secret, or neither');
  const unknown = [...searchParams.keys()].find((name) => name !== 'endpoint' && name !== 'region');
  if (unknown !== undefined) throw bad(`has "${unknown.slice(0, 20)}", which nobody knows`);
  const said = (value: string | null | undefined) => (value ? value : undefined);
  const endpoint =
    said(searchParams.get('endpoint')) ?? said(env['AWS_ENDPOINT_URL_S3']) ?? said(env['AWS_ENDPOINT_URL']);
  if (endpoint !== undefined && !/^https?:\/\/[^/]/.test(endpoint)) throw bad('has an endpoint that is none');
  const region =
    said(searchParams.get('region')) ?? said(env['AWS_REGION']) ?? said(env['AWS_DEFAULT_REGION']);
  return {
    bucket,
    key,
    ...(endpoint !== undefined && { endpoint }),
    // Other stores have one region and hear any name; Amazon's is looked up where the AWS tools have it.
    ...((region ?? endpoint) !== undefined && { region: region ?? 'us-east-1' }),
    ...(username !== '' && {
      credentials: {
        accessKeyId: decodeURIComponent(username),
        secretAccessKey: decodeURIComponent(password),
      },
    }),
  };
}

function bad(says: string): InvalidInput {
  return new InvalidInput(`The address on S3 ${says}.`, { hint: `It must look like ${example}.` });
}
