/** Whether this runs on CI. On CI a tier that cannot run is a failure. */
export function isContinuousIntegration(): boolean {
  const value = process.env['CI'];
  return value === 'true' || value === '1';
}
