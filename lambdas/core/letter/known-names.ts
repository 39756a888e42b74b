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

/** The same name typed without accents: "Jose", "Ines". */
const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '');
const withPlainSpellings = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => [name, withoutAccents(name)]));

/** Given names that are rarely anything else. */
const givenOnly = listOf(`
  Aaron Abbie Abby Abigail Abril Ada Adam Adela Adelaida Adele Adeline Adolfo Adrian Adrián
  Adriana Adrienne Agnes Agnieszka Agustín Agustina Ahmed Aidan Aileen Aimee Ainara Ainhoa Aisha
  Aitana Aitor Ajay Akira Alana Alanna Alba Albert Alberto Alec Alejandra Alejandro Aleksandra
  Alena Alessandra Alessandro Alessia Alex Alexa Alexandra Alexandre Alexei Alexia Alexis Alfonso
  Alfred Alfredo Alice Alicia Alina Alisa Alisha Alison Alistair Alix Allison Álvaro Alyssa Amaia
  Amalia Amanda Amaya Amelia Amélie Amina Amit Amparo Amy Ana Anabel Anahí Anaïs Anastasia Anders
  Andrea Andreas Andreea Andrei Andrés Andrew Andrey Andrzej Andy Angela Ángela Angelica Angélica
  Angelina Aniket Anil Anita Anjali Anna Annabel Anne Annette Annie Annika Anton Antonella Antonia
  Antonín Antonio Anya Aoife Araceli Arantxa Arantza Ariadna Ariana Ariel Arjun Armando Arnaud
  Arnav Arne Arturo Arun Aryan Asher Ashish Ashley Ashok Aslı Astrid Asunción Atharva Audrey
  Aurelia Aurélie Aurora Axel Ayelén Ayesha Aylin Azucena Barbara Bárbara Bartosz Bastien Beatrice
  Beatriz Becca Becky Begoña Belén Belinda Ben Benjamin Benjamín Benoît Berenice Bernadette
  Bernardo Bernd Berta Beth Bethany Betsy Betty Beverly Bianca Billy Björn Borja Braulio Brenda
  Brendan Brenna Brett Brian Briana Bridget Brigitte Britta Brittany Bruna Bruno Bryan Caitlin
  Camila Camilla Camille Camilo Candela Candice Carina Carla Carles Carlo Carlos Carlota Carlotta
  Carly Carme Carmela Carmen Carol Carole Carolina Caroline Carolyn Carrie Carsten Cassandra
  Cassie Catalina Caterina Catherine Cathy Catriona Cayetana Cecilia Cédric Celia Celine Céline
  César Chantal Charlene Charlie Charlotte Chiamaka Chiara Chinedu Chioma Chloe Chloé Chris
  Christa Christiane Christina Christine Christoph Christophe Christopher Ciara Cindy Claire Clara
  Clare Clarissa Claude Claudia Cláudia Claudine Claudio Cláudio Clemens Clément Clementina
  Clodagh Colette Colleen Concha Conchita Connie Constanza Consuelo Corinna Corinne Cristian
  Cristiano Cristina Cristóbal Cynthia Daisuke Damian Damián Damien Damon Dan Dana Daniela Daniele
  Danielle Danilo Danny Daphne Daria Darius Dariusz Darko Darlene Darragh Dave Davide Davina Dawid
  Dayana Debbie Deborah Debra Declan Deepa Deepak Deirdre Delfina Delia Delphine Denise Derek
  Desiree Devin Dheeraj Diana Diane Diego Dieter Dimitri Dimitrios Dina Dinesh Dirk Divya Dmitri
  Dmitry Dolores Dominik Dominika Dominique Donald Donna Dora Doreen Doris Dorota Dorothy Dragan
  Dulce Ebony Eddie Edgar Edgardo Edith Edoardo Edouard Eduarda Eduardo Edurne Edward Edwin Efraín
  Eileen Einar Ekaterina Elaine Eleanor Elena Eleni Eleonora Eli Elia Elías Elif Elijah Elin Elisa
  Elisabet Elisabeth Elise Elisenda Eliza Elizabeth Ella Ellen Ellie Elodie Eloísa Eloise Elsa
  Elspeth Elvira Emanuel Emanuela Emeka Emilia Emiliano Emilie Emilio Emily Emma Emmanuel
  Emmanuelle Enrico Enrique Eoin Eric Erica Erik Erika Erin Ernesto Esmeralda Esperanza Estefanía
  Estela Estelle Ester Esther Estíbaliz Estrella Ethan Etienne Eugenia Eugenio Eulalia Eunice Eva
  Evan Evangelia Eve Evelina Evelyn Ewa Ewan Ezequiel Ezra Fabian Fabián Fabiana Fabien Fabienne
  Fabio Fabiola Fabíola Fabrice Fabrizio Farah Fatima Fátima Fatma Federica Federico Felicia
  Feliciano Felicity Felipe Felix Félix Ferdinand Fermín Fernanda Fernando Filip Filippa Filippo
  Filomena Finn Fiona Fionn Flavia Fleur Flora Florencia Florent Florian Folasade Fran Francesca
  Francesco Francine Francisca Francisco Franck François Françoise Franziska Fred Freddie Frederic
  Frédéric Frederick Frederik Frederike Freya Frida Frieda Friedrich Fritz Gabriel Gabriela
  Gabriele Gabriella Gabrielle Gael Gaëlle Gareth Gary Gavin Gemma Genaro Genevieve Geneviève
  Geoff Georgina Geraldine Gerard Gerardo Gerd Gerhard Germán Gerrit Gerry Gertrud Giacomo
  Gianluca Gianna Gilberto Gilles Gillian Gina Giorgia Giorgio Giorgos Giovanna Giovanni Gisela
  Giselle Giulia Giuliana Giulio Giuseppe Gladys Glenda Gloria Gonzalo Goran Gorka Grace Graciela
  Gráinne Greg Gregor Gregorio Gregory Greta Gretchen Griselda Grzegorz Guadalupe Guido Guilherme
  Guillaume Guillem Guillermina Guillermo Gunnar Gunther Günther Gustav Gustavo Gwen Gwendolyn
  Hamish Hanna Hannah Hanne Hannes Hans Harald Harold Harriet Harry Haruka Hassan Haydée Hayley
  Hazel Heather Hector Héctor Heidi Heike Heinrich Helen Helena Helene Hélène Helga Helmut Hendrik
  Henri Henrik Henrike Hermann Hernán Hilary Hilda Holger Holly Horacio Horst Hortensia Hristo
  Hubert Hugo Humberto Iain Ian Idoia Ignacio Igor Iker Ilaria Ileana Ilse Imanol Imogen Inés Inês
  Inga Inge Inger Ingo Ingrid Íñigo Ioana Ioannis Irene Irina Iris Irma Isaac Isaak Isabel Isabela
  Isabella Isabelle Isidora Isidro Ismael Isobel Itziar Ivan Iván Ivana Ivo Ivonne Iwona Izaskun
  Jackie Jacky Jaclyn Jacob Jacopo Jacqueline Jacques Jaime Jake Jakob Jakub Jamal Jamie Jan Jana
  Jane Janet Janice Janina Janine Jannik Janusz Jared Jarosław Jasmin Jasmine Jason Jaume Javier
  Jaya Jean Jeanette Jeanne Jeannette Jeff Jeffrey Jelena Jemma Jenna Jennifer Jenny Jens Jeremy
  Jérémy Jerome Jérôme Jerry Jesse Jessica Jessie Jesús Jill Jillian Jim Jimena Jimmy Jiří Joachim
  Joan Joana Joanna Joanne João Joaquim Joaquín Jocelyn Jochen Jodie Joe Joel Joël Joelle Johan
  Johann Johanna Johannes John Johnny Jon Jonas Jonás Jonathan Jordi Jörg Jorge Jorgelina José
  Josefa Josefina Josep Joseph Josephine Josh Joshua Josie Josu Juan Juana Juanita Juanjo Judit
  Judith Judy Jules Julia Júlia Julian Julián Juliana Julie Julien Juliet Julieta Juliette Julio
  Júlio Julissa Jürgen Justin Justina Justine Justyna Kaitlyn Kajsa Kamil Kamila Karen Kari Karim
  Karin Karina Karine Karl Karla Karol Karolina Karsten Kasia Katarina Katarzyna Kate Kateryna
  Katherine Kathleen Kathrin Kathryn Kathy Katia Katie Katja Katrin Katrina Katy Kavita Kavya
  Kayla Kelsey Kendra Kenji Kenneth Kenny Kerstin Kevin Khadija Kieran Kimberly Kirsten Kirsty
  Kjell Klaas Klaus Koen Konrad Konstantin Konstantinos Kristen Kristian Kristin Kristina Kristine
  Kristof Krystyna Krzysztof Kunal Kurt Kwame Kyle Kylie Lachlan Lara Larissa Larry Lars Latoya
  Laura Lauren Laurence Laurène Laurie Lautaro Lea Léa Leah Leandro Leanne Leila Leire Lena Lenka
  Leo Leonardo Leonie Leonor Leonora Leopoldo Leroy Leslie Leticia Liam Lidia Lilian Liliana
  Lillian Lily Lina Linda Lindsey Linus Lionel Lisa Lisbeth Lise Liselotte Livia Liz Lizbeth
  Lizeth Lizzie Lluís Lola Lorena Lorenza Lorenzo Loreto Loretta Lorna Lorraine Lotte Louis Louisa
  Louise Lourdes Luca Lucca Lucia Lucía Luciana Luciano Lucie Lucien Lucila Lucille Lucinda
  Lucrecia Lucy Ludmila Ludovic Luis Luís Luisa Luísa Luiz Lukas Lukasz Luke Luna Luz Lydia Lydie
  Lynette Lynn Lynne Macarena Maciej Maddie Madeleine Madeline Magali Magda Magdalena Magnus
  Mahesh Maia Maialen Maite Maja Malena Malin Manel Manfred Manish Manoj Manolo Manon Manuel
  Manuela Mara Marc Marcel Marcela Marcelo Marcia Marcin Marco Marcos Marcus Marek Margaret
  Margarida Margarita Margaux Margit Margot Margret Marguerite Maria María Mariah Mariam Marian
  Mariana Marianela Marianne Mariano Maribel Maricarmen Maricruz Marie Mariela Marielle Marije
  Marijke Marika Marilena Marilyn Marina Mario Marion Marisa Marisol Maritza Marjorie Mark Markéta
  Marko Markus Marlene Marlon Marta Marte Martha Marthe Martina Martine Mary Maryam Marzena
  Massimo Mateo Mateusz Mathias Mathieu Mathilde Matías Matilda Matilde Matt Matteo Matthew
  Matthias Matthieu Mattia Maud Maura Maureen Maurice Mauricio Maurizio Mauro Maverick Max Maxime
  Maximilian Maximiliano Maxine Maya Małgorzata Megan Meghan Mehmet Meike Melanie Mélanie Melina
  Melinda Melisa Melissa Mercè Mercedes Meredith Merle Micaela Michael Michaela Michał Michel
  Michela Michele Michèle Michelle Miguel Mihaela Mihai Mikael Mike Mikel Mikhail Milagros Milena
  Milica Millie Mirabel Miranda Mireia Mireille Mireya Miriam Mirjam Mirko Mitch Mohit Moira
  Moisés Molly Mona Monica Mónica Monika Monique Montse Montserrat Morgane Moritz Morten Muriel
  Myriam Myrna Nadia Nadine Nadja Naiara Nancy Naomi Natacha Natalia Natália Natalie Natasha
  Natasza Nathalie Nathan Nathaniel Nayeli Neha Nerea Nestor Néstor Nia Niall Niamh Nicholas Nick
  Nicki Nicky Nicola Nicolas Nicolás Nicole Nicoletta Niels Nieves Nigel Nikhil Nikita Nikola
  Nikolai Nikolaos Nils Nina Nitin Noa Noah Noel Noelia Noemí Nora Norah Norbert Norma Nuala Nuria
  Núria Obinna Octavia Octavio Odette Ofelia Oihane Olaf Ole Oleg Oleksandr Olena Olga Olivia
  Olivier Oluwaseun Omar Ona Ondřej Oriol Orla Óscar Oskar Osvaldo Ottavia Otto Pablo Paco Paige
  Paloma Pam Pamela Paola Paolo Pascal Pascale Pat Patrice Patricia Patricio Patrick Patrik
  Patrizia Patrycja Patty Paula Paulina Pauline Paulo Pavel Paweł Pedro Peggy Penelope Penny Pepe
  Pete Peter Petra Phil Philip Philipp Philippa Philippe Phillip Phoebe Phyllis Pia Pier Pierre
  Pieter Pietro Pilar Pina Piotr Polly Pooja Poppy Prakash Pranav Prashant Priscila Priscilla
  Priya Priyanka Przemysław Quentin Quim Quique Rachel Radek Rafael Rafaela Rafał Raffaele Ragnar
  Rahul Raimundo Rainer Raj Rajesh Ralf Ralph Ramiro Ramón Ramona Randall Randy Raphael Raphaël
  Raquel Rasmus Raúl Rebeca Rebecca Regina Régis Reinaldo Reinhard Renata Renate Renato René Renée
  Reza Ricardo Riccardo Richard Rick Rita Ritika Rob Robert Roberta Roberto Robin Rocío Rodolfo
  Rodrigo Rogelio Roger Rohan Rohit Roland Rolando Rolf Romain Román Romina Romy Ron Ronald Ronja
  Ronnie Rory Rosa Rosalía Rosalie Rosalind Rosamund Rosana Rosanna Rosario Rosaura Rose Roseanne
  Roselyn Rosemary Rosie Roxana Roxanne Rubén Ruby Rudi Rui Rupert Ruth Saanvi Sabina Sabine
  Sabrina Sadie Saïd Sally Salma Salomé Salvatore Sam Samantha Samir Sammy Samuel Samuele Sandeep
  Sander Sandra Sandrine Sandy Sanjay Sara Sarah Sascha Sasha Saskia Satish Saúl Saurabh Scarlett
  Sean Seán Sebastián Sébastien Selena Selina Selma Serena Serge Sergei Sergey Sergi Sergio Sérgio
  Severine Shane Shaun Shauna Sheila Shelby Shelley Sheryl Shirley Shona Shreya Shruti Sibylle
  Sidney Siegfried Sigrid Silje Silke Silvana Silvia Sílvia Silvina Silvio Simona Simone Siobhan
  Siobhán Sneha Socorro Sofia Sofía Sofie Soledad Solène Sonia Sonja Sonya Sophia Sophie Stacey
  Stacy Stefan Stefania Stefanie Stefano Steffen Stella Steph Stephan Stéphane Stephanie Stéphanie
  Stephen Steve Steven Stuart Sue Sunil Sunita Susan Susana Susanna Susanne Susie Suzanne Sven
  Svenja Svetlana Swati Sybil Sylvain Sylvia Sylvie Søren Tabea Tabitha Tamara Tammy Tania Tanja
  Tanya Tara Tatiana Tatjana Ted Teddy Teo Teodoro Teresa Teresita Terri Tess Tessa Thabo Thea
  Theo Théo Theodora Theodore Theresa Therese Thérèse Thiago Thibault Thierry Thijs Thilo Thorsten
  Tiago Tiffany Tilda Tim Timo Timothée Timothy Tina Tobias Toby Tom Tomás Tomasz Tommy Toni Tony
  Torben Torsten Tracey Tracy Tricia Trisha Tristan Trudy Ulf Uli Ulrich Ulrike Unai Ursula Úrsula
  Uta Ute Uwe Vadim Valentin Valentín Valentina Valentine Valeria Valerie Valérie Valeriy Vanesa
  Vanessa Vania Vera Verena Veronica Verónica Veronika Véronique Vicki Vicky Victor Víctor
  Victoria Vijay Vikas Vikram Viktor Viktoria Vinay Vincenzo Viola Violeta Virginie Vishal Vitória
  Vittoria Vittorio Vivek Vivian Viviana Vivien Vivienne Vladimir Volker Waldemar Wanda Wendy
  Wenke Werner Wesley Wiebke Wiktoria Wilfried Wilhelm Willa Willem Wilma Winifred Witold Wojciech
  Wolfgang Xabier Xavi Xavier Ximena Xiomara Xoán Yael Yago Yann Yannick Yannis Yara Yaretzi
  Yasmin Yasmina Yasmine Yesenia Yessica Yolanda Yulia Yuliya Yuri Yusuf Yvan Yves Yvette Yvonne
  Zach Zachary Zaira Zara Zdeněk Zeynep Zoe Zoé Zoë Zofia Zuzana Łukasz`);

