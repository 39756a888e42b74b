import { listOf, plain } from './words.ts';

/** Words that name what somebody does. A title has one of them. */
const HEADS = listOf(`
  engineer engineers developer developers programmer architect manager analyst designer scientist
  lead director head specialist consultant coordinator co-ordinator administrator assistant
  associate recruiter accountant representative rep executive officer technician nurse teacher
  writer editor producer strategist researcher intern internship trainee sre devops tester owner
  master president vp counsel attorney lawyer solicitor paralegal buyer planner controller auditor
  advisor adviser agent clerk operator supervisor copywriter marketer librarian tutor trainer
  professor lecturer instructor pharmacist therapist dentist physician doctor chef cook barista
  driver mechanic electrician welder bookkeeper cfo cto coo ceo partner fellow sourcer scheduler
  receptionist secretary underwriter actuary economist statistician chemist biologist translator
  interpreter illustrator animator artist photographer videographer journalist reporter curator
  archivist conservator machinist inspector estimator surveyor drafter foreman merchandiser
  cashier stylist educator caregiver hygienist phlebotomist paramedic epidemiologist dietitian
  psychologist counselor counsellor caseworker worker steward dispatcher bioinformatician
  cartographer optometrist veterinarian sommelier brewer baker gardener horticulturist modeler
  evangelist generalist expert principal staff deputy broker trader banker treasurer bursar dean
  registrar janitor custodian carpenter plumber roofer pilot captain navigator
  ingeniero ingeniera desarrollador desarrolladora programador programadora arquitecto arquitecta
  gerente analista disenador disenadora cientifico cientifica lider directora jefe jefa
  especialista consultor consultora coordinador coordinadora administrador administradora
  asistente asociado asociada contador contadora contable representante ejecutivo ejecutiva
  tecnico tecnica enfermero enfermera profesor profesora docente redactor redactora editora
  productor productora investigador investigadora becario becaria responsable encargado encargada
  auxiliar abogado abogada maestro maestra vendedor vendedora asesor asesora comercial supervisora
  medico medica traductor traductora secretario secretaria recepcionista operario operaria
  ayudante cocinero cocinera chofer conductor mecanico electricista practicante pasante titular
  gestor gestora community dependiente dependienta psicologo psicologa farmaceutico farmaceutica
  matematico fisico quimico quimica biologo biologa economista periodista fotografo ilustrador
  ilustradora subdirector subdirectora administrativo administrativa planificador planificadora
  comprador compradora controlador auditora actuario residente capacitador capacitadora
  tech aide nanny sub closers closer fisioterapeuta monitor monitora agronomo operador operadora
  orientador orientadora camarero camarera peluquero peluquera dependienta cuidador cuidadora
  costurera soldador panadero pastelero carpintero electricidad cna lpn rn bartender waiter server
  hostess stocker picker packer loader guard soldadora mozo repartidor vigilante celador limpiador
  limpiadora planner oficial contralor contralora apprentice aprendiz keeper maker porter leader
  foreman carer
  rotulista curador veterinario veterinaria dentista odontologo logopeda
  educador educadora promotor promotora almacenista cajero cajera subgerente scrum qa
`);
/** More trades. Many are family names, too, so only titles are looked for with them. */
const TRADES = listOf(`
  acomodador acomodadora acrobat actor adjudicator adjuster affineur ajustador ajustadora
  albanil albañil alfarera alfarero almacenera almacenero animador animadora animadores
  announcer aparejador aparejadora apiarist apicultor apicultora arborist archivera archivero
  archivista arranger assessor au-pair audiologist azafata bailarin bailiff bandmaster barber
  barbera barbero barman barrendera barrendero basurero batea beautician beekeeper bellringer
  bibliotecaria bibliotecario binder blacksmith blaster blender bodeguera bodeguero boilerman
  bookbinder bordadora bosun botones butcher butler buzo cajista calderero camarista camionero
  campanologist canguro capataz capitan caretaker carnicera carnicero carretillera
  carretillero carretilleros cartera cartero caster catedratica catedratico cellarman
  ceramicist ceramista cerrajero chaplain charcutero cheesemonger chiropodist choreographer
  clasificador clasificadora classer climatizador clown coach cobbler cobrador cobradora coder
  composer concierge conserje conservador conservadora contramaestre conveyancer corrector
  correctora cortador cortadora costumier costurero courier croupier curtidor cutter dancer
  deckhand delineante despachador despachadora despachante dinamizador dinamizadora
  documentalista dramaturg dresser driller drover dyer ebanista embalmer embroiderer
  empaquetador empaquetadora encuadernador engraver enologa enologo entrenador entrenadora
  envasador envasadora escultor escultora esteticista estibador estilista examiner farmhand
  farrier ferroviario fisher fishmonger fitter florist florista fontanero forester fresador
  fresadora frigorista frutera frutero furrier gamekeeper ganadero gasista geologa geologo
  gerocultor gerocultora glassblower glazier gobernanta gobernante goldsmith governess
  grabador grafista gravedigger greengrocer groundskeeper groundsman gruista guardavidas guia
  guide guionista hand handler harbourmaster headmaster headmistress headteacher herdsman
  herdsperson herrero hidrologa hidrologo higienista hilandero horologist housekeeper impresor
  indexer inspectora instalador instaladora instrumentador instrumentadora interventor
  interventora invigilator ironer jardinera jardinero jeweller joiner jornalera jornalero
  joyero juggler knitter laboratorista lampista lavandera lavandero lavaplatos leatherworker
  lector lectora letrada letrado librera librero lifeguard lighthouse liquidador locutor
  locutora logger lumberjack luthier lutier magistrate maitre manicurist manicurista
  manipulador manipuladora maquetador maquillador maquilladora maquinista marinero mariscador
  mariscadora masajista mason masseur masseuse matancero matarife mate matrona mayoral
  mayordomo mediador mediadora mediator mensajera mensajero metallurgist meteorologa
  meteorologo midwife milker miller milliner miner mixologist modista montacarguista moulder
  mover mucama museologo ninera niñera notaria notario notary operative orderly orfebre
  organist palista parrillero partera pastora patron patronista patternmaker peon perita
  perito pescadera pescadero piloto pintor pizzero planchador planchadora platera platero
  plomero ploughman pocero podador podologa podologo portera portero postman postmaster potter
  practitioner presenter presser printer proctor procurador procuradora projectionist
  proofreader protesico puppeteer purser quarryman quesera quesero quilter ranger recolector
  recolectora regidor regidora registrador registradora relojero repostera repostero
  restaurador restauradora restorer rigger roughneck roustabout sacristan saddler salvavidas
  sastre sawyer scaffolder seamstress sepulturero setter sexton shepherd shoemaker signaller
  silversmith sitter sobrecargo socorrista spinner stagehand stewardess stoker stonemason
  subeditor sumiller sweeper tailor tanner tapicero tapper taquillera taquillero tasador
  tasadora tatuador tatuadora tejedor tejedora teleoperador teleoperadora teller temp
  temporera temporero tenter tesorera tesorero thatcher tintorero toolmaker topografa
  topografo tornero tractor tractorista tramoyista transportista tripulante tuner turner
  typesetter upholsterer usher usherette utilero valet valeter valuer vaquero verger vidriero
  viticultor warden washer watchmaker weaver yesero zapatero
`);
/** The ends of words for professions: "Hydrologist", "Dietician", "Radiographer". */
const PROFESSION = /(?:ologist|ician|ographer|apist|atrist|ologo|ologa|ografo|ografa|opeda)s?$/;
/** The ends of Spanish words for professions: «instalador», «proyectista». */
const SPANISH_PROFESSION = new RegExp(
  [
    '^(?!entrevist|revista|vista|lista|obrador|mirador|corredor|comedor|',
    String.raw`tribunal)\p{L}{3,}(?:adora?|ista)s?$`,
  ].join(''),
  'u',
);
export const hasHead = (text: string): boolean =>
  plain(text)
    .split(/[\s/()⁽⁾[\],&-]+/)
    .some((word) => HEADS.has(word) || HEADS.has(word.replace(/s$/, '')) || isProfession(word));
const isProfession = (word: string): boolean =>
  PROFESSION.test(word) || (word.length < 24 && SPANISH_PROFESSION.test(word));

/** Whether a text names what somebody does, or a trade. */
export const namesTrade = (text: string): boolean =>
  hasHead(text) ||
  plain(text)
    .split(/[\s/()⁽⁾[\],&-]+/)
    .some((word) => TRADES.has(word) || TRADES.has(word.replace(/s$/, '')));
