import type { Stage } from '../choices.ts';
import type { Found } from './find-people.ts';
import { phrases, quoteAround } from './words.ts';

const CUES: readonly (readonly [stage: Stage, score: number, pattern: RegExp])[] = [
  [
    'offer',
    9,
    phrases(
      'pleased to offer|delighted to offer|excited to (?:extend|offer)|' +
        'thrilled to offer|extend (?:you )?an offer|offer letter|formal offer|' +
        'offer of employment|job offer|written offer|(?:like|love|happy) to offer you|' +
        'we are offering you|your offer(?: letter)?|carta oferta|' +
        'propuesta (?:econ[oó]mica|laboral|formal)|oferta (?:laboral|formal|de trabajo|' +
        'de empleo|econ[oó]mica)|nos complace ofrecerte|queremos ofrecerte|' +
        'hacerte una oferta|te hacemos una oferta|ofrecerle el puesto|' +
        'ofrecerte el puesto|carta de intenci[oó]n|' +
        'quedaste seleccionad[oa] para el puesto',
    ),
  ],
  [
    'final',
    7,
    phrases(
      'final (?:round|interview|stage|step|conversation|panel|loop)|last (?:round|' +
        'interview|step|stage)|onsite interview|on-site|onsite|superday|' +
        'entrevista final|[uú]ltima (?:entrevista|etapa|ronda|fase|conversaci[oó]n)|' +
        'ronda final|etapa final|fase final|[uú]ltimo paso|finalistas?',
    ),
  ],
  [
    'interviewing',
    5,
    phrases(
      '(?:thank you|thanks) for (?:taking the time to )?(?:speaking|talking|meeting|' +
        'chatting|interviewing|coming|speak|meet|talk|your time (?:today|yesterday|' +
        'last))|you did (?:really )?(?:well|great)|thought you did|stage 2|' +
        '2nd interview|really enjoyed our call|m[aá]s nos gust[oó]|gracias por la onda|' +
        'great (?:to )?(?:speaking|talking|meeting|chatting|meet|talk|speak)|' +
        '(?:enjoyed|loved) (?:speaking|talking|meeting|our (?:conversation|chat|call)|' +
        'your interview|getting to know)|pleasure (?:to meet|meeting|speaking|' +
        'to speak)|nice (?:to meet|meeting|speaking|talking)|next (?:round|stage|' +
        'step)s?|second (?:round|interview|conversation|stage)|move (?:you )?forward|' +
        'moving (?:you )?forward|take-?home|case study|technical (?:test|assessment|' +
        'exercise|challenge)|following (?:our|your) (?:conversation|interview|call)|' +
        'after (?:our|your) (?:conversation|interview|call)|gracias por (?:la charla|' +
        'tu tiempo (?:de|hoy|ayer|el)|la entrevista|haber|conversar|platicar|venir)|' +
        'un gusto (?:conocerte|hablar|platicar|haber)|fue un (?:gusto|placer)|' +
        'encantad[oa]s? (?:de haber)|segunda (?:entrevista|ronda|etapa)|' +
        'siguiente (?:etapa|ronda|fase|paso)|pr[oó]xim[ao] (?:etapa|ronda|fase|paso)|' +
        'prueba t[eé]cnica|pasaste a|avanzar(?:s|te)? a|nos gust[oó] mucho|' +
        'caso pr[aá]ctico',
    ),
  ],
  [
    'scheduled',
    4,
    phrases(
      'interview (?:is |has been )?(?:confirmed|scheduled|booked|set)|' +
        'scheduled (?:for|an interview|your interview)|confirm(?:ed|ing)? (?:your|the|' +
        'our) (?:interview|call|appointment|meeting)|interview invitation|' +
        'invitation to interview|invite you to (?:an? )?interview|' +
        'invited to (?:an? )?interview|invited you to|your interview (?:with|for|is|on|' +
        'has)|interview details|look forward to (?:speaking|meeting) with you on|' +
        'entrevista (?:confirmada|agendada|programada|queda)|agendad[oa]|' +
        'programad[oa] para|confirmamos (?:tu|su|la) entrevista|citad[oa]|te esperamos|' +
        'le esperamos|convocad[oa]|(?:tu|su) entrevista (?:con|para|es|ser[aá]|' +
        'qued[oó]|est[aá])|te (?:cito|agend[eé]|convoco)|convocatoria a entrevista',
    ),
  ],
  [
    'screen',
    4,
    phrases(
      'phone screen|screening call|initial (?:call|chat|conversation|interview|' +
        'screen)|intro(?:ductory)? (?:call|chat|conversation)|recruiter (?:screen|' +
        'call)|first (?:call|conversation|chat)|screening|llamada (?:inicial|' +
        'introductoria|telef[oó]nica)|primera (?:llamada|conversaci[oó]n|charla|' +
        'entrevista)|entrevista (?:inicial|telef[oó]nica)|primer (?:contacto|filtro)|' +
        'filtro telef[oó]nico',
    ),
  ],
  [
    'application',
    4,
    phrases(
      '(?:thank you|thanks) for (?:your application|applying|your interest|' +
        "submitting)|we(?:[’']ve| have)? received your (?:application|resume|cv)|" +
        'application (?:has been |was )?(?:received|submitted)|your application|' +
        'to your application|for applying|reading your answers|read your application|' +
        'your availability for an interview|self-schedule|you have been selected to|' +
        'you applied|postulación|preseleccionad[oa]|solicitud de empleo|' +
        'te has presentado|presentado a nuestro|under review|' +
        'reviewing your (?:application|resume|cv)|hemos recibido (?:tu|su)|' +
        'recibimos (?:tu|su)|gracias por (?:postular(?:te|se)|tu (?:postulaci[oó]n|' +
        'inter[eé]s|candidatura|inscripci[oó]n)|su (?:postulaci[oó]n|inter[eé]s|' +
        'candidatura)|aplicar|inscribirte|participar)|tu (?:postulaci[oó]n|candidatura|' +
        'inscripci[oó]n|solicitud)|su (?:postulaci[oó]n|candidatura|solicitud)|' +
        'te postulaste|aplicaste|te inscribiste',
    ),
  ],
  [
    'outreach',
    4,
    phrases(
      'came across your (?:profile|resume|cv|background|work|github|portfolio)|' +
        'found your (?:profile|resume|cv)|saw your (?:profile|work|background|github|' +
        'portfolio)|your (?:linkedin )?profile (?:caught|stood|looks|on|and|is)|' +
        'your background (?:caught|looks|is|in|and)|reaching out (?:because|about|as|' +
        'to see|regarding|with|on)|are you open to|would you be open|open to (?:new|' +
        'hearing|a (?:quick )?(?:chat|call))|would you be interested|' +
        "might be interested|if you(?:[’']re| are) interested|not looking|" +
        'new opportunit(?:y|ies)|exciting opportunity|great opportunity|quick (?:chat|' +
        'call|hello|note)|up for a coffee|grab a coffee|grab coffee|worth a chat|' +
        'found your (?:talk|post|repo)|loved your post|retained exclusively|' +
        "in the search for|currently recruiting|i am recruiting|i[’']m recruiting|" +
        'urgent requirement|kindly revert|updated (?:cv|resume)|up-to-date cv|' +
        'our records show|referrals?|your name was mentioned|reached? out|' +
        'working with (?:our|a)|we need someone|looking for a(?:n)? first|come work|' +
        'let me know if you are interested|vi tu perfil|vi tu|vi un par de cosas|' +
        'me pas[oó] tu contacto|me ha hablado (?:muy )?bien|base de datos|solicita|' +
        'env[ií]ar? su cv|comparta su cv|si conoces a alguien|contactarlo porque|' +
        'contactarla porque|su trayectoria|tu trayectoria|sigues buscando|' +
        'andamos buscando|te mando deck|(?:un|te) caf[eé]|encontr[eé] tu perfil|' +
        'tu perfil (?:me|nos|encaja|es|en|y|podr|de)|su perfil (?:me|nos|encaja|es|en|' +
        'y|podr)|he visto tu (?:perfil|portfolio|portafolio|cv)|te contacto (?:porque|' +
        'por|para|desde)|le contacto|me pongo en contacto|est[aá]s abiert[oa]|' +
        'te interesar[ií]a|te interesa|le interesa(?:r[ií]a)?|escucha activa|' +
        'nuevas oportunidades|nuevos retos|nuevos desaf[ií]os|te escribo porque|' +
        'le escribo porque|estoy buscando|estamos buscando|buscamos|encaja|te encaja|' +
        'podr[ií]a interesarte|inmail',
    ),
  ],
];