/**
 * Given names that are also common family names where the given name comes first. As the
 * second word they are no sign of a second given name: "Emma Taylor".
 */
const givenOrFamily = listOf(`
  Alexander Allen Anthony Arthur Barry Benedict Blair Blake Brandon Brent Bruce Bryce Cameron
  Carey Carson Carter Casey Charles Chester Christian Clark Clay Clifford Clyde Colin Connor
  Conrad Courtney Craig Curtis Cyril Daniel Darren Darryl David Dean Denis Dennis Desmond Dominic
  Donovan Dougal Douglas Drew Duncan Dwight Dylan Edmund Elliot Elliott Ellis Emerson Ernest
  Everett Floyd Francis Franklin Fraser Geoffrey George Gerald Gilbert Glen Glenn Gordon Graham
  Harrison Harvey Henry Herbert Herman Howard Hugh Hunter Jack Jackson James Jeremiah Joyce Keegan
  Keith Kelly Kent Kerry Lawrence Leonard Lewis Lindsay Lloyd Logan Lucas Lyle Malcolm Marshall
  Martin Martín Marvin Mason Maxwell Melvin Mitchell Morgan Murray Neil Nelson Norman Oliver Oscar
  Owen Parker Paul Perry Preston Quinn Ray Raymond Reed Reid Reuben Riley Rodney Ross Roy Russell
  Ryan Scott Sebastian Seth Shannon Shaw Sheldon Simon Spencer Stanley Taylor Terence Terry Thomas
  Todd Travis Trevor Troy Tyler Vernon Vincent Wallace Walter Warren Wayne William Winston`);

