/** Until the next look at a page. Milliseconds. */
export const pause = (time: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, time));
