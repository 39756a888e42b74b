import type { FailureWords } from './failures-en.ts';

/** What the pages say of a failure, in Spanish, with tú. */
export const failuresEs: FailureWords = {
  missing: {
    title: 'Aquí no hay nada',
    text: (days) =>
      'Quizá el enlace se cortó por el camino: ábrelo otra vez desde el correo. Las cartas se ' +
      `guardan hasta ${days} días después de salir; las personas a quienes escribiste están ` +
      'entre tus contactos.',
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
    crossSite: 'Esto vino de otro sitio. Usa el formulario de esta página, por favor.',
    mailRefused:
      'No es seguro que el enlace haya salido. No se envió nada a nadie más. Si no llega ' +
      'ningún correo en unos minutos, inténtalo de nuevo.',
    erasing:
      'Has empezado a borrar todo y aún no ha terminado. No se guardó nada. Abre el enlace a tus ' +
      'contactos para terminarlo.',
    broken:
      'Algo falló de nuestro lado. Inténtalo de nuevo en un momento, por favor; el enlace de ' +
      'tu correo siempre muestra cómo está tu carta.',
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
        'con esta dirección, tu enlace va en camino de todos modos: mira tu correo. Si no es tu ' +
        `caso, inténtalo de nuevo ${wait}, por favor.`,
    },
    title: 'Eso no funcionó',
    home: 'Ir al formulario',
  },
};
