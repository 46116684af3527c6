import type { HarborSwitches } from '../switches.ts';

/** A file to save. */
export function fileAnswer(name: string, text: string, switches: HarborSwitches): Response {
  return new Response(encode(text, switches), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

/** UTF-8, or with `latin1` one byte for each letter that Latin-1 has. */
export function encode(text: string, { latin1 }: HarborSwitches): Uint8Array<ArrayBuffer> {
  if (!latin1) return new Uint8Array(Buffer.from(text, 'utf8'));
  const runs = text.match(/[\u0080-\u00ff]+|[^\u0080-\u00ff]+/g) ?? [];
  return new Uint8Array(
    Buffer.concat(runs.map((run) => Buffer.from(run, /[\u0080-\u00ff]/.test(run) ? 'latin1' : 'utf8'))),
  );
}