/** The given names that may stand first. */
export const givenNames = withPlainSpellings([...givenOnly, ...givenOrFamily]);

const ambiguous = new Set(givenOrFamily);

/** The given names that, as a second word, mean a second given name or person. */
export const onlyGivenNames = withPlainSpellings(givenOnly.filter((name) => !ambiguous.has(name)));

/**
 * Given names of cultures that write the family name first. As the second word they mean
 * that the first one may be the family name: "Simon Gábor".
 */
export const laterGivenNames = withPlainSpellings(
  listOf(`
  Ádám Ágnes András Anikó Attila Balázs Bálint Béla Botond Dániel Dávid Dóra Edit Enikő Erzsébet
  Eszter Éva Ferenc Gábor Gergely Gergő Gyula György Ibolya Ildikó Ilona Imre István János József
  Judit Katalin Krisztián Krisztina Lajos László Levente Mária Márton Máté Mihály Miklós Mónika
  Nóra Orsolya Pál Péter Piroska Réka Roland Sándor Szabolcs Szilvia Tamás Tímea Tünde Viktória
  Zoltán Zsófia Zsolt Zsuzsanna`),
);

/** Two or more given names that are used together. */
export const compoundNames = withPlainSpellings(
  linesOf(`
  Ana Beatriz, Ana Belén, Ana Carolina, Ana Clara, Ana Cristina, Ana Gabriela, Ana Isabel
  Ana Karen, Ana Laura, Ana Lucía, Ana Luisa, Ana Luiza, Ana María, Ana Paola, Ana Patricia
  Ana Paula, Ana Rosa, Ana Sofía, Ana Teresa, Ana Victoria, Ángel Luis, Ángel Manuel, Anna Maria
  Anne Marie, Anne Sophie, Blanca Estela, Carlos Alberto, Carlos Andrés, Carlos Arturo
  Carlos Eduardo, Carlos Enrique, Carlos Manuel, César Augusto, Claudia Patricia, Diana Carolina
  Diana Laura, Diego Alejandro, Diego Armando, Francisco Javier, Francisco José, Francisco Manuel
  Gustavo Adolfo, Hans Peter, Héctor Manuel, Hugo Alberto, Jean Baptiste, Jean Claude, Jean Luc
  Jean Marc, Jean Michel, Jean Paul, Jean Philippe, Jean Pierre, Jesús Alberto, Jesús Antonio
  Jesús Manuel, João Carlos, João Paulo, João Pedro, João Victor, Jorge Alberto, Jorge Eduardo
  Jorge Enrique, Jorge Luis, José Alberto, José Alfredo, José Ángel, José Antonio, José Armando
  José Arturo, José Carlos, José Daniel, José David, José Eduardo, José Enrique, José Fernando
  José Francisco, José Guadalupe, José Ignacio, José Javier, José Joaquín, José Juan, José Luis
  José Manuel, José María, José Miguel, José Pablo, José Ramón, José Raúl, José Ricardo
  José Roberto, Juan Alberto, Juan Andrés, Juan Antonio, Juan Camilo, Juan Carlos, Juan Cruz
  Juan David, Juan de Dios, Juan Diego, Juan Fernando, Juan Francisco, Juan Ignacio, Juan Jesús
  Juan José, Juan Luis, Juan Manuel, Juan Martín, Juan Miguel, Juan Pablo, Juan Pedro, Juan Ramón
  Juan Sebastián, Julio César, Karl Heinz, Laura Elena, Luis Alberto, Luis Alfonso, Luis Alfredo
  Luis Ángel, Luis Antonio, Luis Carlos, Luis Eduardo, Luis Enrique, Luis Felipe, Luis Fernando
  Luis Javier, Luis Manuel, Luis María, Luis Miguel, Luis Ricardo, Luz Elena, Luz María
  Luz Marina, Manuel Alejandro, Marco Antonio, María Alejandra, María Antonia, María Antonieta
  María Belén, María Carmen, Maria Clara, María Clara, María Cristina, María de Jesús
  María de la Luz, María de la Paz, María de las Mercedes, María de los Ángeles
  María de los Dolores, María del Carmen, María del Mar, María del Pilar, María del Rocío
  María del Rosario, María del Socorro, María Dolores, Maria Eduarda, María Elena, María Emilia
  María Esther, María Eugenia, Maria Fernanda, María Fernanda, María Gabriela, María Guadalupe
  María Inés, María Isabel, María Jesús, María José, María Josefa, María Julia, María Laura
  María Lourdes, María Luisa, Maria Luiza, María Magdalena, María Mercedes, María Milagros
  María Paula, María Paz, María Pía, María Pilar, María Rosa, María Rosario, María Soledad
  María Teresa, María Victoria, Marie Claire, Marie France, Mary Ann, Mary Anne, Mary Beth
  Mary Ellen, Mary Jane, Mary Jo, Mary Kate, Mary Lou, Miguel Ángel, Mónica Alejandra
  Óscar Alberto, Pedro Antonio, Pedro Henrique, Pedro Luis, Pedro Pablo, Rafael Antonio
  Rosa Elena, Rosa Isela, Rosa Linda, Rosa María, Sandra Patricia, Sara María, Víctor Hugo
  Víctor Manuel`),
);

