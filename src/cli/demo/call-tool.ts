import { SidedoorError } from '../../errors.ts';
import type { ErrorCode, ErrorRecord } from '../../errors.ts';
import type { StdioClient } from './stdio-client.ts';

interface ToolAnswer<Result> {
  isError?: boolean;
  content: { text?: string }[];
  structuredContent?: Result;
  _meta?: { 'sidedoor/error'?: ErrorRecord };
}

/** An error that a Sidedoor server answered with. */
class ToolFailure extends SidedoorError {
  readonly code: ErrorCode;

  constructor({ code, message, hint }: ErrorRecord) {
    super(message, hint);
    this.code = code;
  }
}

/** Calls a tool and answers its structured content. @throws SidedoorError as the server said it. */
export async function callTool<Result>(
  client: StdioClient,
  params: { name: string; arguments: object },
  onProgress: (message: string) => void,
): Promise<Result> {
  const answer = (await client.request('tools/call', params, onProgress)) as ToolAnswer<Result>;
  const failure = answer._meta?.['sidedoor/error'];
  if (failure) throw new ToolFailure(failure);
  if (answer.isError || !answer.structuredContent)
    throw new Error(answer.content[0]?.text ?? 'the call failed');
  return answer.structuredContent;
}
