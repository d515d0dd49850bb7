/**
 * Runs tasks one after the other. Writes go through it: two conditional creates with the same criteria then create one
 * resource, and no request can see or disturb an unfinished transaction.
 */
export function createWriteQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return function enqueue(task) {
    const result = tail.then(task, task);
    tail = result.catch(() => undefined);
    return result;
  };
}
