/**
 * Lets a read that has begun wait until its result is needed. It may never be: then its
 * failure is nobody's.
 */
export function readAhead<Result>(read: Promise<Result>): Promise<Result> {
  read.catch(() => {});
  return read;
}
