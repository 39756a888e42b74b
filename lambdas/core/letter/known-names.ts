import { LazySet } from '../lazy-set.ts';
import { ListedWords } from '../listed-words.ts';
import { withoutAccents } from '../without-accents.ts';

/**
 * What is known about names. A first name is only used if every part of the name is known
 * to play its role: see `first-name.ts`. A name that is missing here is greeted whole, so
 * a list need not be complete, but no entry may be ambiguous: do not add a name that is
 * common as a family name where the family name comes first (Lee, Kim, Mai), a place
 * (Paris, Austin) or a word (Hope, May).
 */

const listOf = (text: string): readonly string[] => text.trim().split(/\s+/);
const linesOf = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim());

/** Each name also as it is typed without accents: "Jose", "Ines". */
const spellings = (names: string): readonly string[] => listOf(`${names} ${withoutAccents(names)}`);
const withPlainSpellings = (names: string): ListedWords =>
  new ListedWords(
    () => names,
    () => withoutAccents(names),
  );

/** Given names that are rarely anything else. */
const givenOnly = `
  Aaron Abby Abigail Abril Ada Adam Adela Adele Adolfo Adrián Adriana Agnes Agustín Agustina Ahmed
  Aidan Aileen Aimee Ainhoa Aisha Aitana Aitor Ajay Alba Albert Alberto Alec Alejandra Alejandro
  Alessandra Alessandro Alex Alexa Alexandra Alexandre Alexis Alfonso Alfred Alfredo Alice Alicia
  Alison Allison Álvaro Amalia Amanda Amelia Amina Amit Amparo Amy Ana Anabel Anastasia Anders
  Andrea Andreas Andrei Andrés Andrew Andrey Andy Ángela Angélica Angelina Anil Anita Anjali Anna
  Anne Annette Annie Anton Antonia Antonio Aoife Araceli Arantxa Ariana Arjun Armando Arturo Arun
  Ashley Astrid Asunción Audrey Aurelia Aurora Ayesha Bárbara Beatrice Beatriz Becca Begoña Belén
  Ben Benjamín Bernardo Beth Bethany Betty Bianca Billy Björn Borja Braulio Brenda Brendan Brett
  Brian Bridget Brittany Bruno Bryan Camila Camille Camilo Candela Carina Carla Carlo Carlos
  Carlota Carly Carmela Carmen Carol Carolina Caroline Carolyn Carrie Cassandra Catalina Catherine
  Cathy Cecilia Cédric Celia Céline César Chantal Charlie Charlotte Chiara Chinedu Chloé Chris
  Christina Christine Christoph Christophe Christopher Cindy Claire Clara Clare Claude Cláudia
  Cláudio Colleen Concha Connie Consuelo Cristian Cristiano Cristina Cynthia Damián Dan Dana
  Daniela Danielle Danny Dave Davide Debbie Deborah Debra Declan Deepak Deirdre Denise Derek Devin
  Diana Diane Diego Dieter Dinesh Divya Dmitry Dolores Dominik Dominique Donald Donna Dora Doreen
  Doris Dorothy Dulce Eddie Edgar Edith Eduardo Edward Edwin Eileen Elaine Eleanor Elena Eli Elia
  Elías Elijah Elisa Elisabet Elisabeth Elise Eliza Elizabeth Ella Ellen Ellie Eloísa Elsa Elvira
  Emilia Emilio Emily Emma Emmanuel Enrico Enrique Eric Erica Erik Erika Erin Ernesto Esperanza
  Estefanía Estela Ester Esther Ethan Eugenia Eugenio Eulalia Eva Evan Eve Evelyn Ezequiel Fabián
  Fabio Fabíola Farah Fátima Federica Federico Felicity Felipe Félix Fermín Fernanda Fernando
  Filomena Fiona Flora Florencia Florian Fran Francesca Francesco Francisca Francisco François
  Françoise Fred Frédéric Frederick Frida Gabriel Gabriela Gabriella Gabrielle Gareth Gary Gavin
  Gemma Geoff Georgina Geraldine Gerard Gerardo Germán Gerry Gillian Gina Giovanni Gisela Giulia
  Giuliana Giulio Giuseppe Gloria Gonzalo Grace Graciela Greg Gregorio Gregory Greta Grzegorz
  Guadalupe Guido Guilherme Guillaume Guillermo Gustavo Hannah Hans Harold Harriet Harry Hassan
  Hayley Hazel Heather Héctor Heidi Helen Helena Henrik Hernán Hilary Hilda Holly Horacio Hubert
  Hugo Humberto Iain Ian Ignacio Igor Iker Ilaria Imogen Inés Inês Inga Ingrid Íñigo Irene Irina
  Iris Irma Isaac Isabel Isabela Isabella Isabelle Ismael Isobel Itziar Iván Ivana Ivonne Jacob
  Jacqueline Jacques Jaime Jake Jakob Jakub Jamie Jan Jana Jane Janet Janice Jared Jasmine Jason
  Javier Jean Jeanne Jeff Jeffrey Jenna Jennifer Jenny Jens Jeremy Jérôme Jerry Jesse Jessica
  Jessie Jesús Jill Jillian Jim Jimena Jimmy Joachim Joan Joana Joanna Joanne João Joaquim Joaquín
  Jocelyn Joe Joel Johann Johanna Johannes John Johnny Jon Jonas Jonathan Jordi Jörg Jorge José
  Josefa Josefina Josep Joseph Josephine Josh Joshua Juan Juana Juanita Juanjo Judith Judy Julia
  Julián Juliana Julie Julien Julieta Juliette Julio Jürgen Justin Justina Justine Kaitlyn Kamil
  Karen Karim Karin Karina Karine Karl Karla Karol Karolina Katarzyna Kate Katherine Kathleen
  Kathryn Kathy Katia Katie Katrina Katy Kenji Kenneth Kenny Kerstin Kevin Kimberly Kirsten Klaus
  Kristian Kristin Kristina Kristine Krzysztof Kurt Kyle Lara Larissa Larry Lars Laura Lauren
  Laurence Laurie Léa Leah Leandro Leanne Leila Lena Leo Leonardo Leonor Leroy Leslie Leticia Liam
  Lidia Lilian Liliana Lillian Lily Lina Linda Lindsey Linus Lionel Lisa Liz Lola Lorena Lorenzo
  Loreto Lorna Lorraine Louis Louise Lourdes Luca Lucía Luciana Luciano Lucie Lucinda Lucy Luís
  Luisa Luiz Lukas Luke Luna Luz Lydia Lynn Macarena Madeleine Madeline Magda Magdalena Magnus
  Mahesh Maite Manolo Manon Manuel Manuela Mara Marc Marcel Marcela Marcelo Marcia Marco Marcos
  Marcus Margaret Margarida Margarita María Marian Mariana Marianne Mariano Maribel Maricarmen
  Marie Mariela Marilyn Marina Mario Marion Marisa Marisol Mark Markus Marlene Marlon Marta Martha
  Martina Mary Mateo Matías Matilda Matilde Matt Matteo Matthew Matthias Maura Maureen Maurice
  Mauricio Maurizio Mauro Max Maxime Maximilian Maximiliano Maya Małgorzata Megan Meghan Mehmet
  Mélanie Melinda Melissa Mercè Mercedes Meredith Micaela Michael Michaela Michel Michèle Michelle
  Miguel Mike Mikel Mikhail Milagros Milena Miranda Mireia Mireya Miriam Moisés Molly Mona Mónica
  Monika Monique Montse Montserrat Myriam Nadia Nadine Nancy Naomi Natacha Natália Natalie Natasha
  Nathalie Nathan Nathaniel Nayeli Neha Nerea Néstor Niall Niamh Nicholas Nick Nicky Nicola
  Nicolás Nicole Nieves Nigel Nikhil Nina Noa Noah Noel Noemí Nora Norma Núria Octavio Olga Olivia
  Olivier Oluwaseun Omar Oriol Óscar Osvaldo Pablo Paco Paige Paloma Pamela Paola Paolo Pascal Pat
  Patricia Patricio Patrick Patty Paula Paulina Pauline Paulo Pavel Pedro Peggy Penelope Penny
  Pepe Pete Peter Petra Phil Philip Philippa Philippe Phillip Phoebe Pia Pier Pierre Pilar Piotr
  Polly Pooja Poppy Prakash Priscila Priscilla Priya Priyanka Quentin Rachel Rafael Rafaela Rahul
  Raj Rajesh Ralph Ramiro Ramón Ramona Randy Raphael Raquel Raúl Rebeca Rebecca Regina Renata René
  Renée Ricardo Riccardo Richard Rick Rita Rob Robert Roberta Roberto Robin Rocío Rodolfo Rodrigo
  Rogelio Roger Rohan Roland Rolando Román Ron Ronald Ronnie Rory Rosa Rosalía Rosalie Rosana
  Rosanna Rosario Rose Rosemary Rosie Roxana Roxanne Rubén Ruby Rui Rupert Ruth Sabine Sabrina
  Saïd Sally Salma Salvatore Sam Samantha Sammy Samuel Sandeep Sandra Sandy Sanjay Sara Sarah
  Sasha Saskia Saúl Scarlett Seán Sebastián Sébastien Serena Sergei Sérgio Shane Shaun Sheila
  Shelley Sheryl Shirley Silvana Silvia Simona Simone Siobhán Sneha Socorro Sofía Soledad Sonia
  Sophia Sophie Stacey Stacy Stefan Stefania Stefanie Stefano Stella Steph Stephan Stéphane
  Stephanie Stephen Steve Steven Stuart Sue Sunil Susan Susana Susanna Susanne Susie Suzanne Sven
  Svetlana Sylvia Tamara Tammy Tania Tanya Tara Tatiana Ted Teddy Teo Teresa Tessa Theo Theodore
  Theresa Thiago Thierry Tiago Tiffany Tim Timothy Tina Tobias Toby Tom Tomás Tomasz Tommy Toni
  Tony Tracey Tracy Tristan Ulrike Unai Úrsula Valentín Valentina Valeria Valerie Vanesa Vanessa
  Vera Verónica Veronika Vicky Víctor Victoria Vijay Vikas Vikram Viktor Vincenzo Vishal Vivek
  Vivian Viviana Vladimir Wanda Wendy Wesley Wilhelm Willem Wilma Wolfgang Xavi Xavier Ximena Yago
  Yasmin Yasmine Yesenia Yolanda Yulia Yuri Yusuf Yves Yvette Yvonne Zach Zachary Zeynep Zoé Zoë
  Łukasz`;

