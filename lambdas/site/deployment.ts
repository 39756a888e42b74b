import type { AssetNames } from '../core/assets.ts';

/** What the pages say of this deployment, and where they find their style and script. */
export interface Deployment {
  readonly operator?: Operator;
  /** How many days a letter is kept after its outcome; default: `LETTER_KEPT_DAYS`. */
  readonly letterDays?: number;
  /** Default: `plainAssetNames`. */
  readonly assets?: AssetNames;
}

/** Who runs the site. Without a name and a contact the pages say nothing of it. */
interface Operator {
  readonly name?: string | undefined;
  /** Where candidates can ask: an address, or an https URL. */
  readonly contact?: string | undefined;
}
