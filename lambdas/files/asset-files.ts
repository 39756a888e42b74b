import * as z from 'zod/mini';
import { type AssetKind, type AssetNames, assetFiles, type Encoding } from '../core/assets.ts';
import { readBytes, readTextFile } from './template-files.ts';

const namesSchema = z.object({ css: z.string(), js: z.string() });

/** The names of the built assets, see `lib/assets.ts`. */
export const assetNames = (): AssetNames =>
  namesSchema.parse(JSON.parse(readTextFile(assetFiles.names)));

/** The content of a built asset in a content coding. */
export const assetContent = (kind: AssetKind, encoding: Encoding): Uint8Array<ArrayBuffer> =>
  readBytes(assetFiles.of(kind, encoding));
