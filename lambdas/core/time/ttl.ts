/** A moment, epoch ms, as DynamoDB's time to live wants it: in epoch seconds, rounded up. */
export const toTtl = (at: number): number => Math.ceil(at / 1000);
