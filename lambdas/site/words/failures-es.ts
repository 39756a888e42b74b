import type { FailureWords } from './failures-en.ts';

/** What the pages say of a failure, in Spanish, with tú. */
export const failuresEs: FailureWords = {
  missing: {
    title: 'Aquí no hay nada',
    lead: 'Esta dirección no abre ninguna carta ni página. No se envió ni cambió nada.',
    steps: {
      link: {
        title: '¿Un enlace de un correo?',
        text:
          'Quizá se cortó. Ábrelo otra vez desde el correo, o copia el enlace completo en la ' +
          'barra de direcciones.',
      },
      old: {
        title: '¿Una carta de hace tiempo?',
        text: (days) =>
          `Las cartas se borran ${days} días después de enviarse o cerrarse. Las personas a ` +
          'quienes escribiste siguen entre tus contactos.',
      },
      write: {
        title: '¿Una carta nueva?',
        text: 'Se tarda unos minutos, y nada se envía hasta que la hayas leído y la envíes tú.',
      },
    },
  },
  failures: {
    tooLarge: 'Es más de lo que podemos recibir. Acorta tu texto, por favor.',
    unsupported:
      'Envía el formulario como application/x-www-form-urlencoded o como JSON, por favor.',
    unreadable: 'No pudimos leer lo enviado. Inténtalo de nuevo desde el formulario, por favor.',
    wrongMethod: 'Esta dirección no admite peticiones de este tipo. Usa el formulario, por favor.',
    noEncoding:
      'Tu programa no acepta ninguna de las formas en que podemos enviar esto: br, gzip o sin ' +
      'comprimir.',
    crossSite:
      'Solo aceptamos formularios de nuestra propia página, y no se envió nada. Ve a la página ' +
      'de este sitio y complétalo ahí.',
    mailRefused:
      'No es seguro que el enlace haya salido. No se envió nada a nadie más. Si no llega ' +
      'ningún correo en unos minutos, inténtalo de nuevo.',
    erasing:
      'Has empezado a borrar todo y aún no ha terminado. No se guardó nada. Abre el enlace a tus ' +
      'contactos para terminarlo.',
    broken:
      'Algo falló de nuestro lado. Inténtalo de nuevo en un momento, por favor. Si se trata de ' +
      'una carta, el enlace de tu correo siempre muestra si se envió.',
    busy: {
      deployment: (wait) =>
        'Este sitio no puede enviar más correos por ahora, así que el enlace no salió. No se ' +
        `envió nada a nadie. Inténtalo de nuevo ${wait}, por favor.`,
      mailbox: (wait) =>
        'Ya se pidieron varios enlaces para esta dirección, así que no se envió otro. Usa el ' +
        'más reciente que tengas en tu correo: desde su página también puedes escribir otra ' +
        `carta. Si no tienes ninguno, inténtalo de nuevo ${wait}, por favor.`,
      network: (wait) =>
        'Desde tu conexión a internet, que quizá compartes con más personas, se pidieron muchos ' +
        'enlaces, así que no se envió otro. No se envió nada a nadie. Inténtalo de nuevo ' +
        `${wait}, por favor.`,
      stopped: (wait) =>
        'De momento todos los correos están en pausa, así que el enlace no salió. No se envió ' +
        `nada a nadie. Inténtalo de nuevo ${wait} o más tarde, por favor.`,
      paused: (wait) =>
        'En este momento los correos con enlaces están en pausa. Si ya enviaste antes una carta ' +
        'con esta dirección, tu enlace va en camino de todos modos: revisa tu correo. Si no es ' +
        `tu caso, inténtalo de nuevo ${wait}, por favor.`,
    },
    home: 'Ir al formulario',
  },
  typedNote: { label: 'Tu nota', help: 'Puede que no se haya guardado. Cópiala, por si acaso.' },
  titles: {
    tooLarge: 'Es demasiado largo',
    unsupported: 'No podemos leer eso',
    unreadable: 'No pudimos leerlo',
    wrongMethod: 'Eso no funciona aquí',
    noEncoding: 'No podemos enviárselo a tu programa',
    crossSite: 'Esto vino de otro sitio',
    mailRefused: 'No sabemos si tu enlace salió',
    erasing: 'Estás borrando todo',
    broken: 'Algo salió mal',
    busy: {
      deployment: 'Por ahora no hay más correos',
      mailbox: 'Ya tienes un enlace',
      network: 'Por ahora no hay más enlaces',
      stopped: 'Los correos están en pausa',
      paused: 'Los enlaces están en pausa',
    },
  },
};