/**
 * Where the candidate is in the process, by the words of the message. No stage if no
 * words say it, or if two stages are as likely.
 */
export function findStage(
  subject: string,
  paragraphs: readonly string[],
  { appointment }: { readonly appointment: Found | undefined },
): (Found & { readonly value: Stage }) | undefined {
  const found = new Map<Stage, { score: number; source: string }>();
  const texts = [subject, ...paragraphs.slice(0, 80)];
  for (const [stage, score, pattern] of CUES) {
    for (const [index, text] of texts.entries()) {
      const bounded = text.slice(0, 1500);
      const match = bounded.match(pattern);
      const start = match === null ? -1 : bounded.search(pattern);
      if (start < 0) continue;
      const known = found.get(stage);
      const source = quoteAround(index === 0 ? `Subject: ${subject}` : bounded, start, start + 20);
      found.set(stage, { score: (known?.score ?? score - 1) + 1, source: known?.source ?? source });
    }
  }
  if (appointment !== undefined) {
    // "The next step is a call on Friday": only words about talks that were count.
    const talked =
      (found.get('interviewing')?.score ?? 0) >= 7 || found.has('final') || found.has('offer');
    const { score = 0 } = found.get('scheduled') ?? {};
    if (!talked) found.set('scheduled', { score: score + 8, source: appointment.source });
  }
  const [first] = [...found].sort(([, a], [, b]) => b.score - a.score);
  if (first === undefined) return undefined;
  return { value: first[0], source: first[1].source };
}
