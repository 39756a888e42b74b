import { describe, expect, it } from 'vitest';
import { usualPaths } from './browser.ts';
import { isPackagedChromiumFor } from './packaged-chromium.ts';

describe('usualPaths', () => {
  it('looks along the PATH on Linux, Chrome first', () => {
    const paths = usualPaths('linux', { PATH: '/usr/local/bin:/usr/bin' });
    expect(paths.slice(0, 2)).toEqual(['/usr/local/bin/google-chrome', '/usr/bin/google-chrome']);
    expect(paths).toContain('/usr/bin/chromium');
  });

  it('looks in the applications on macOS, also one’s own', () => {
    const paths = usualPaths('darwin', { HOME: '/Users/sam' });
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths).toContain('/Users/sam/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('looks in the program folders on Windows that there are', () => {
    const paths = usualPaths('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(paths[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(paths.join()).not.toContain('undefined');
  });
});

it('has a packaged Chromium for Linux on x64 only', () => {
  expect(isPackagedChromiumFor('linux', 'x64')).toBe(true);
  expect(isPackagedChromiumFor('linux', 'arm64')).toBe(false);
  expect(isPackagedChromiumFor('darwin', 'x64')).toBe(false);
});
