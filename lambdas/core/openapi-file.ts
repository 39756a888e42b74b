import { type Encoding, encodings } from './assets.ts';

/**
 * Where the description of the JSON interface is, in a content coding, below the root: of
 * the repository, or of a bundle. See `lib/openapi.ts`.
 */
export const openapiFile = (encoding: Encoding): string =>
  `built-assets/openapi.json${encodings[encoding]}`;
