import { lengths, type ProblemDetails } from '../../core/decline/form-fields.ts';
import { listFormat } from '../../core/intl-objects.ts';
import { zoneName } from '../../core/time/format-date.ts';
import { waitText } from '../../core/time/wait-text.ts';
import type { FormWords } from './form-en.ts';

const orList = (names: readonly string[]): string =>
  listFormat('es', { type: 'disjunction' }).format(names);

/** «el carácter 5 de la línea 2, antes de «Lee»» */
const whereText = ({ line, position, before, after }: ProblemDetails['unreadable']): string => {
  const inLine = line === undefined ? '' : ` de la línea ${line}`;
  const beside = before ? `, antes de «${before}»` : after && `, después de «${after}»`;
  return `el carácter ${position}${inLine}${beside}`;
};

const showLetter = 'Muéstrame la carta';

/** The texts of the form in Spanish, with tú. */
export const formEs: FormWords = {
  errorPrefix: 'Revisa: ',
  form: {
    title: 'Declina una entrevista con elegancia',
    lead:
      'Dinos a quién va dirigida. Escribimos la carta y te enviamos por correo un enlace ' +
      'privado. La lees tal como va a llegar, y solo tú puedes enviarla.',
    editTitle: 'Cambia tu carta',
    editLead: 'Tus cambios crean una versión nueva. Nada se envía hasta que la hayas leído.',
    anotherLead:
      'Llegaste con un enlace de tu correo, así que esta carta no necesita otro: la lees en la ' +
      'página siguiente, tal como va a llegar, y solo tú puedes enviarla.',
    you: 'Tú',
    them: 'A quién va la carta',
    role: 'El puesto',
    letter: 'La carta',
    private: 'Solo para ti',
    privateHelp: 'Nada de esto aparece nunca en la carta.',
    optional: 'opcional',
    reminderDay: (day) => `Es decir, el ${day}.`,
    choose: 'Elige una opción',
    preview: showLetter,
    submit: 'Envíame el enlace para revisarla',
    saveEdit: 'Muéstrame la carta nueva',
    back: 'Volver a la carta',
    summaryTitle: 'Ya casi está. Revisa esto, por favor:',
    previewTitle: 'Tu carta hasta ahora',
    previewNote: 'No se ha guardado ni enviado nada.',
    busy:
      'Ahora mismo hay demasiada actividad y la carta que ves aquí no está al día. No se pierde ' +
      'nada de lo que escribiste. Se actualizará sola en unos segundos.',
    urgent:
      `Lo que escribiste sigue aquí abajo. Si no puede esperar, pulsa «${showLetter}» y ` +
      'envíala desde tu propio correo.',
    chooseStage: 'Elige en qué etapa estás, y tu carta aparecerá aquí.',
    fixedAddress: 'Tu enlace se envió a esta dirección; por eso no cambia.',
  },
  fields: {
    candidateName: 'Tu nombre',
    candidateEmail: 'Tu correo',
    recruiterName: 'Su nombre',
    recruiterGreeting: 'Nombre en el saludo',
    recruiterEmail: 'Su correo',
    company: 'Empresa',
    role: 'Puesto',
    stage: '¿En qué punto del proceso estás?',
    tone: 'Tono',
    letterLanguage: 'Idioma de la carta',
    interviewDate: 'Fecha de la entrevista',
    peopleToThank: 'Otras personas a quienes agradecer',
    personalNote: 'Unas palabras tuyas',
    reason: 'Tu motivo',
    reconnect: 'Recuérdame volver a escribirle',
    timeZone: 'Tu zona horaria',
  },
  help: {
    candidateEmail: 'Aquí llega el enlace, y también las respuestas.',
    recruiterGreeting: 'Así empieza la carta. Cámbialo si prefieres otro, como Mtra. Ruiz.',
    recruiterEmail: 'La única persona a quien se envía la carta.',
    role: 'Como lo llama la empresa: Ingeniería de Datos Sénior.',
    interviewDate: 'Si hay una fijada. La carta la menciona, para que puedan liberar ese tiempo.',
    peopleToThank: 'Un nombre por línea: quienes te entrevistaron, quien dirige el equipo.',
    personalNote:
      'Va antes de la despedida. Lo mejor son las gracias y los buenos deseos; los motivos sobran.',
    reason: 'Te ayuda a recordar. Nunca se envía.',
    reconnect: 'Ese día, a las nueve de la mañana, te escribimos a ti; nunca a la otra persona.',
    timeZone: 'Para que sean las nueve donde estás. Basta una ciudad grande cercana.',
  },
  stages: {
    application: 'Envié mi candidatura y aún no hemos hablado',
    screen: 'Me escribió o me llamó alguien de reclutamiento',
    scheduled: 'Tengo una entrevista programada',
    interviewing: 'Ya he tenido entrevistas',
    final: 'Ya pasé por la última ronda',
    offer: 'Tengo una oferta',
  },
  tones: { warm: 'Cercano', brief: 'Breve', formal: 'Formal' },
  letterLanguages: {
    en: 'Inglés',
    es: 'Español, de usted',
    'es-tu': 'Español, de tú',
  },
  reasons: {
    none: 'Prefiero no decirlo',
    staying: 'Me quedo donde estoy',
    overqualified: 'Mi perfil supera el puesto',
    'no-longer-a-match': 'Ya no encaja conmigo',
    'other-offer': 'Tengo otra oferta',
    'life-change': 'Cambió mi vida o mi horario',
    recuperate: 'Necesito tiempo para recuperarme',
  },
  reconnect: {
    '': 'Según mi motivo (3 a 12 meses)',
    '3-months': 'Dentro de 3 meses',
    '6-months': 'Dentro de 6 meses',
    '12-months': 'Dentro de 12 meses',
    never: 'Nunca',
    date: 'El día que yo elija',
  },
  reconnectDate: 'El día',
  interviewTime: 'Hora, si la sabes',
  problems: {
    required: 'Falta este dato.',
    'too-long': 'Es demasiado largo. Acórtalo un poco, por favor.',
    'line-break': 'Escríbelo en una sola línea, por favor.',
    unreadable: (found) =>
      `Hay un carácter que no se puede leer: ${whereText(found)} (${found.codePoint}). Escribe ` +
      'de nuevo esa parte, por favor.',
    link: (found) =>
      `«${found}» se convertiría en un enlace o en una dirección, y muchos filtros de correo ` +
      'retienen cartas así. Quítalo, por favor. Si es solo un nombre, deja un espacio a cada ' +
      'lado de la barra.',
    'not-in-a-name': 'Un nombre no lleva @, < ni >. Escribe solo el nombre, por favor.',
    'not-text': 'Escríbelo como texto, por favor.',
    'not-an-address': 'Escribe una dirección, como dana@example.com.',
    'several-addresses':
      'Aquí hay más de una dirección. Escribe una dirección, como dana@example.com.',
    'own-address':
      'Esta dirección es del propio Open Door. Escribe la dirección de una persona, por favor.',
    'not-delivered':
      'El correo a esta dirección no llegó. Revisa la dirección o usa otra, por favor.',
    'too-many-drafts': ({ waitMs }) =>
      'Hay muchas cartas de esta dirección que aún no se han enviado. Abre el enlace de una y ' +
      `envíala o cancélala. O inténtalo de nuevo ${waitText(waitMs, 'es')}, cuando alguna haya ` +
      'caducado.',
    erasing:
      'Ahora mismo no se puede crear otra carta para esta dirección. Si has empezado a borrar ' +
      'todo, abre el enlace a tus contactos y termina eso primero, por favor.',
    'choose-one': 'Elige una opción de la lista, por favor.',
    'not-a-date': 'Escribe una fecha, como 2027-03-31.',
    'date-past': 'Ese día ya pasó. Revisa la fecha, por favor.',
    'date-too-soon':
      'Ese día está muy cerca. Elige uno al menos 30 días después de tu carta, por favor.',
    'date-too-far': 'Ese día está muy lejos. Revisa el año, por favor.',
    'too-many': `Nombra a ${lengths.peopleToThank} personas como máximo, por favor.`,
    'one-per-line': 'Escribe una sola persona por línea, por favor.',
    'no-title': 'Escribe cómo se llama el puesto, como Analista de Datos, por favor.',
    'not-a-time-zone':
      'Ese lugar no está en nuestra lista. Escribe otra ciudad con la misma hora, como Madrid ' +
      'o Ciudad de México, por favor.',
    'which-time-zone': ({ typed, places, isOffset }) => {
      const names = places.map(({ es }) => es);
      const [only = '', ...others] = names;
      if (isOffset) {
        return (
          `«${typed}» no dice si allí se cambia la hora. ¿Es la hora de ` +
          `${orList(names)}? Escribe la ciudad, u otra con la misma hora, por favor.`
        );
      }
      return others.length === 0
        ? `«${typed}» es solo una abreviatura. Si es la hora de ${only}, escribe «${only}», ` +
            'por favor.'
        : `«${typed}» se puede entender de varias maneras: ¿es la hora de ` +
            `${orList(names)}? Escribe la ciudad, por favor.`;
    },
    'skipped-time': ({ time, timeZone }) =>
      `Ese día se adelanta el reloj, y ${time.startsWith('01') ? 'la' : 'las'} ${time} no ` +
      `${time.startsWith('01') ? 'existe' : 'existen'} (${zoneName(timeZone, 'es')}). ` +
      'Revisa la hora, por favor.',
    'unknown-field': 'Ese campo no existe. Déjalo fuera, por favor.',
  },
  question: {
    didYouMean: (address) => `¿Querías decir ${address}?`,
    take: (address) => `Sí, usa ${address}`,
    keep: 'Si la dirección está bien, sigue adelante.',
    banner: 'Todavía no se ha enviado nada. Mira antes la pregunta junto a la dirección.',
  },
  allowed: {
    domains: (domains) => `Este sitio es solo para direcciones de ${domains}.`,
    domainsAndAddresses: (domains) =>
      `Este sitio es solo para direcciones de ${domains}, y para algunas otras.`,
    more: (count) => `otros ${count} dominios`,
    addresses:
      'Este sitio es solo para algunas direcciones. Si tienes dudas, pregunta a quien lo ' +
      'administra.',
  },
  mailed: {
    title: 'Mira tu correo',
    lead: (address) => `Enviamos un enlace a ${address}.`,
    ifAllowed: (address) =>
      `Si esta dirección tiene permiso para escribir aquí, ya va un enlace en camino a ${address}.`,
    next: (hours) =>
      `Ábrelo para leer tu carta tal como va a llegar. Funciona durante ${hours} horas. No se ` +
      'ha enviado nada a nadie más.',
    missing:
      '¿No llega en unos minutos? Mira en el correo no deseado, o revisa la dirección y ' +
      'empieza de nuevo.',
    again: 'Empezar de nuevo',
  },
  again: {
    restored:
      'Empieza de nuevo, por favor: el servicio se restauró desde una copia de seguridad y ' +
      'este enlace es anterior. Si tu copia de la carta está en tu correo, ya se envió y no ' +
      'falta nada.',
    bounced:
      'Esto crea una carta nueva con lo que escribiste. Corrige la dirección y revísala una ' +
      'vez más.',
    unknown:
      'No sabemos si la primera carta salió. Si envías esta, puede llegar dos veces. Mira ' +
      'antes tu correo: si está tu copia, la primera salió.',
  },
};
