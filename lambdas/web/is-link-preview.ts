/** The longest part of a `User-Agent` that is read. */
const MAX_LENGTH = 500;

/** Slackbot, LinkedInBot, facebookexternalhit (iMessage, too), WhatsApp, … */
const NAMES = /(?<!cu)bot\b|externalhit|whatsapp|preview|embedly/i;

/** Whether a program asks that shows a card where somebody shares a link. */
export const isLinkPreview = (userAgent: string | undefined): boolean =>
  NAMES.test((userAgent ?? '').slice(0, MAX_LENGTH));