/**
 * First names that are so often followed by a second one that the first alone is only
 * sure before a known family name: "José" alone is wrong for José Luis.
 */
export const compoundProne = withPlainSpellings(
  listOf('Ana Ángel Jean Jesús João José Juan Luis Luiz Luz Maria María Marie Miguel Rosa'),
);

/**
 * Family names that are never given names. Before one of them, the given names end: "Ana
 * Ruiz López".
 */
export const familyNames = withPlainSpellings(
  listOf(`
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
  Wilson Wood Wright Yáñez Young Zamora Zapata Zavala Zúñiga`).filter(
    (name) => !givenOnly.includes(name),
  ),
);

/**
 * Titles of professions before a name, as signatures in Spanish have them: «Lic. María José
 * Hernández». A person is called by the name after them. In lower case, without the last
 * full stop.
 */
export const professions = new Set(
  listOf('arq arqta c.p cp ing l.c.p lic licda licdo lcda lcdo mtra mtro'),
);

/**
 * All titles before a name. Whoever types "Dr." or «Sra.» may not wish to drop it, so a name
 * with such a title is greeted whole.
 */
export const titles: ReadonlySet<string> = new Set([
  ...professions,
  ...listOf('d dña don doña dr dra frau herr mme mr mrs ms mx prof profa profr sir sr sra srta'),
]);

