import { startCluster } from './cluster.ts';

/** One server for all; each test has a schema of its own, named like its folder. */
export default async function setUp() {
  const cluster = await startCluster();
  process.env['SIDEDOOR_TEST_POSTGRES'] = cluster.url;
  return () => cluster[Symbol.asyncDispose]();
}