/**
 * Given names that are also common family names where the given name comes first. As the
 * second word they are no sign of a second given name: "Emma Taylor".
 */
const givenOrFamily = `
  Alexander Allen Anthony Arthur Barry Benedict Blair Blake Brandon Brent Bruce Bryce Cameron
  Carey Carson Carter Casey Charles Chester Christian Clark Clay Clifford Clyde Colin Connor
  Conrad Courtney Craig Curtis Cyril Daniel Darren Darryl David Dean Denis Dennis Desmond Dominic
  Donovan Dougal Douglas Drew Duncan Dwight Dylan Edmund Elliot Elliott Ellis Emerson Ernest
  Everett Floyd Francis Franklin Fraser Geoffrey George Gerald Gilbert Glen Glenn Gordon Graham
  Harrison Harvey Henry Herbert Herman Howard Hugh Hunter Jack Jackson James Jeremiah Joyce Keegan
  Keith Kelly Kent Kerry Lawrence Leonard Lewis Lindsay Lloyd Logan Lucas Lyle Malcolm Marshall
  Martín Marvin Mason Maxwell Melvin Mitchell Morgan Murray Neil Nelson Norman Oliver Oscar Owen
  Parker Paul Perry Preston Quinn Ray Raymond Reed Reid Reuben Riley Rodney Ross Roy Russell Ryan
  Scott Sebastian Seth Shannon Shaw Sheldon Simon Spencer Stanley Taylor Terence Terry Thomas Todd
  Travis Trevor Troy Tyler Vernon Vincent Wallace Walter Warren Wayne William Winston`;

