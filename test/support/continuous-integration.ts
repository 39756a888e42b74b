/** Whether this runs on CI, where nothing may be left out. */
export function isContinuousIntegration(): boolean {
  const value = process.env['CI'];
  return value === 'true' || value === '1';
}
