import type { OutgoingRequest } from 'sidedoor-mcp';

/** Whether a request is a button of a form: the last `action` counts, because each form also has a hidden one. */
export function isPressed(request: OutgoingRequest, script: string, button: string): boolean {
  return (
    request.method === 'POST' &&
    request.url.pathname.endsWith(`/${script}`) &&
    request.url.search === '' &&
    request.form.getAll('action').at(-1) === button
  );
}