/** The given names that may stand first. */
export const givenNames = withPlainSpellings(`${givenOnly} ${givenOrFamily}`);

/** The given names that, as a second word, mean a second given name or person. */
export const onlyGivenNames = withPlainSpellings(givenOnly);

/** The same names in lower case and without accents. */
export const plainGivenNames = new ListedWords(() => withoutAccents(givenOnly).toLowerCase());

/**
 * Names of `onlyGivenNames` that are also common family names. Before a comma they may be
 * one: "Vera, Ana".
 */
export const alsoFamilyNames = withPlainSpellings(`
  Abril Adam Alba Ashley Bruno Bryan Candela Elías Gabriel Gerard Grace Guido Guillaume Hubert Hugo
  Jaime Kyle Lara Leroy Lorenzo Loreto Luna Lynn Marcos Mariano Mateo Matías Michel Miranda Nicolás
  Nieves Noel Olivier Pascal Ramón Robin Román Rosa Rosario Rose Salvatore Tomás Tracy Valentín
  Vera`);

/**
 * Given names of cultures that write the family name first. As the second word they mean
 * that the first one may be the family name: "Simon Gábor".
 */
export const laterGivenNames = withPlainSpellings(`
  Ádám Ágnes András Anikó Attila Balázs Bálint Béla Botond Dániel Dávid Dóra Edit Enikő Erzsébet
  Eszter Éva Ferenc Gábor Gergely Gergő Gyula György Ibolya Ildikó Ilona Imre István János József
  Judit Katalin Krisztián Krisztina Lajos László Levente Mária Márton Máté Mihály Miklós Mónika
  Nóra Orsolya Pál Péter Piroska Réka Roland Sándor Szabolcs Szilvia Tamás Tímea Tünde Viktória
  Zoltán Zsófia Zsolt Zsuzsanna`);

