import { lengths, type ProblemDetails } from '../../core/decline/form-fields.ts';
import { listFormat } from '../../core/intl-objects.ts';
import { zoneName } from '../../core/time/format-date.ts';
import { MONTHS_AHEAD } from '../../core/time/month.ts';
import { waitText } from '../../core/time/wait-text.ts';
import type { FormAnswerWords } from './form-answers-en.ts';

const orList = (names: readonly string[]): string =>
  listFormat('es', { type: 'disjunction' }).format(names);

/** «el carácter 5 de la línea 2, antes de «Lee»» */
const whereText = ({ line, position, before, after }: ProblemDetails['unreadable']): string => {
  const inLine = line === undefined ? '' : ` de la línea ${line}`;
  const beside = before ? `, antes de «${before}»` : after && `, después de «${after}»`;
  return `el carácter ${position}${inLine}${beside}`;
};

/** What the site says to a posted form, in Spanish, with tú. */
export const formAnswersEs: FormAnswerWords = {
  form: {
    editTitle: 'Cambiar algo',
    editLead: 'Tus cambios crean una versión nueva. Nada se envía hasta que la hayas leído.',
    anotherLead:
      'Llegaste con un enlace de tu correo, así que no necesitas otro. Leerás esta carta en la ' +
      'página siguiente, tal como va a llegar, y solo tú puedes enviarla.',
    reminderDay: (day) => `Será el ${day}.`,
    saveEdit: 'Muéstrame la versión nueva',
    back: 'Volver sin cambios',
    summaryTitle: (count) =>
      count === 1
        ? 'Ya casi está. Falta mirar una cosa'
        : `Ya casi está. Falta mirar ${count} cosas`,
    ownHas: (people, hasLine) => {
      const thanks =
        people === 1
          ? 'Da las gracias a una persona más'
          : `Da las gracias a ${people} personas más`;
      if (people === 0) return hasLine ? 'Con unas palabras tuyas.' : '';
      return hasLine ? `${thanks}, con unas palabras tuyas.` : `${thanks}.`;
    },
    inReplyTo: 'En respuesta a:',
    noSubject: '(sin asunto)',
    urgent: (button) =>
      `Lo que escribiste sigue aquí abajo. Si no puede esperar, pulsa «${button}» y ` +
      'envíala desde tu propio correo.',
    fixedAddress: 'Tu enlace se envió a esta dirección; por eso no se puede cambiar.',
  },
  required: {
    stage: 'Elige en qué punto del proceso estás',
    recruiterName: 'Escribe el nombre de la persona',
    recruiterEmail: 'Escribe el correo de la persona, como dana@example.com',
    company: 'Escribe la empresa',
    role: 'Escribe el puesto',
    candidateName: 'Escribe tu nombre',
    candidateEmail: 'Escribe tu correo',
    reconnect: 'Elige el día del recordatorio',
  },
  problems: {
    required: 'Falta este dato.',
    'too-long': 'Es demasiado largo. Acórtalo un poco, por favor.',
    'line-break': 'Escríbelo en una sola línea, por favor.',
    unreadable: (found) =>
      `Hay un carácter que no se puede leer: ${whereText(found)} (${found.codePoint}). Escribe ` +
      'de nuevo esa parte, por favor.',
    link: (found) =>
      `«${found}» se convertiría en un enlace o en una dirección, y muchos filtros de spam ` +
      'retienen cartas así. Quítalo, por favor. Si es solo un nombre, deja un espacio a cada ' +
      'lado de la barra.',
    'not-in-a-name': 'Un nombre no lleva @, < ni >. Escribe solo el nombre, por favor.',
    'not-text': 'Escríbelo como texto, por favor.',
    'not-an-address': 'Escribe la dirección completa, como dana@example.com.',
    'several-addresses':
      'Aquí hay más de una dirección. Escribe una dirección, como dana@example.com.',
    'own-address':
      'Esta dirección es del propio Open Door. Escribe la dirección de una persona, por favor.',
    'not-delivered':
      'El correo a esta dirección no llegó. Revisa la dirección o usa otra, por favor.',
    'too-many-drafts': ({ waitMs }) =>
      'Hay varias cartas de esta dirección que aún no se han enviado. Abre el enlace de una y ' +
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
    'not-a-month': 'Escribe un mes y un año, como 2027-05 o mayo de 2027, por favor.',
    'month-past': 'Ese mes ya pasó. Elige uno posterior, por favor.',
    'month-too-far': `Elige un mes de los próximos ${MONTHS_AHEAD}, por favor.`,
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
    'not-a-message-id': 'Escribe solo identificadores de correos, como <abc.123@mail.example.com>.',
    'unknown-field': 'Ese campo no existe. Quítalo, por favor.',
  },
  question: {
    didYouMean: (address) => `¿Querías decir ${address}?`,
    take: (address) => `Sí, usa ${address}`,
    keep: 'Si la dirección está bien, sigue adelante.',
    banner: 'Todavía no se ha enviado nada. Responde antes la pregunta sobre la dirección.',
  },
  mailed: {
    title: 'Revisa tu correo',
    lead: (address) => `Enviamos un enlace privado a ${address}.`,
    arrives: (address) => `En un par de minutos debería llegarte nuestro correo a ${address}.`,
    ifAllowed: (address) =>
      `Si esta dirección se puede usar aquí, va un enlace en camino a ${address}.`,
    open: 'Abre el enlace',
    openHelp: (hours) =>
      `Verás tu carta tal como va a llegar. El enlace funciona durante ${hours} horas.`,
    send: 'Léela, marca la casilla y envíala',
    sendHelp: 'Solo tú puedes. Hasta entonces no se ha enviado nada a nadie más.',
    missing: '¿No llega en unos minutos?',
    missingHelp: 'Revisa el correo no deseado, y que la dirección esté bien.',
    sent:
      'Si acabas de enviar el formulario, en un par de minutos debería llegarte nuestro ' +
      'correo.',
    notUsable:
      '¿Sigue sin llegar? Puede que esta dirección no tenga permiso aquí, o que nuestros ' +
      'correos a ella estén desactivados.',
    again: 'Empezar de nuevo',
    change: 'Cambiar algo',
    changeHelp: 'Todo lo que escribiste sigue ahí, menos tu motivo privado.',
  },
  again: {
    title: 'La carta, una vez más',
    expired:
      'Tu enlace ya no es válido, así que aún no se creó nada. Lo que escribiste está abajo: ' +
      'pide un enlace nuevo y sigue desde ahí.',
    restored:
      'Empieza de nuevo, por favor: el servicio se restauró desde una copia de seguridad y ' +
      'este enlace es anterior. Si tu copia de la carta está en tu correo, ya se envió y no ' +
      'falta nada.',
    notSaved:
      'Tus cambios llegaron tarde y no se guardaron. Lo que escribiste sigue aquí abajo: pide un ' +
      'enlace nuevo y continúa desde ahí.',
    bounced:
      'Esto crea una carta nueva con lo que escribiste. Corrige la dirección y revísala una ' +
      'vez más.',
    unknown:
      'No sabemos si la primera carta se envió. Si envías esta, puede llegar dos veces. Revisa ' +
      'antes tu correo: si está tu copia, la primera se envió.',
  },
};
