import { describe, test } from 'vitest';
import { journeys } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { playInBrowser } from '../support/browser-journey.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();

// The first journey on a desktop is in journey.test.ts.
test.each(journeys.slice(1))(
  'when the journey is played on a desktop, then it succeeds: $name',
  (journey) => playInBrowser(running, journey, devices.desktop),
);

describe.each([
  ['a phone', devices.phone],
  ['a browser without JavaScript', { ...devices.desktop, javaScriptEnabled: false }],
] as const)('%s', (_device, options) => {
  test.each(journeys)('when the journey is played, then it succeeds: $name', (journey) =>
    playInBrowser(running, journey, options),
  );
});