/** What stands after a name, in this case: "Lee, MD". */
export const postNominals = new Set(
  listOf(`
  B.A. B.Sc. BA BSc C.P.A. CBE CFA CIPD CISSP CPA CSM D.D.S. DDS Dr.phil. Ed.D. EdD Esq Esq. FCIPD
  II III IV J.D. JD Jr Jr. LL.M. LLM M.A. M.B.A. M.D M.D. M.Eng. M.S. M.Sc. MA MBA MBA. MBE MCIPD
  MD MEng MPA MPH MS MSc OBE P.E. PE Ph.D Ph.D. PHD PhD PHR PMP RN SHRM-CP SHRM-SCP SPHR Sr Sr.`),
);

/** Pronouns in brackets after a name. */
export const pronouns = new Set(
  listOf('she her hers he him his they them theirs ella él elle la lo le ze zir xe xem any all'),
);

/**
 * Words of teams, departments, roles and companies, in lower case and without accents. A
 * name with one of them is not the name of a person.
 */
export const organisationWords = new Set(
  listOf(`
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
  university ventures`),
);

/** Companies that are named like a person, most of them of recruiters. */
export const companiesLikePeople = new Set(
  linesOf(`
  Alexander Mann, Calvin Klein, Charles Schwab, Edward Jones, Grant Thornton, Harvey Nash
  Hugo Boss, Jack Daniels, Jack Henry, John Deere, John Lewis, Marie Curie, Mary Kay
  Mercedes Benz, Michael Page, Morgan McKinley, Morgan Stanley, Nigel Frank, Oliver James
  Oliver Wyman, Paul Smith, Philip Morris, Ralph Lauren, Raymond James, Robert Bosch, Robert Half
  Robert Walters, Russell Reynolds, Spencer Ogden, Spencer Stuart, Ted Baker, Thomas Cook
  Tommy Hilfiger`),
);
