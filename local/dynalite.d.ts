/** dynalite ships no types; this is what we use of it. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options?: {
    /** How long a new table stays in CREATING, milliseconds. */
    readonly createTableMs?: number;
    /** Folder to keep the data in; in memory without it. */
    readonly path?: string;
  }): Server;

  export = dynalite;
}
