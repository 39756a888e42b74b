import type { Encoding } from '../core/assets.ts';
import { openapiFile } from '../core/openapi-file.ts';
import { readBytes } from './template-files.ts';

/** The description of the JSON interface, as it was built, in a content coding. */
export const openapiContent = (encoding: Encoding): Uint8Array<ArrayBuffer> =>
  readBytes(openapiFile(encoding));
