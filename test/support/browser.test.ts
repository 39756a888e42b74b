import { describe, expect, it } from 'vitest';
import { systemBrowserPaths } from './browser.ts';
import { hasPackagedChromium } from './packaged-chromium.ts';

describe('systemBrowserPaths', () => {
  it('when the system is Linux, then they are along the PATH, Chrome first', () => {
    const paths = systemBrowserPaths('linux', { PATH: '/usr/local/bin:/usr/bin' });
    expect(paths.slice(0, 2)).toEqual(['/usr/local/bin/google-chrome', '/usr/bin/google-chrome']);
    expect(paths).toContain('/usr/bin/chromium');
  });

  it('when the system is macOS, then they are in the applications, also the user’s', () => {
    const paths = systemBrowserPaths('darwin', { HOME: '/Users/sam' });
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths).toContain('/Users/sam/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('when the system is Windows, then they are in the program folders that exist', () => {
    const paths = systemBrowserPaths('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(paths[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(paths.join()).not.toContain('undefined');
  });
});

it('when the system is not Linux on x64, then there is no packaged Chromium', () => {
  expect(hasPackagedChromium('linux', 'x64')).toBe(true);
  expect(hasPackagedChromium('linux', 'arm64')).toBe(false);
  expect(hasPackagedChromium('darwin', 'x64')).toBe(false);
});
