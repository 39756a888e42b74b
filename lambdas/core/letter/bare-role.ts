/** "the", "position of", "Role:", «el puesto de», «Vacante:». */
const LEADING = [
  /^(?:the|a|an|An) (?=\S)/,
  /^The (?=\S)/,
  /^(?:your|our|this) (?=\S)/i,
  /^(?:role|position|job|job title|title|vacancy|opening) ?: ?(?=\S)/i,
  /^(?:role|position|job|vacancy|opening) (?:of|as|for) (?:an? |the )?(?=\S)/i,
  /^(?:el |la |un |una )?(?:puesto|vacante|plaza|cargo|posici[oó]n|rol) ?: ?(?=\S)/i,
  /^(?:el |la |una? )?(?:puesto|vacante|plaza|cargo|posici[oó]n|rol) (?:del?|en|para|como) (?=\S)/i,
  /^(?:puesto|vacante) (?!(?:de|del|en|para|como) )(?=\S)/i,
];
/** The noun at the end, or before a bracket, comma or dash: "Analyst role (remote)". */
const NOUN = new RegExp(
  '(?<=\\S)(?: [-–—])? (?:(?:open |job )?(?:roles?|positions?|jobs?|vacancy|vacancies|openings?))' +
    '(?=$|,| [(–—-])',
  'gi',
);

/**
 * The role for a sentence that has the noun and the company already: "Analyst" for
 * "Analyst position", «Analista» for «Puesto de Analista». Otherwise a letter would say
 * "the Analyst position position" or «puesto de Puesto de Analista».
 */
export function bareRole(role: string, company: string): string {
  let bare = role;
  const atCompany = ['at', 'en', '@', '-', '–', '|'].map((link) => ` ${link} ${company}`);
  for (let before = ''; before !== bare; ) {
    before = bare;
    const ending = atCompany.find((end) => bare.toLowerCase().endsWith(end.toLowerCase()));
    if (ending !== undefined && bare.length > ending.length) bare = bare.slice(0, -ending.length);
    for (const pattern of LEADING) bare = bare.replace(pattern, '');
    bare = bare.replace(NOUN, '');
  }
  return bare;
}
