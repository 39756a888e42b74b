import { type AssetKind, type AssetNames, assetFiles, type Encoding } from '../core/assets.ts';
import { readBytes, readTextFile } from './template-files.ts';

/**
 * The names of the built assets. `lib/assets.ts` has written the file, so no schema
 * checks it: zod would be loaded with the form.
 */
export function assetNames(): AssetNames {
  const names: AssetNames = JSON.parse(readTextFile(assetFiles.names));
  return names;
}

/** The content of a built asset in a content coding. */
export const assetContent = (kind: AssetKind, encoding: Encoding): Uint8Array<ArrayBuffer> =>
  readBytes(assetFiles.of(kind, encoding));
