/** Puts the Spanish article before a time of day: «la 1:03», «las 14:03». */
export const withHour = (time: string): string => `${time.startsWith('1:') ? 'la' : 'las'} ${time}`;
