import { replicaNames, replicaOf } from '../../replicas/index.ts';
import type { ReplicaKind } from '../../replicas/replica.ts';
import type { LegacyApp } from './job.ts';

/** The jobs of each replica; a replica that has none here is said to be left out. */
const jobs: Record<string, () => Promise<LegacyApp>> = {
  appfolio: async () => (await import('./appfolio-jobs.ts')).appfolioJobs,
  harbor: async () => (await import('./harbor-jobs.ts')).harborJobs,
  servicetitan: async () => (await import('./servicetitan-jobs.ts')).servicetitanJobs,
  toast: async () => (await import('./toast-jobs.ts')).toastJobs,
  yardi: async () => (await import('./yardi-jobs.ts')).yardiJobs,
};

/** A replica, and what is asked of it. */
export interface Subject extends LegacyApp {
  name: string;
  replica: ReplicaKind;
}

export const subjectNames: readonly string[] = replicaNames.filter((name) => Object.hasOwn(jobs, name));

export async function subjectOf(name: string): Promise<Subject> {
  const replica = await replicaOf(name);
  if (!replica) throw new Error(`There is no replica "${name}".`);
  return { name, replica, ...(await jobs[name]!()) };
}
