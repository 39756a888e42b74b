import { withoutAccents } from '../without-accents.ts';

/**
 * More given names, in lower case and without accents: those that may be the second name
 * of a person, like Paul in "John Paul". Some are family names, too. After a given name
 * they say that the first name may have two words, so the name is greeted whole. Most are
 * from the lists of first names in Faker (https://fakerjs.dev, MIT).
 *
 * Names that are mostly family names after a given name (Taylor, Lee, Kim) are left out:
 * "Emma Taylor" is Emma.
 */
export const secondNames: ReadonlySet<string> = new Set(
  withoutAccents(`
  Aaliyah Abdul Abdullah Abel Abigél Abraham Achille Adaeze Adán Adel Adelaida Adelina Adeline Adina
  Aditya Adolf Adriano Adrien Adrienne Afonso Agata Agnese Agneta Ahmad Ahmet Aida Aiden Aiko Ainara
  Aino Åke Akira Ákos Aksel Alan Alana Alban Alberta Alberte Albin Albina Alea Aleksander Aleksandra
  Aleksi Alena Alessia Alessio Alexander Alexandrea Alexia Aleyna Ali Alia Alica Alida Alina Aline
  Alisa Alisha Alissa Alix Aliya Aliyah Alíz Allan Allegra Alma Alondra Alvin Alya Alyssa Ama Amalie
  Amara Amaya Ámbar Amber Amelie Amir Amira Amos Anabela Anaïs Anamaria Anand Anatol Anatolie Ander
  André Ane Aneta Anette Angel Ángeles Angeline Angelique Angelo Angie Anh Anica Anja Anka Ann
  Annabel Annabell Annabelle Anneli Annelie Annemarie Anni Annika Annikki Annmarie Anouk Antero
  Anthony Antoine Antoinette Antonela Antonella Antonietta Antonin Antonina Antti Anxo Archie Ari
  Ariadna Arian Ariane Arianna Ariel Arielle Aris Aritz Armin Arnau Arne Arno Arnold Aron Arthur
  Artur Arvid Arwen Arya Åsa Ascensión Asier Asís Assunta Asya Augustin Augustina Augustine Áurea
  Aurel Aurelio Aurore Autumn Ava Axel Axelle Ayana Ayden Ayla Aylin Ayman Azra Azucena Azul Babu
  Barbro Barnabás Bastian Batuhan Beau Belinda Bella Belle Bence Bende Bendegúz Benedek Benedikt
  Benedita Benett Bengt Benício Benito Benjamim Bennie Benny Bente Berat Berenice Berit Berkay
  Bernadette Bernard Bernd Bernice Berta Bertalan Bertram Bertrand Betina Beverly Bianka Bibiana
  Bíborka Biel Bilal Bill Billie Birgitta Birgitte Birthe Bjørn Blanca Blanche Blanka Bob Bobbie
  Bobby Bodil Boglárka Boldizsár Borbála Boróka Brais Brájen Bram Brayan Breno Brigitte Britt Bruna
  Burak Caetana Caio Caitlin Caleb Calebe Calista Callum Camelia Camilla Candace Candice Caoimhe
  Cara Caridad Carl Carles Carlotta Carmine Carminho Carmo Carole Cassandre Catarina Caterina
  Catharina Cauã Cecile Cecilie Cedrik Celina Cem Ceyda Ceylin Chandra Charlene Charles Cheryl
  Cheyenne Chidi Chioma Christelle Christer Christian Christoffer Christy Ciara Cillian Ciro Citlali
  Citlalli Claes Clarissa Claudine Claus Clemens Clemente Cleo Clotilde Colin Concepción Concetta
  Conchita Constança Constance Constantin Constanza Cora Coral Coralie Corinna Cornelia Corvin Cory
  Cosima Cristobal Cruz Csaba Csanád Csenge Csongor Curt Cyril Daan Dafydd Dagmar Dahlia Daisy Dalia
  Dalila Damien Daniele Danilo Dante Daphne Daria Darian Dario Darius Darrell Darren Darryl Darshini
  Daryl Davi Davin Dawn Dayana Dean Deanna Débora Dee Defne Delfina Delia Delphine Denis Denisa
  Denisz Deniz Dennis Derrick Desiree Desmond Detlef Dev Devi Dianna Dianne Dilara Dimitri Dina
  Dinis Dino Diogo Domenic Dominic Donát Dorian Dorina Dorit Dorka Dorota Dorotea Dorothea Dorottya
  Dorthe Draga Dylan Ebba Eda Eddy Edmond Edmund Edna Edoardo Eduard Eduarda Edurne Edvin Eero Eeva
  Efe Efraín Efrén Eilidh Eirik Ela Elea Eleni Eleonora Eliah Elian Eliana Eliane Elif Elin Elina
  Eline Elio Elísio Elizabet Elli Elly Eloá Elodie Eloise Else Elsie Elvis Elza Ema Emanuel Emanuela
  Emanuele Emanuelly Emeka Emelie Emely Emese Emi Emiel Emil Emile Emili Emilian Emiliana Emiliano
  Emilie Emin Emir Emmanuelle Emmy Emperatriz Emre Encarnación Eneko Enes Ensar Ensio Enya Enzo Eren
  Erich Erick Erkki Erma Ernest Ernestine Ernst Erwin Esben Esma Esmeralda Esteban Estella Estelle
  Estera Estrella Ethel Etienne Eugen Eugene Eunice Eveliina Evelin Evelina Eveline Everardo Evie
  Ezra Fabiana Fabiano Fabien Fabienne Fabrice Fabrícia Fabrício Faith Fang Fanni Fanny Fatma Fay
  Faye Febe Fedora Felicia Feliciano Felicita Femke Ferdinand Ffion Fien Filip Filipa Filipe Filippo
  Finja Finley Finn Finnley Flavia Flavie Flavio Flor Florence Florentin Flynn Folake Francis Frank
  Frankie Franziska Freddie Frederica Frederico Frederik Fredrik Freja Freya Frieda Friedrich Fritz
  Fruzsina Fuensanta Fynn Gabriele Gael Gaëlle Gaia Ganesh Gaspar Gaston Gayle Gellért Gene Geoffrey
  Georg George Georges Georgia Gerald Gerd Gerhard Gerónimo Gerrit Gertrude Giada Gian Gianluca
  Gianni Gilberto Gilda Gilles Gino Giorgio Giovanna Gitte Giuliano Glenda Gonçalo Göran Gorka
  Gracia Gráinne Grazia Gry Guillermina Guiomar Gunilla Gunnar Gunnel Gunther Gustav Gustave Gwen
  Hailey Håkon Hamish Hamza Hanga Hanna Hanne Hannele Hannes Hannu Harald Haruka Hasan Hedda Hédi
  Hedvig Heikki Heinz Heitor Helene Helin Hélio Helle Heloísa Hendrik Henri Henriette Henrique Henry
  Herbert Herman Hermenegildo Hermine Hiba Hiroshi Homero Hope Horst Hortense Hua Hugh Hui Hunor
  Huong Hyun Ibrahim Ida Ifeoma Ignacia Ileana Iliana Ilias Ilja Ilmari Ilyas Imke Immacolata
  Immanuel Imran Ina Inaya Inger Inka Inkeri Inmaculada Irena Iria Irmeli Isa Isabell Isabelly Isac
  Isadora Isaiah Isaias Isak Isis Ismail Israel Itzel Iva Ivanna Ivo Ivy Izabela Izabella Jaakko
  Jack Jackie Jacobo Jacquelyn Jade Jaden Jamal James Jamila Janaína Janina Janine Janis Janna Janne
  Janni Jannik Jannis Jano Janosch Jara Jari Jarne Jaron Jasmin Jasmina Jasper Jay Jayden Jayson
  Jazmin Jeanette Jelle Jennie Jeppe Jeremiah Jeremie Jerónimo Jesper Jessy Jette Ji Jia Jil Jin Jo
  Joakim Joann Joelle Joey Johan Johanne Johnathan Johnnie Jolene Jolie Jolien Joline Jona Jonah
  Jonatan Jone Joost Jörgen Joris Josef Josefin Josefine Josie Josu Josué Jovan Joy Joyce Jude Juha
  Juhani Juho Jukka Jule Julen Jules Julius Jun Juna June Juri Justus Jyothi Jyoti Jørgen Kaan
  Kaarina Kaat Kai Kaj Kaja Kalervo Kalevi Kamila Kamilla Kaori Kara Kari Karlo Karoliina Karoline
  Kasper Kassandra Katariina Katarina Katharina Kathrine Katja Katrin Katrine Kavita Kay Kayla Keanu
  Keiko Kellie Ken Kenan Kende Kenta Kerem Kerim Kerry Khadija Kian Kiana Kiara Kilian Kincső Kinga
  Kira Kiran Kjell Klaas Klara Kléber Klemens Kobe Kofi Kolos Konrad Konstantin Koray Kornel Krishna
  Krista Kristen Kristi Kristie Kristiina Kristóf Kristoffer Kristy Krisztofer Krystal Kumar Kumari
  Kwame Kyan Kyllikki Kyra Ladislau Laia Laila Lakshmi Lal Lan Lana Larisa Lasse Lata Latha Laure
  Laurens Lauriane Laurin Laurine Lautaro Lavinia Layla Leana Leander Leandra Leda Leena Leif Leire
  Lela Lelia Lene Leni Lenia Lennart Lennert Lennie Lennox Lenya Leocadia Leon Leona Leonard Leoni
  Leonid Leonidas Leonie Leonora Leontina Leopold Leopoldo Letizia Lev Levent Levi Levin Leyla Lia
  Lian Liana Lias Lien Lieze Liisa Lila Lili Lilia Liliane Lilien Lilla Lilly Linde Line Linett Ling
  Linh Linn Linnea Lino Lion Lis Lisandro Lisanne Lisbeth Lise Liv Livia Livio Liya Liyana Liza
  Lizbeth Lize Loïc Lois Lone Lora Lore Lorene Lorenz Loretta Lori Loris Lotta Lotte Lou Louie
  Louisa Lovisa Luan Luana Luc Lucas Lucca Luce Lucian Lucien Lucienne Lucille Ludmila Ludovic
  Ludovica Ludvig Ludwig Luena Luigi Luise Luiza Lujza Luka Lya Lykke Lynda Lynette Lynne Maarit
  Mabel Madalena Mads Mae Mafalda Magdalene Maggie Mai Maia Maica Maida Maija Maira Maja Maksim
  Malena Malene Malia Malika Malin Malina Malthe Malvina Mandy Manel Marcell Marcella Marek Maren
  Margareta Margaux Margot Marguerite Mari Mariam Marianela Marianna Marica Maricruz Mariella Marika
  Marilu Marit Maritza Marius Marja Marjatta Markel Markku Marko Marlen Marlena Marli Marlo Marte
  Marthe Martim Martin Martine Martti Maryam Mateus Matheus Mathew Mathias Mathilda Mathilde Mathis
  Matis Mats Matthis Matti Mattias Mattis Mátyás Maud Maxim Maxima Maxine May Mayra Mayte Mei Meike
  Meire Melania Melany Melek Melike Melina Melis Melisa Melody Mércia Merel Merete Meriem Meritxell
  Merle Merlin Mert Merve Meryem Mette Mia Micael Micheal Mick Miel Mika Mikael Mikaela Mikail
  Mikkel Mikko Mila Milan Milana Miles Mille Milo Min Mina Ming Minh Minna Mira Miran Miray Mirco
  Mirela Mirella Mirko Moa Mohamed Mohammad Mohammed Mohan Monserrat Morgana Morten Moussa Muhammad
  Muhammed Murat Muriel Murilo Mustafa Myra Nadja Nahia Nahuel Nam Nándor Nanna Nara Nataly Natan
  Nataniel Natasa Nath Nathanael Nazaret Neil Nekane Nela Nelli Nellie Nelly Neo Neva Nevio Ngozi
  Nia Nicanor Nichole Nicklas Nico Nicolai Nicoline Nicolò Niels Nika Nikita Niklas Niko Nikola
  Nikolai Nikolas Nikolasz Nila Nils Nimród Nisa Noam Noe Noelia Nola Nolen Noor Norah Norbert
  Norberto Norina Noura Núbia Nuno Nur Oda Ofelia Oisín Oke Olaf Olavi Ole Oleg Olimpia Oliver
  Oliwia Olle Olof Oluwaseyi Ömer Ona Orvokki Oskar Oskari Otilia Otis Otto Ove Päivi Panka Panna
  Patrice Patrik Patrizia Pau Paul Paulette Paulien Pauliina Paz Pearl Pekka Pentti Perla Pernilla
  Petri Petronela Petteri Philipp Piero Pietro Pio Pirjo Pirkko Pius Pol Pontus Poul Pradeep Prasad
  Preeti Purificación Quinten Rachael Rae Raffaele Rahel Rainer Ram Ramesh Rani Rania Raoul Rasmus
  Ray Rayan Raymond Rebeka Reda Reginald Regitze Remedios Renato Reuben Reyes Rhonda Rhys Riana
  Rickard Riitta Rikke Ritva Robbe Robyn Rocco Rochelle Róisín Rolf Romana Romeo Romeu Romina Romy
  Ronja Rosalinda Rosemarie Roser Róza Rozina Rudolf Rudolph Rudy Rufus Rune Sabela Sabina Sachin
  Safira Safiya Sagrario Sakari Sakura Salah Salih Salome Salomon Sami Samia Samir Samira Sander
  Sandro Sanja Sanne Santiago Santino Saray Sari Satu Sebastião Selena Selene Selim Selin Selina
  Selma Semih Senne Seppe Seppo Serge Sergi Sharon Shelly Sheri Sherri Sherry Siân Siebe Sienna
  Signe Sigurd Silas Silje Simão Simen Simeon Simon Sina Sinan Sindre Sinéad Sinikka Sirineu Siv Sky
  Skye Sofie Solange Soma Sondre Sonja Sonya Soo Soraia Soraya Sri Stela Sterre Stig Stine Suélen
  Summer Sune Sunita Sunniva Suresh Suzana Svend Sylvie Synne Szofi Szofia Szonja Søren Tabea Tadeo
  Taha Takashi Talia Talita Tami Tamia Tanja Tapani Tapio Tarek Tarja Tasha Tellervo Temitope Teodor
  Teodora Teodoro Terence Tertuliano Tess Thalia Thea Theodor Therese Thi Thibo Thomas Tia Tiana
  Tibo Tibor Tiina Till Timo Timoteo Tine Tiril Tomé Tommaso Tommie Torbjörn Traci Trevor Tricia
  Trine Trini Trinidad Troels Tuana Tuomas Tuula Tuulikki Tuur Tuva Tyron Uffe Ulf Ulises Ulla
  Ulrich Ulrik Ulrika Umberto Umut Una Uriel Uwe Uxía Uxue Vagn Valdemar Valentim Valentine
  Valentino Valter Valtteri Vanda Vânia Vasco Veikko Vencel Vendel Vibeke Vicente Vicki Vickie Vida
  Viggo Vilde Vilhelm Ville Villy Vilma Vilmos Vince Vincent Viola Violet Violeta Violette Virág
  Virginia Virginie Virtudes Visitación Vito Vitor Vitória Vittoria Vittorio Viviane Vivien Vivienne
  Volker Walid Walter Wannes Wei Werner Wilhelmina Willa Willi William Willie Willy Wout Xabier
  Xander Xaver Xenia Xin Xiu Xoán Xochitl Yadira Yahya Yamila Yamileth Yan Yana Yannick Yannik
  Yannis Yara Yareli Yaretzi Yasin Yasmina Yazmín Yessica Ying Yoko Younes Youssef Yuki Yuna Yunus
  Yuridia Zahra Zainab Zalán Zara Zayd Zaynab Zehra Zejnep Zelda Zeno Zente Zétény Zina Zita Zoey
  Zora Zoraida Zorka Zselyke Zsombor Zulema Zuzanna`)
    .toLowerCase()
    .trim()
    .split(/\s+/),
);
