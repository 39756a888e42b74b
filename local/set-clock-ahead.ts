const DAY_MS = 24 * 60 * 60_000;

/**
 * Sets the clock of this process ahead, so that a reminder is due today. It replaces
 * `Date`, so that the product needs no code for this.
 */
export function setClockAhead(days: number): void {
  const ahead = days * DAY_MS;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) =>
      Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given),
    get: (target, name) =>
      name === 'now' ? () => target.now() + ahead : Reflect.get(target, name),
  });
}
