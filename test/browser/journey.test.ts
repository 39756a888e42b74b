import { test } from 'vitest';
import { journeys } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { playInBrowser } from '../support/play-in-browser.ts';

const running = productInBrowser();

/** The one browser test of `npm test`. The other devices and journeys: journeys.test.ts. */
test.each(journeys.slice(0, 1))(
  'when the journey is played on a desktop, then it succeeds: $name',
  (journey) => playInBrowser(running, journey, devices.desktop),
);
