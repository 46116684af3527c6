/**
 * Tells whether what a client has sent so far may contain a request, without being able to read it.
 *
 * Plain text: every byte may be one. TLS: only application data can be, and TLS 1.3 dresses the end of its handshake and its
 * alerts as application data too: at most 69 and 19 bytes. Any request of a browser is longer than both together, as it
 * names itself and its host. In doubt the answer is yes.
 */
export class RequestWatch {
  /** Nothing seen, inside TLS, or a request may have been seen. */
  #state: 'nothing' | 'tls' | 'maybe' = 'nothing';
  #header: Buffer = Buffer.alloc(0);
  /** Bytes left of the record under way. */
  #left = 0;
  #data = 0;

  get maybe(): boolean {
    return this.#state === 'maybe';
  }

  /** Whether a request may be among these bytes and all before them. */
  see(bytes: Buffer): boolean {
    if (this.#state === 'nothing' && bytes.length > 0) this.#state = bytes[0] === handshake ? 'tls' : 'maybe';
    let at = 0;
    while (this.#state === 'tls' && at < bytes.length) {
      const body = Math.min(this.#left, bytes.length - at);
      this.#left -= body;
      at += body;
      const missing = headerLength - this.#header.length;
      const header = bytes.subarray(at, at + missing);
      this.#header = Buffer.concat([this.#header, header]);
      at += header.length;
      if (this.#header.length === headerLength) this.#record();
    }
    return this.maybe;
  }

  #record(): void {
    const type = this.#header[0];
    this.#left = this.#header.readUInt16BE(3);
    this.#header = Buffer.alloc(0);
    if (type === applicationData) this.#data += this.#left;
    const known =
      type === changeCipherSpec || type === alert || type === handshake || type === applicationData;
    if (!known || this.#data > hidden) this.#state = 'maybe';
  }
}

/** Types of TLS records, RFC 8446, section 5.1. */
const changeCipherSpec = 20;
const alert = 21;
const handshake = 22;
const applicationData = 23;
const headerLength = 5;

/** What a TLS 1.3 client sends as application data without having a request: Finished with SHA-384, and one alert. Bytes. */
const hidden = 69 + 19;
