import type { Frame, Request } from 'playwright';

interface Posting {
  frame: Frame;
  /** The event, as `__EVENTTARGET` has it. */
  target: string;
  act: () => Promise<unknown>;
  /** Milliseconds for the answer. */
  patience?: number;
}

/** A click can get lost while the page is drawn anew. Milliseconds. */
const lostAfter = 5_000;

/**
 * Does what makes a page post itself back, and settles when the frame has another document since that very request left. A
 * page may also post itself back of its own accord at any time, and what comes of that is not to be taken for the answer.
 *
 * Answers whether that happened. Where nothing was sent, or nothing came, the caller looks whether the page is as it should be.
 */
export async function posted({ frame, target, act, patience = 60_000 }: Posting): Promise<boolean> {
  const page = frame.page();
  const isOurs = (request: Request) =>
    targetOf(request) === target && request.isNavigationRequest() && request.frame() === frame;
  let isSent = false;
  const sent = signal();
  const answered = signal();
  const onRequest = (request: Request) => {
    if (!isOurs(request)) return;
    isSent = true;
    sent.settle();
  };
  const onNavigated = (one: Frame) => {
    if (one === frame && isSent) answered.settle();
  };
  const onFailed = (request: Request) => {
    if (isOurs(request)) answered.settle();
  };
  /** A report's frame is replaced by another one. */
  const onDetached = (one: Frame) => {
    if (one === frame && isSent) answered.settle();
  };
  const onClose = () => {
    sent.settle();
    answered.settle();
  };
  page.on('request', onRequest).on('framenavigated', onNavigated).on('requestfailed', onFailed);
  page.on('framedetached', onDetached).on('close', onClose);
  try {
    await act();
    await within(sent.promise, lostAfter);
    if (isSent) await within(answered.promise, patience);
    return isSent;
  } finally {
    page.off('request', onRequest).off('framenavigated', onNavigated).off('requestfailed', onFailed);
    page.off('framedetached', onDetached).off('close', onClose);
  }
}

const targetOf = (request: Request) => new URLSearchParams(request.postData() ?? '').get('__EVENTTARGET');

function signal() {
  let settle = () => {};
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle: () => settle() };
}

async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
