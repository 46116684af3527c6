import { setTimeout as sleep } from 'node:timers/promises';
import type { Replica, ReplicaUser } from '../../replicas/replica.ts';
import type { Switch } from '../../replicas/switches.ts';
import type { Cell } from './cells.ts';
import type { Inspected, Judgement } from './job.ts';
import { verdictOf } from './verdict.ts';
import type { Outcome } from './verdict.ts';

type Running = Replica<Record<string, Switch>, object>;

/** How long a save is held by the switches that hold it: less than what an app may work on for a client that has gone. */
const held = 8_000;

/** How long a save may take that nobody waits for any more. Milliseconds. */
const lateness = 30_000;

/** A cell with its replica, from before the call to the verdict on it. */
export class ReplicaCell {
  readonly cell: Cell;
  readonly replica: Running;
  readonly #before: Inspected;
  #isOver = false;

  private constructor(cell: Cell, replica: Running) {
    this.cell = cell;
    this.replica = replica;
    this.#before = replica.inspect();
  }

  static async open(cell: Cell): Promise<ReplicaCell> {
    return new ReplicaCell(cell, await cell.subject.replica.start({ switches: cell.settings }));
  }

  get user(): ReplicaUser {
    return this.cell.subject.replica.users[0]!;
  }

  /** Makes the call, releases what is held meanwhile, and judges what came of it once nothing is on its way. */
  async judge(call: () => Promise<Outcome>): Promise<Judgement> {
    const releasing = this.#release();
    const outcome = await call();
    this.#isOver = true;
    await releasing;
    await this.#quiet();
    const { user, cell } = this;
    const secrets = [user.password];
    const after = this.replica.inspect();
    return verdictOf({ job: cell.job, outcome, before: this.#before, after, secrets });
  }

  async #release(): Promise<void> {
    const holding = Object.keys(this.cell.settings).filter((name) => /^hold[A-Z]/.test(name));
    if (holding.length === 0) return;
    const isDue = () => this.#saves().some(({ arrivedAt }) => Date.now() - arrivedAt > held);
    while (!this.#isOver && !isDue()) await sleep(100);
    for (const name of holding) this.replica.switches[name] = false;
  }

  async #quiet(): Promise<void> {
    const until = Date.now() + lateness;
    while (this.#saves().some(({ outcome }) => outcome === 'arrived') && Date.now() < until) await sleep(50);
  }

  #saves() {
    return (this.replica.inspect() as Inspected).saves ?? [];
  }

  close(): Promise<void> {
    return this.replica.close();
  }
}
