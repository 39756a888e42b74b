import type { FormWords } from './form-en.ts';

/** The texts of the form in Spanish, with tú. */
export const formEs: FormWords = {
  errorPrefix: 'Revisa: ',
  form: {
    title: 'Declina una entrevista con elegancia',
    lead:
      'Dinos a quién va dirigida. Escribimos la carta y te enviamos por correo un enlace ' +
      'privado. La lees tal como va a llegar, y solo tú puedes enviarla.',
    you: 'Tú',
    them: 'A quién va la carta',
    role: 'El puesto',
    letter: 'La carta',
    private: 'Solo para ti',
    privateHelp: 'Nada de esto aparece nunca en la carta.',
    optional: 'opcional',
    choose: 'Elige una opción',
    noMonth: 'Ningún mes',
    preview: 'Muéstrame la carta',
    submit: 'Envíame el enlace para revisarla',
    busy:
      'Ahora mismo hay demasiada actividad y la carta que ves aquí no está al día. No se pierde ' +
      'nada de lo que escribiste. Se actualizará sola en unos segundos.',
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
    keepMeInMindFor: 'Que me tengan en cuenta para',
    talkAgain: 'Me gustaría hablar de nuevo en',
    reason: 'Tu motivo',
    reconnect: 'Recuérdame volver a escribirle',
    timeZone: 'Tu zona horaria',
    inReplyTo: 'Message-ID de su correo',
    references: 'References de su correo',
    theirSubject: 'Asunto de su correo',
    ownSubject: 'Enviarla como un correo nuevo, con su propio asunto',
  },
  help: {
    candidateEmail: 'Aquí llega el enlace, y también las respuestas.',
    recruiterGreeting: 'Así empieza la carta. Cámbialo si prefieres otro, como Mtra. Ruiz.',
    recruiterEmail: 'La única persona a quien se envía la carta.',
    role: 'Como lo llama la empresa: Ingeniería de Datos Sénior.',
    interviewDate:
      'Si hay una fijada. La carta la menciona, para que puedan liberar ese tiempo. Si solo ' +
      'quieres cambiar la fecha, no uses este formulario: basta con pedirlo.',
    peopleToThank: 'Un nombre por línea: quienes te entrevistaron, quien dirige el equipo.',
    personalNote: 'Va tras el agradecimiento. Lo mejor son los buenos deseos; los motivos sobran.',
    keepMeInMindFor: 'Un tipo de puesto, como puestos de datos. La carta lo dice.',
    talkAgain: 'La carta nombra este mes. No cambia ningún recordatorio.',
    reason: 'Te ayuda a recordar. Nunca se envía.',
    reconnect: 'Ese día, a las nueve de la mañana, te escribimos a ti; nunca a la otra persona.',
    timeZone: 'Para que sean las nueve donde estás. Basta una ciudad grande cercana.',
  },
  stages: {
    outreach: 'Me escribió alguien de reclutamiento sin que yo lo buscara',
    application: 'Envié mi candidatura y aún no hemos hablado',
    screen: 'Ya hablé con alguien de reclutamiento',
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
  allowed: {
    domains: (domains) => `Este sitio es solo para direcciones de ${domains}.`,
    domainsAndAddresses: (domains) =>
      `Este sitio es solo para direcciones de ${domains}, y para algunas otras.`,
    more: (count) => `otros ${count} dominios`,
    addresses:
      'Este sitio es solo para algunas direcciones. Si tienes dudas, pregunta a quien lo ' +
      'administra.',
  },
};
