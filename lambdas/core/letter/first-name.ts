const TITLE =
  /^(?:dr|dra|prof|profa|mr|mrs|ms|mx|miss|sir|sr|sra|srta|don|doña|ing|lic|lcda?o?)\.?$/i;

/** Words in the name of a team or a desk, which has no first name. */
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
 * How a warm letter calls a person: by the first name, also where the address book has it
 * last ("Lee, Dana"); in full where the first word is a title or an initial, or where it
 * is a team.
 */
export function firstName(name: string): string {
  const [family, given] = name.split(',', 2).map((part) => part.trim());
  const ordered = given ? `${given} ${family}` : name;
  const [first = ordered] = ordered.split(' ');
  return TITLE.test(first) || /^\p{L}\.?$/u.test(first) || TEAM.test(name) ? ordered : first;
}
