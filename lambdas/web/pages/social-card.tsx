import type { Words } from '../../site/words/en.ts';

/**
 * Adds to the form what programs show where somebody shares its link (https://ogp.me).
 * The address of a picture must be absolute. So only these programs get it: the form that
 * is made with the bundle is the same for each address of the site, and no browser needs
 * it.
 */
export function withSocialCard(form: string, words: Words, origin: string): string {
  const tags = (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Open Door" />
      <meta property="og:title" content={words.tagline} />
      <meta property="og:description" content={words.footer} />
      <meta property="og:url" content={`${origin}/?lang=${words.language}`} />
      <meta property="og:image" content={`${origin}/card.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content="Open Door" />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
  return form.replace('</title>', () => `</title>${tags}`);
}
