import { join } from 'node:path';
import type { View } from '../support/browser.ts';
import { cacheFolder } from '../support/cache.ts';

/** Where the screenshots are. Git ignores this folder. */
export const looksFolder = join(cacheFolder, 'looks');

/** `phone.dark.es` */
export const viewName = ({ device, colorScheme, language }: View): string =>
  `${device}.${colorScheme}.${language}`;
