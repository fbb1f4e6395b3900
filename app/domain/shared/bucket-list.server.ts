// The files of a bucket by ListObjectsV2: a copy of a town says which files it names and does not hold.
import { AwsClient } from 'aws4fetch';
import type { Bucket } from './storage.server.ts';

/** `etag` is the bucket's own mark of the bytes: of a file written in one piece the MD5 on most servers. */
export type BucketFile = { key: string; bytes: number; etag: string };

/** Files of our own keys, `folder/name`, by page of a thousand. Throws when the bucket does not let itself be listed. */
export async function listBucket({ url, region, accessKeyId, secretAccessKey }: Bucket): Promise<BucketFile[]> {
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const files: BucketFile[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ 'list-type': '2', ...(token && { 'continuation-token': token }) });
    const asked = `${url.replace(/\/$/, '')}?${query}`;
    const answer = await aws.fetch(asked, { redirect: 'error', signal: AbortSignal.timeout(15_000) });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`storage: ${answer.status} for the list, ${fieldOf(body, 'Code')}`);
    files.push(...filesOf(body));
    token = fieldOf(body, 'IsTruncated') === 'true' ? fieldOf(body, 'NextContinuationToken') : undefined;
  } while (token);
  return files;
}

/** Our keys have no sign that XML escapes; other files of the bucket, and its probes, are none of ours. */
function filesOf(body: string): BucketFile[] {
  return [...body.matchAll(/<Contents>(.*?)<\/Contents>/gs)]
    .map(([, one = '']) => ({
      key: fieldOf(one, 'Key'),
      bytes: Number(fieldOf(one, 'Size')),
      etag: fieldOf(one, 'ETag').replaceAll('&quot;', '').replaceAll('"', ''),
    }))
    .filter(({ key }) => /^(?!probe\/|backups\/)[a-z]+\/[\w-]+(\.[a-z0-9]+)?$/.test(key));
}

function fieldOf(body: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
}
