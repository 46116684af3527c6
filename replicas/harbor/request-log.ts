/** One request that Harbor has handled; styles, the inspection and the switches are not counted. */
export interface HandledRequest {
  /** Counts up from 1 in the order of arrival. */
  number: number;
  method: string;
  path: string;
  status: number;
  /** User and number of the session that sent it, as they were when it arrived. */
  user: string | null;
  session: number | null;
  /** The user whose session it was, if that had ended before. */
  formerUser: string | null;
  /** The browser's User-Agent: tells workstations apart where a test gives each its own. */
  agent: string;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
}

const limit = 20_000;

/** The latest requests, so that a test can see from Harbor's side how many worked at once. */
export class RequestLog {
  #requests: HandledRequest[] = [];
  #total = 0;
  #arrived = 0;
  #inProgress = 0;

  get total(): number {
    return this.#total;
  }

  get inProgress(): number {
    return this.#inProgress;
  }

  /** Notes that a request has arrived; `end` notes that it was answered, and how. */
  begin(arrived: Omit<HandledRequest, 'number' | 'status' | 'endedAt'>): {
    number: number;
    end: (status: number) => void;
  } {
    this.#inProgress++;
    const number = ++this.#arrived;
    const end = (status: number) => {
      this.#inProgress--;
      this.#total++;
      this.#requests.push({ number, ...arrived, status, endedAt: Date.now() });
      if (this.#requests.length > 2 * limit) this.#requests.splice(0, limit);
    };
    return { number, end };
  }

  latest(): HandledRequest[] {
    return this.#requests.slice(-limit);
  }
}
