const TITLE =
  /^(?:dr|dra|prof|profa|mr|mrs|ms|mx|miss|sir|sr|sra|srta|don|doña|ing|lic|lcda?o?)\.?$/i;

/** Words that mark the name of a team or a department, which has no first name. */
const TEAM_WORDS = [
  'team',
  'talent',
  'hr',
  'rr\\.? ?hh',
  'recruit\\w*',
  'people',
  'hiring',
  'equipo',
  'selección',
  'talento',
  'personas',
];
const TEAM = new RegExp(`(?<!\\p{L})(?:${TEAM_WORDS.join('|')})(?!\\p{L})`, 'iu');

/**
 * The name by which a warm letter addresses a person: the first name, also if it comes
 * last ("Lee, Dana"). If the first word is a title or an initial, or if the name is that
 * of a team, it is the full name.
 */
export function firstName(name: string): string {
  const [family, given] = name.split(',', 2).map((part) => part.trim());
  const ordered = given ? `${given} ${family}` : name;
  const [first = ordered] = ordered.split(' ');
  return TITLE.test(first) || /^\p{L}\.?$/u.test(first) || TEAM.test(name) ? ordered : first;
}
