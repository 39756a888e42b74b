import { describe, test } from 'vitest';
import { journeys, runByHandJourney } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { playInBrowser, wholeJourney } from '../support/browser-journey.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();

// The first journey on a desktop is in journey.test.ts.
test.each(journeys.slice(1))(
  'when the journey is played on a desktop, then it succeeds: $name',
  (journey) => playInBrowser(running, wholeJourney(journey), devices.desktop),
);

describe.each([
  ['a phone', devices.phone],
  ['a browser without JavaScript', { ...devices.desktop, javaScriptEnabled: false }],
] as const)('%s', (_device, options) => {
  test.each(journeys)('when the journey is played, then it succeeds: $name', (journey) =>
    playInBrowser(running, wholeJourney(journey), options),
  );

  test('when there is no address, then the text is sent by hand', () =>
    playInBrowser(running, runByHandJourney, options));
});
