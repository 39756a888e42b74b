/**
 * The assets of the pages: one style and one script; the style of the door, which the
 * pages have that tell how a letter stands; that of what only the pages of contacts show;
 * the script of what only other pages than the empty form do; and the module that reads a
 * message, which the script loads only if somebody wants to paste one. So the form has no
 * more than it needs.
 */
export const assetKinds = ['css', 'js', 'door', 'contacts', 'pages', 'reader'] as const;
export type AssetKind = (typeof assetKinds)[number];

/**
 * The names of the assets in `/assets/`: `open-door.<hash>.css`. The hash is of the
 * content, so what has such a name never changes.
 */
export type AssetNames = Readonly<Record<AssetKind, string>>;

/**
 * The names without a hash. The pages of version 0.2 and older have them, and the pages
 * of an app that has no built assets, such as in a test.
 */
export const plainAssetNames: AssetNames = {
  css: 'open-door.css',
  js: 'open-door.js',
  door: 'open-door-door.css',
  contacts: 'open-door-contacts.css',
  pages: 'open-door-pages.js',
  reader: 'open-door-reader.js',
};

/** The name of an asset with the hash of its content. */
export const hashedAssetName = (kind: AssetKind, hash: string): string =>
  plainAssetNames[kind].replace('.', `.${hash}.`);

/**
 * The content codings of the assets and the form, the preferred one first; and the ending
 * of the file that has the coded content.
 */
export const encodings = { br: '.br', gzip: '.gz', identity: '' } as const;
export type Encoding = keyof typeof encodings;

/**
 * Where the built assets are, below the root: of the repository, or of a bundle. See
 * `lib/assets.ts`.
 */
export const assetFiles = {
  /** A JSON object: {@link AssetNames}. */
  names: 'built-assets/names.json',
  of: (kind: AssetKind, encoding: Encoding): string =>
    `built-assets/${plainAssetNames[kind]}${encodings[encoding]}`,
} as const;
