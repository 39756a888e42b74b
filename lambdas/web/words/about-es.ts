import type { AboutWords } from './about-en.ts';

const days = (count: number): string => (count === 1 ? '1 día' : `${count} días`);
const hours = (count: number): string => (count === 1 ? '1 hora' : `${count} horas`);

/** The texts of the pages `/privacy` and `/accessibility` in Spanish, with tú. */
export const aboutEs: AboutWords = {
  notStated: 'sin indicar',
  privacy: (kept, operator) => ({
    title: 'Qué guardamos',
    lead:
      'Guardamos lo que hace falta para enviar tu carta y avisarte cuando sea momento de volver ' +
      'a escribir. No hay cookies, ni publicidad, ni rastreo, y nada se carga de otros sitios.',
    sections: [
      {
        title: 'Quién está detrás de este sitio',
        rows: [
          ['A cargo de', operator],
          [
            'Dónde están los datos',
            kept.region === undefined
              ? 'sin indicar'
              : `Amazon Web Services, en la región ${kept.region}`,
          ],
        ],
        ask: 'Para cualquier duda',
      },
      {
        title: 'Qué guardamos de ti',
        points: [
          'Tu nombre y tu correo: la carta es tuya, y la respuesta te llega a ti.',
          'La carta: para quién es, la empresa, el puesto, tus palabras y qué pasó con ella.',
          'Tu motivo, si elegiste uno. No sale en ninguna carta ni en ningún correo; solo ' +
            'aparece en tus páginas.',
          'Las personas a quienes escribiste, cuándo volver a escribirles, tus notas sobre ellas ' +
            'y a qué correo suyo respondió tu carta.',
          'Tu idioma y tu zona horaria, para que los recordatorios lleguen a buena hora.',
        ],
        paragraphs: [
          'Lo que escribes antes de pedir el enlace no se guarda aquí. Si pegas un mensaje suyo, ' +
            'se lee y no se guarda. Tu navegador guarda el formulario en su pestaña, sin tu ' +
            'motivo; una vez enviado el enlace, un formulario nuevo empieza vacío. Lo que ' +
            'escribes en las demás páginas también queda en esa pestaña hasta que lo ' +
            'guardas. En el formulario puedes desactivar ambas cosas.',
        ],
      },
      {
        title: 'Durante cuánto tiempo',
        rows: [
          [
            'Una carta que no has enviado',
            `hasta que su enlace deja de ser válido (${hours(kept.linkHours)}) y ` +
              `${days(kept.draftDays)} más`,
          ],
          ['Una carta enviada o cerrada', days(kept.letterDays)],
          ['Las personas a quienes escribiste', 'hasta que las borres'],
          [
            'Los enlaces a tus contactos',
            `${hours(kept.linkHours)}; los de correos sobre un recordatorio, ` +
              days(kept.reminderLinkDays),
          ],
          ['Los enlaces «¿No fuiste tú?»', days(kept.notYouDays)],
          [
            'Cuántos correos recibió una dirección, con un código hecho a partir de ella',
            `${days(kept.countDays)} como máximo`,
          ],
          [
            'Desde qué redes se piden enlaces, con un código hecho con una clave al azar del día',
            `la clave, ${days(kept.saltDays)}; sin ella nadie puede saber qué red era`,
          ],
          [
            'Un «no más correos» o «no más cartas», con un código hecho a partir de la dirección',
            'hasta que se deshaga',
          ],
          [
            'Registros de qué pasó y cuándo, sin nombres, direcciones ni textos',
            days(kept.logDays),
          ],
          ['Copias de seguridad de todo, menos los registros', `${days(kept.backupDays)} más`],
        ],
        paragraphs: [
          'Lo que vence ya no se puede abrir. La base de datos lo elimina en unos días.',
        ],
      },
      {
        title: 'Si recibiste una carta, o te nombran en una',
        paragraphs: [
          'Alguien que se postulaba nos dio tu nombre, tu correo si la carta se envió por ' +
            'correo, tu empresa y el puesto. Los usamos para enviar la carta, para decirle si ' +
            'llegó y para recordarle que siga en contacto contigo. De las personas a quienes la ' +
            'carta da las gracias solo se guarda el nombre.',
          `La carta se borra ${days(kept.letterDays)} después de enviarse. Tu nombre y tu correo ` +
            'quedan entre los contactos de quien te escribió hasta que los borre.',
          kept.hasNoLettersLink
            ? '¿No quieres cartas de aquí? Usa el enlace que está al final de cada carta. Desde ' +
              'entonces guardamos un código hecho a partir de tu dirección y no se le envía ' +
              'ninguna carta más. Si además quieres que se borren tu nombre y tu correo, ' +
              'escríbenos.'
            : '¿No quieres cartas de aquí, o quieres que se borren tu nombre y tu correo? ' +
              'Escríbenos. Para detener las cartas guardamos un código hecho a partir de tu ' +
              'dirección.',
        ],
        ask: 'Contacto:',
      },
      {
        title: 'Quién más los recibe',
        points: [
          'La persona a quien escribes recibe la carta, con tu nombre y tu correo para responder.',
          'Amazon Web Services guarda los datos (DynamoDB) y envía los correos (SES), en una ' +
            'cuenta de quien está a cargo de este sitio.',
          'Si un correo rebota o lo marcan como no deseado, SES guarda esa dirección en una ' +
            'lista de direcciones a las que no escribe, hasta que quien está a cargo la quite.',
          'Nadie más. Nada se vende.',
        ],
      },
      {
        title: 'Tus datos son tuyos',
        paragraphs: [
          'En la página de tus contactos puedes verlos, corregirlos, exportarlos y borrarlos. Al ' +
            'borrar se elimina todo de una vez, menos las copias de seguridad, que lo conservan ' +
            `${days(kept.backupDays)} y solo se usan para reparar daños. Los códigos hechos a ` +
            'partir de una dirección se quedan el tiempo dicho arriba: sin ellos, borrar ' +
            'desharía lo que alguien detuvo.',
          'No hay cuentas: el enlace que te enviamos es la llave. Si crees que tus datos no se ' +
            'tratan como es debido, puedes reclamar ante la autoridad de protección de datos de ' +
            'donde vives.',
        ],
        contacts: 'Abrir tus contactos',
      },
    ],
  }),
  accessibility: (kept) => ({
    title: 'Accesibilidad',
    lead:
      'Cualquiera debería poder decir que no con tranquilidad. Este sitio está hecho para ' +
      'cumplir las WCAG 2.2, nivel AA.',
    sections: [
      {
        title: 'Con qué puedes contar',
        points: [
          'Todo funciona solo con el teclado, y sin JavaScript.',
          'Todo cabe en una pantalla de 320 píxeles de ancho: puedes ampliar hasta el 400 %.',
          'El texto tiene un contraste de 4.5:1 o más; los bordes de los campos, de 3:1 o más.',
          'Los botones y enlaces dejan al menos 24 píxeles para el dedo.',
          'Tus ajustes cuentan: modo oscuro, tamaño del texto, alto contraste, menos movimiento.',
          'Cada campo tiene su etiqueta, y cada error dice de qué campo se trata y qué hacer.',
          'Cada correo tiene una versión en texto sin formato que dice lo mismo.',
        ],
      },
      {
        title: 'Cómo lo comprobamos',
        paragraphs: [
          'Cada cambio se prueba en un navegador real: con axe, que busca incumplimientos de las ' +
            'WCAG, y con el teclado; en pantalla de teléfono y en una grande, en los dos ' +
            'idiomas, en claro y en oscuro.',
        ],
      },
      {
        title: 'Lo que sabemos que falta',
        points: [
          'Nadie de fuera ha auditado el sitio, ni lo ha probado alguien que use a diario un ' +
            'lector de pantalla.',
          'Los campos de fecha y hora son los de tu navegador. Algunos son incómodos con un ' +
            'lector de pantalla; escribir la fecha siempre funciona.',
          `Un enlace es válido durante ${hours(kept.linkHours)}. Después, su página ofrece otro.`,
        ],
      },
      {
        title: '¿Algo te impide usarlo?',
        paragraphs: [
          'Cuéntanos qué querías hacer, y qué navegador y qué tecnología de apoyo usas.',
        ],
        ask: 'Contacto:',
      },
    ],
  }),
};