/**
 * Two or more given names that are used together: «José Luis», «María del Carmen». None
 * has a second word that is also a family name: in «Juan Martín López» Juan may be all.
 */
const compounds = `
  Ana: Beatriz, Belén, Carolina, Clara, Cristina, Gabriela, Isabel, Karen, Laura, Lucía, Luisa
  Ana: Luiza, María, Paola, Patricia, Paula, Rosa, Sofía, Teresa, Victoria
  Ángel: Luis, Manuel
  Anna: Lena, Maria
  Anne: Laure, Lise, Marie, Sophie
  Betty: Jo, Lou, Sue
  Billy: Bob, Jo, Joe, Ray
  Blanca: Estela
  Bobby: Jo, Joe, Ray
  Carlos: Alberto, Andrés, Arturo, Eduardo, Enrique, Manuel
  César: Augusto
  Claudia: Patricia
  Diana: Carolina, Laura
  Diego: Alejandro, Armando
  Francisco: Javier, José, Manuel
  Gian: Carlo, Luca, Marco, Paolo, Piero
  Gustavo: Adolfo
  Hans: Christian, Georg, Joachim, Jürgen, Peter
  Héctor: Manuel
  Hugo: Alberto
  Jean: Baptiste, Charles, Christophe, Claude, François, Jacques, Louis, Luc, Marc, Michel, Noël
  Jean: Paul, Philippe, Pierre, René, Sébastien, Yves
  Jesús: Alberto, Antonio, Manuel
  Jim: Bob
  Jo: Ann, Anne
  João: Carlos, Paulo, Pedro, Victor
  Jorge: Alberto, Eduardo, Enrique, Luis
  José: Alberto, Alfredo, Ángel, Antonio, Armando, Arturo, Carlos, Daniel, David, Eduardo
  José: Enrique, Fernando, Francisco, Guadalupe, Ignacio, Javier, Joaquín, Juan, Luis, Manuel
  José: María, Miguel, Pablo, Ramón, Raúl, Ricardo, Roberto
  Juan: Alberto, Andrés, Antonio, Camilo, Carlos, David, de Dios, Diego, Fernando
  Juan: Francisco, Ignacio, Jesús, José, Luis, Manuel, Miguel, Pablo, Pedro, Ramón
  Juan: Sebastián
  Julio: César
  Karl: Heinz
  Laura: Elena
  Luis: Alberto, Alfonso, Alfredo, Ángel, Antonio, Carlos, Eduardo, Enrique, Felipe, Fernando
  Luis: Javier, Manuel, María, Miguel, Ricardo
  Luz: Elena, María, Marina
  Manuel: Alejandro
  Marco: Antonio
  María: Alejandra, Antonia, Antonieta, Belén, Carmen, Clara, Cristina, de Jesús, de la Luz
  María: de la Paz, de las Mercedes, de los Ángeles, de los Dolores, del Carmen, del Mar
  María: del Pilar, del Rocío, del Rosario, del Socorro, Dolores, Eduarda, Elena, Emilia, Esther
  María: Eugenia, Fernanda, Gabriela, Guadalupe, Inés, Isabel, Jesús, José, Josefa, Julia, Laura
  María: Lourdes, Luisa, Luiza, Magdalena, Mercedes, Milagros, Paula, Pía, Pilar, Rosa
  María: Rosario, Soledad, Teresa, Victoria
  Marie: Anne, Christine, Claire, Ève, France, Hélène, Laure, Louise, Noëlle, Pierre, Thérèse
  Mary: Ann, Anne, Beth, Ellen, Jane, Jo, Kate, Lou
  Miguel: Ángel
  Mónica: Alejandra
  Óscar: Alberto
  Pedro: Antonio, Henrique, Luis, Pablo
  Peggy: Sue
  Pier: Giorgio, Luigi, Paolo
  Rafael: Antonio
  Rosa: Elena, Isela, Linda, María
  Sandra: Patricia
  Sara: María
  Víctor: Hugo, Manuel`;

