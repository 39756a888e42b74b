/** dynalite has no types. These are for the part that we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options?: {
    /** How long a new table stays in CREATING, ms. */
    readonly createTableMs?: number;
    /** The folder for the data. By default the data is in memory. */
    readonly path?: string;
  }): Server;

  export = dynalite;
}
