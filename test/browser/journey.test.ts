import { test } from 'vitest';
import { journeys } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { playInBrowser, wholeJourney } from '../support/browser-journey.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();

/**
 * The only browser test that `npm test` runs. journeys.test.ts has the other devices and
 * journeys.
 */
test.each(journeys.slice(0, 1))(
  'when the journey is played on a desktop, then it succeeds: $name',
  (journey) => playInBrowser(running, wholeJourney(journey), devices.desktop),
);
