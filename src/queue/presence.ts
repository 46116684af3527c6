/** This process among all that share a store, and whether the others live. */
export interface Presence {
  /** Names this process in the store. Another name from the moment that `held` aborts. */
  readonly id: string;
  /**
   * Aborts when others may take this process for dead. Then nothing that was held under its name is held any longer: what
   * it was doing in an app has to stop at once. Asking for it looks at the clock first.
   */
  readonly held: AbortSignal;
  /** Settles when the others see this process. */
  ready(): Promise<void>;
  /** False for good once it has been false. */
  isAlive(id: string): Promise<boolean>;
  /** Hosts of the workers that live, each as often as it has one; undefined where that is not known. */
  workers(): Promise<string[] | undefined>;
  /** Removes what a dead process left. */
  bury(id: string): Promise<void>;
  close(): Promise<void>;
}
