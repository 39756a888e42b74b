/**
 * A random salt for each UTC day (`YYYY-MM-DD`), with which networks are hashed. It is
 * kept for two days.
 */
export interface DailySalts {
  /** Undefined if no network was limited on that day, or if the salt has expired. */
  find(day: string): Promise<string | undefined>;
  findOrCreate(day: string): Promise<string>;
}