/** The names in {@link compoundNames}: «José Luis», also as it is typed: "Jose Luis". */
export const compoundNames = new LazySet(() =>
  compounds
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', seconds = ''] = line.trim().split(': ');
      const firsts = spellings(first);
      const all = [...seconds.split(', '), ...withoutAccents(seconds).split(', ')];
      return all.flatMap((second) => firsts.map((spelling) => `${spelling} ${second}`));
    }),
);

/** The first words of {@link compoundNames}. Most names begin with none of them. */
export const compoundFirstNames = new ListedWords(
  () => compounds.replace(/: .*/g, ''),
  () => withoutAccents(compounds.replace(/: .*/g, '')),
);

/**
 * First names that are so often followed by a second one that the first alone is only
 * sure before a known family name: "José" alone is wrong for José Luis. So is Teo, which
 * is also a family name that comes first.
 */
export const compoundProne = withPlainSpellings(
  'Ana Ángel Jean Jesús João José Juan Luis Luiz Luz Maria María Marie Miguel Rosa Teo',
);

/**
 * Family names that are never given names. Before one of them, the given names end: "Ana
 * Ruiz López".
 */
export const familyNames = withPlainSpellings(`
  Acosta Acuña Adams Aguilar Aguirre Alarcón Almeida Alvarado Álvarez Alves Anderson Arias Arroyo
  Ávila Ayala Aznar Baker Barbosa Barrera Barrios Bautista Becerra Becker Beltrán Benítez Bennett
  Bermúdez Bianchi Blanco Bravo Brooks Brown Bustamante Bustos Caballero Cabrera Calderón Calvo
  Campbell Campos Cano Cárdenas Cardoso Carmona Carrasco Carrillo Carvalho Castillo Castro
  Cervantes Chávez Cisneros Collins Contreras Cook Cordero Córdoba Coronado Correa Cortés Costa
  Cox Cuevas Davis Delgado Dias Díaz Díez Domínguez Dubois Dupont Durán Durand Echeverría Edwards
  Elizondo Escobar Espinosa Espinoza Estrada Evans Fajardo Fernandes Fernández Ferrari Ferreira
  Ferrer Figueroa Fisher Flores Fonseca Foster Fuentes Galindo Gallardo Gallego Gallegos Galván
  García Garrido Garza Giménez Gomes Gómez Gonçalves Gonzáles González Green Guerra Guerrero
  Gutiérrez Guzmán Hall Harris Hernández Herrera Herrero Hidalgo Hill Hughes Hurtado Ibáñez Ibarra
  Iglesias Ivanov Ivanova Jiménez Johnson Jones Juárez Kowalski Laurent Leal Ledesma Lefebvre Lima
  Lopes López Lozano Lucero Macías Maldonado Marín Marqués Márquez Marroquín Martínez Mata Medina
  Mejía Méndez Mendoza Menéndez Mercado Mercier Meyer Meza Miller Molina Montero Montes Montoya
  Moore Mora Morales Moreau Moreira Moreno Morris Moya Müller Muñoz Murillo Murphy Myers Navarrete
  Navarro Nguyen Nieto Nogueira Novak Novoa Nowak Núñez Ocampo Ochoa Ojeda Olivares Oliveira
  Olvera Orozco Ortega Ortiz Osorio Pacheco Padilla Palacios Palma Paredes Parra Pastor Peña
  Peralta Pereira Pérez Peterson Petit Petrov Petrova Phillips Pineda Pinto Ponce Portillo Prado
  Price Prieto Quintana Quintero Quiroga Ramírez Ramos Rangel Rentería Reséndiz Rey Ribeiro
  Richardson Ríos Rivas Rivera Roberts Robinson Robles Roca Rocha Rodrigues Rodríguez Rogers Rojas
  Roldán Romano Rossi Rubio Ruiz Russo Saavedra Sáez Salas Salazar Saldaña Salgado Salinas Sánchez
  Sandoval Santana Sanz Schmidt Schneider Sepúlveda Serrano Silva Smith Solano Solís Sosa Soto
  Souza Stewart Suárez Sullivan Tapia Tejeda Tello Torres Trejo Treviño Trujillo Turner Urbina
  Uribe Valdés Valdez Valencia Valenzuela Vargas Vásquez Vázquez Vega Velasco Velázquez Vergara
  Vidal Viera Villa Villalobos Villanueva Villarreal Villegas Wagner Watson Weber White Williams
  Wilson Wood Wright Yáñez Young Zamora Zapata Zavala Zúñiga`);

