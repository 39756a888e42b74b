/**
 * The pictures of the site, by the names that browsers and other programs ask for: the
 * icon of a tab, that of a phone's home screen, and the card that shows where somebody
 * shares a link. `npm run icons` makes them from `door.svg`.
 */
export const pictures = {
  'favicon.ico': 'image/x-icon',
  'door.svg': 'image/svg+xml',
  'apple-touch-icon.png': 'image/png',
  'card.png': 'image/png',
} as const;
export type Picture = keyof typeof pictures;

/** Where a picture is, below the root: of the repository, or of a bundle. */
export const fileOfPicture = (name: Picture): string => `lambdas/web/pictures/${name}`;
