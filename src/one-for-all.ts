/** The same work for everybody who asks: whoever comes while it is under way gets what comes of it. */
export function oneForAll<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => (underWay ??= work().finally(() => (underWay = undefined)));
}