/**
 * Titles of professions before a name, as signatures in Spanish have them: «Lic. María
 * José Hernández». A person is called by the name after them. In lower case, without the
 * last full stop.
 */
export const professions = new Set(
  listOf('arq arqta c.p cp ing l.c.p lic licda licdo lcda lcdo mtra mtro'),
);

/**
 * All titles before a name. Whoever types "Dr." or «Sra.» may not wish to drop it, so a
 * name with such a title is greeted whole.
 */
export const titles: ReadonlySet<string> = new Set([
  ...professions,
  ...listOf('d dña don doña dr dra frau herr mme mr mrs ms mx prof profa profr sir sr sra srta'),
]);

/** What stands after a name, in this case: "Lee, MD". */
export const postNominals = new ListedWords(
  () => `
  B.A. B.Sc. BA BSc C.P.A. CBE CFA CIPD CISSP CPA CSM D.D.S. DDS Dr.phil. Ed.D. EdD Esq Esq. FCIPD
  II III IV J.D. JD Jr Jr. LL.M. LLM M.A. M.B.A. M.D M.D. M.Eng. M.S. M.Sc. MA MBA MBA. MBE MCIPD
  MD MEng MPA MPH MS MSc OBE P.E. PE Ph.D Ph.D. PHD PhD PHR PMP RN SHRM-CP SHRM-SCP SPHR Sr Sr.`,
);

/** Pronouns in brackets after a name. */
export const pronouns = new Set(
  listOf('she her hers he him his they them theirs ella él elle la lo le ze zir xe xem any all'),
);

/**
 * Words of teams, departments, roles and companies, in lower case and without accents. A
 * name with one of them is not the name of a person.
 */
export const organisationWords = new ListedWords(
  () => `
  acquisition admin administracion agency associates bank bolsa business candidate capital career
  careers co company consultants consulting contact contratacion coordinator corp corporation
  customer departamento department digital direccion director empleo empresa energy engineering
  equipo executive finance foundation gerencia gestion global gmbh group grupo head health
  healthcare hiring hospital hotel hr humanos inc info insurance international interview jobs labs
  lead limited llc llp ltd management manager marketing media office oficina onboarding operations
  ops panel partner partners people personas personnel plc reclutador reclutadora reclutamiento
  recruiter recruiters recruiting recruitment recursos resources rh rrhh s.a sa sales school
  search security seleccion selection services servicios software solutions sourcer sourcing staff
  staffing studio studios support systems talent talento team tech technologies technology unit
  university ventures`,
);

/** Companies that are named like a person, most of them of recruiters. */
export const companiesLikePeople = new LazySet(() =>
  linesOf(`
  Alexander Mann, Calvin Klein, Charles Schwab, Edward Jones, Grant Thornton, Harvey Nash
  Hugo Boss, Jack Daniels, Jack Henry, John Deere, John Lewis, Marie Curie, Mary Kay
  Mercedes Benz, Michael Page, Morgan McKinley, Morgan Stanley, Nigel Frank, Oliver James
  Oliver Wyman, Paul Smith, Philip Morris, Ralph Lauren, Raymond James, Robert Bosch, Robert Half
  Robert Walters, Russell Reynolds, Spencer Ogden, Spencer Stuart, Ted Baker, Thomas Cook
  Tommy Hilfiger`),
);
