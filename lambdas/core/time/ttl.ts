/** Converts epoch ms to the epoch seconds of DynamoDB's time to live, rounded up. */
export const toTtl = (at: number): number => Math.ceil(at / 1000);
