import { describe, expect, it } from 'vitest';
import { systemBrowserPaths } from './browser.ts';
import { hasPackagedChromium } from './packaged-chromium.ts';

describe('usualPaths', () => {
  it('looks along the PATH on Linux, Chrome first', () => {
    const paths = systemBrowserPaths('linux', { PATH: '/usr/local/bin:/usr/bin' });
    expect(paths.slice(0, 2)).toEqual(['/usr/local/bin/google-chrome', '/usr/bin/google-chrome']);
    expect(paths).toContain('/usr/bin/chromium');
  });

  it('looks in the applications on macOS, also one’s own', () => {
    const paths = systemBrowserPaths('darwin', { HOME: '/Users/sam' });
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths).toContain('/Users/sam/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('looks in the program folders on Windows that there are', () => {
    const paths = systemBrowserPaths('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(paths[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(paths.join()).not.toContain('undefined');
  });
});

it('has a packaged Chromium for Linux on x64 only', () => {
  expect(hasPackagedChromium('linux', 'x64')).toBe(true);
  expect(hasPackagedChromium('linux', 'arm64')).toBe(false);
  expect(hasPackagedChromium('darwin', 'x64')).toBe(false);
});
