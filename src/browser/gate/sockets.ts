/**
 * Runs in every document before its own scripts. A WebSocket is a connection that the gate cannot read, so pages get none,
 * nor do workers that they make out of text; workers with an address are told by a header (`noSockets`).
 */
export function withholdSockets(): void {
  const withheld = ['WebSocket', 'WebSocketStream', 'WebTransport', 'RTCPeerConnection'];
  for (const name of withheld) Reflect.deleteProperty(globalThis, name);
  const first = `for (const name of ${JSON.stringify(withheld)}) Reflect.deleteProperty(self, name);`;
  for (const name of ['Worker', 'SharedWorker'] as const) {
    const Original = Reflect.get(globalThis, name) as typeof Worker | undefined;
    if (!Original) continue;
    const harmless = (url: string | URL, options?: WorkerOptions) => {
      const address = new URL(url, document.baseURI).href;
      if (!/^(blob|data):/.test(address)) return url;
      const load = options?.type === 'module' ? 'await import' : 'importScripts';
      const script = `${first} ${load}(${JSON.stringify(address)});`;
      return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    };
    const construct = (Target: typeof Worker, [url, options]: [string | URL, WorkerOptions?]) =>
      new Target(harmless(url, options), options);
    Reflect.set(globalThis, name, new Proxy(Original, { construct }));
  }
}

/** Header of the answers that workers' scripts come in. */
export const noSockets = { name: 'Content-Security-Policy', value: 'connect-src http: https: data: blob:' };
