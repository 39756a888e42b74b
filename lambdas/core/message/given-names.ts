import { withoutAccents } from '../without-accents.ts';
import { listOf } from './words.ts';

/**
 * Given names besides those that a greeting must know (`known-names.ts`). They show that
 * a name in a message is a person's. A name that is also a word or a place may be here:
 * it needs another sign as well.
 */
const names = `
  Aarav Aarti Abbas Abdallah Abdul Abdullah Abeba Abena Abhay Abhishek Abi Abiodun Abiola
  Achieng Achim Adaeze Adaora Adebayo Adekunle Adel Adeola Aderonke Aditi Aditya Adnan Adunni
  Adwoa Afia Afolabi Afonso Agata Agathe Agneta Agnieszka Ahmad Aida Aigerim Ailsa Aine Aino
  Aishwarya Aisling Ajit Akash Akiko Akin Akira Akosua Akshay Akua Alana Alasdair Alastair
  Aled Alejo Aleksander Aleksandra Alessia Alessio Alfie Alibek Aliénor Alina Alisha Alistair
  Aliya Aliyah Allegra Alma Almaz Alok Alondra Altagracia Alun Alwyn Alyssa Ama Amada Amaia
  Amal Aman Amane Amar Amara Amarachi Amaya Amber Ameera Amelie Ameya Amélie Aminata Amir
  Amira Amjad Amol Amparito Amrit Amrita Anahi Anahí Anaïs Anand Ananya Anca Ander Andoni
  Andreea Andrzej Aneta Aneurin Angharad Angus Anika Aniket Anindita Anirudh Anisha Anja
  Anjana Anke Ankit Ankita Ankur Annalisa Annegret Anneke Annika Ansel Anselmo Anthea Antia
  Antía Antje Antoine Antonella Antti Anuja Anupam Anuradha Anushka Anwar Anwesha Anxo Anzhela
  Aoi Aoibhinn Aonghas Aparna Apolinar Apolline Apoorva Araminta Arash Aravind Arcelia Archana
  Archie Arely Ariadna Arianna Arie Ariel Aristidis Aritz Arkady Arlene Arlette Armin Arnau
  Arnaud Arnav Artem Artur Arvind Aryan Asha Ashish Ashok Ashwin Ashwini Asier Asif Asuka Asya
  Ata Athanasia Atieno Atif Atul Aubrey Aurelio Aurélie Aurélien Ava Avery Avi Avinash Axelle
  Aya Ayaka Ayan Aylin Ayman Ayo Ayodele Ayotunde Ayumi Ayushi Aziz Azucena Åke Åsa Babajide
  Babak Babatunde Babette Babs Badr Bahar Bahram Baltasar Bankole Barb Barbara Bart Bartek
  Bartosz Basia Bassam Bastian Bastien Bea Beata Beate Bella Benita Benito Benno Benoît Beppe
  Berk Bernadette Bernard Bernd Bernhard Bernice Bernie Berta Bertha Bertie Bethan Bettina Bev
  Beverley Beverly Bérénice Bhaskar Bhavesh Bhavna Bhavya Bia Bibiana Bilal Bindu Birgitta
  Bisi Biswajit Bjarne Bláthnaid Blessing Bo-ra Bodil Bogdan Bohdan Bojan Bolanle Bongani
  Bonnie Boris Bożena Brad Brais Bram Branka Branwen Brayan Bree Brendon Breogán Brinda Bríd
  Brígida Bronagh Bronwen Bronwyn Brooke Brunella Bryn Bukola Burak Burkhard Bushra Caitlin
  Caitríona Callum Calum Cande Candelaria Caoimhe Capucine Carlotta Carme Caro Carolin Carsten
  Carwyn Carys Casandra Catarina Caterina Cathal Catriona Cátia Cefin Celina Cem Ceri Cerys
  Chabela Chaitanya Chana Chandni Chandra Charis Charlee Charlene Charu Chas Chaya Chayo Chela
  Chelo Chelsea Chen Cheryl Chetan Chiaki Chibuzo Chidera Chidi Chidinma Chigozie Chika
  Chinonso Chinyere Chioma Chisom Chitra Chizoba Chloe Chrissie Christa Christel Christos
  Chucho Chukwuemeka Cian Ciara Ciarán Cielo Cinthia Cinzia Ciorstaidh Clarissa Clau Claudio
  Clemencia Clemency Clemente Clementine Cleo Clémence Clément Cliff Clotilde Coen Coinneach
  Colm Conall Conor Constança Cora Coralie Corentin Corinne Cornelia Cosima Cosimo Cosmo
  Cressida Crispin Crispín Cristiana Cuca Cuco Cyrus Daan Dafydd Dagmar Daichi Daiki Daisy
  Daithí Dalal Dalia Dalila Damilola Dani Danica Daniele Danuta Daphne Dapo Darcy Daria Dario
  Dariusz Darío Darshan Darya Dawid Dawit Dawn Deb Dec Dee Deepa Deepika Deepti Deirbhile
  Dejan Delfina Delia Delphine Delyth Demelza Deniz Dermot Dervla Derya Desirée Despina Detlef
  Devi Devika Devon Dewi Dhanya Dhruv Diarmid Diarmuid Dietmar Dietrich Dilip Dilys Dimitra
  Dimitri Dimitris Dina Dipti Dirk Dolly Domenico Domitila Donal Donatella Donato Dorien
  Dorota Dorothea Dorothée Doug Dougie Dov Dragan Dražen Dubravka Duc Dunja Durga Dušan Dvora
  Dymphna Eachann Eamon Ebele Eberhard Ebony Ebru Ece Eda Edeltraud Edie Edilson Edna Edson
  Edu Edurne Eduviges Edwina Eero Efosa Efraín Efrat Efua Eija Eiko Eilidh Eimear Eirik Eirini
  Eirwen Eitan Eithne Ekaterina Ekene Ekkehard Ekow Ekta Eladio Eleftheria Elen Eleni Eleonora
  Eleri Elfriede Eliezer Elif Elin Elina Elio Eliot Elisabetta Elke Ellinor Elodie Eloise Eloy
  Elpidio Eluned Elvia Elwyn Ema Eman Emanuela Emeka Emer Emeterio Emi Emil Emiliano Emilie
  Emine Emir Emmanuella Emre Emrys Ena Encarna Encarnación Encarni Eneko Eneritz Enid Enrica
  Enzo Eoin Eréndira Erick Erling Ernestina Ernst Esko Esme Esmeralda Esmé Esra Estefany
  Estelle Estibaliz Estrella Etta Ettore Eufemia Eugénie Eun-ji Eunice Eustaquio Evangelia
  Evangelina Evaristo Evgenia Evgeny Ewa Ewan Ewelina Ewen Eze Ezra Éamon Éanna Édouard Élodie
  Émile Émilie Étaín Étienne Fabiana Fabien Fabienne Fabricio Fabrizia Fabrizio Fadi Fahad
  Faisal Faith Faiza Falk Farai Fares Farid Farida Fatemeh Fatih Fatima Fatma Fatoumata
  Faustino Fawzia Fay Faye Feargal Fede Feliciana Felicidad Felisa Femi Femke Fenella Fergus
  Fermina Feyza Fiachra Fidel Fidelma Filemón Filip Filipa Filippa Filippo Finlay Finn Fintan
  Fionnghuala Fionnuala Fiorella Fito Flaminia Flavia Flavio Flávia Flo Flor Florence Fola
  Folake Folasade Fortunata Fotini Franca Frances Franz Frauke Freddie Fredrik Freya Frieda
  Friederike Friedrich Fritz Frode Fulgencio Fumiko Funmi Gabe Gabi Gabor Gabriele Gaby Gael
  Gaétan Gaëlle Gaëtan Gaia Galina Galyna Garazi Garima Gaspar Gaurav Gauri Gauthier Gbenga
  Geert Geeta Genaro Genevieve Geneviève Gennady Gennaro Genoveva Georgia Georgie Georgios
  Geraint Gerd Gerda Gerhard Gerlinde Germaine Gerrit Gertrud Gertrudis Gethin Gérard Ghada
  Giacomo Giada Gianfranco Gianluca Gianmarco Gianni Giannis Gijs Gilda Giles Gilles Ginevra
  Ginés Ginny Giordano Giorgia Giovanna Girish Gisel Gisselle Gita Gitta Gittel Giuditta Gizem
  Gladys Glenda Glenys Glyn Glynis Gobnait Gonçalo Gopal Goran Gordana Gorka Gormlaith
  Gottfried Gökhan Graeme Grainne Gráinne Grecia Greer Gregor Gretchen Grégoire Griselda
  Gruffydd Gualtiero Gudrun Guenther Guille Guillemette Gumersindo Gunilla Gunnar Gurpreet Gus
  Gustav Gül Gülşen Günter Günther Gwen Gwenaëlle Gwenda Gwenllian Gwennie Gwilym Gwyneth
  Habib Hadas Hadeel Hafsa Hakan Hala Halima Halina Halvard Halyna Hamid Hamish Hamza Hana
  Hanan Hank Hanna Hanne Hanneke Hannele Hannelore Hany Harald Hardik Hari Harish Harm
  Harpreet Harsh Harshal Harshita Hartmut Haruka Haruki Haruto Hasan Hatice Håkan Hebe Hector
  Hedda Hedvig Hedwig Heidy Heike Heikki Hein Heiner Heinrich Helga Helge Helmut Hema Hemant
  Hendrik Henk Henrietta Heriberto Hermelinda Herminia Herminio Hermione Herta Hervé Hetty Hew
  Héloïse Hiba Hideki Hilario Hilde Himanshu Hina Hiral Hiroko Hiroshi Hisham Hitomi Horst
  Hortense Hortensia Hosni Huda Hugues Huong Hussein Huub Huw Hüseyin Hyejin Hyun-woo Hywel
  Iago Ianthe Iarlaith Ibironke Ibrahim Ichiro Ida Idoia Idowu Idris Iestyn Ieuan Ifan Ife
  Ifeanyi Ifeoma Ifeyinwa Ignasi Ijeoma Ike Ikenna Ilana Ileana Ilenia Ilias Ilkka Ilse Iman Imani
  Imanol Imelda Imran Ina Inas Inaya Inácio Inbal Indira Indu Ineke Inès Inge Ingeborg Inger
  Ingvild Inma Inmaculada Iñigo Ioan Ioana Ioanna Iolanda Ion Iona Iorwerth Ira Irati Iratxe
  Irena Irfan Iria Irmgard Irvin Iryna Isa Isaías Isaura Isaure Isha Ishaan Ishita Isidro Isla
  Ismail Israel Issy Ita Itzel Ivanna Ivano Ivette Ivo Iwona Izabela Izaskun Izzy Íde İbrahim
  Jaakko Jaap Jaber Jacek Jacinta Jacinto Jackie Jacobo Jacqui Jade Jadwiga Jae-won Jagdish
  Jago Jagoda Jaimie Jairo Jalal Jalen Jamal Jamila Janelle Janine Janusz Jarek Jari Jas
  Jasmin Jasmina Jaspreet Jaume Jawad Jay Jaya Jayant Jayshree Jaz Jazmín Jean-Luc Jean-Marc
  Jean-Pierre Jeanette Jelena Jelle Jemima Jen Jenifer Jeroen Jerónimo Jerzy Jesper Jess Jette
  Jénnifer Jhoana Jhon Jhonatan Ji-hoon Ji-woo Jia Jide Jignesh Jiho Jihoon Jin Jitendra Jiwon
  Joaquina Joaco Jocasta Jochen Jodie Jody Joelle Johan Johanneke Joke Jokin Jolanta Jolyon Jonno
  Jonny Jools Joost Jordan Joris Jorunn Joseba Josefin Joséphine Josie Jost Josué Josune Jovan
  Jovana Jovita Joy Jörn Jude Juhani Jukka Jules Juli Junaid Junko Juno Jurriaan Jutta Jürg
  Jyoti Jyotsna Jørgen Kacper Kadir Kai Kaisa Kaito Kajal Kalinda Kalle Kalliopi Kalpana Kamal
  Kamala Kamau Kamila Kamran Kana Kanika Kaori Karan Kareem Karely Karl-Heinz Karolien Karsten
  Kartik Kasia Kaspar Kat Katarina Kateryna Kath Katharina Kathie Kathrin Kati Katja Katrin
  Kaushik Kavita Kavya Kayla Kayode Kaz Kazuki Kazuo Käthe Kåre Keerthi Kees Keiko Keira
  Keiran Keisha Kelechi Kelli Kelsey Kemal Kemi Ken Kendra Kenta Kenza Kerem Keren Kerensa
  Kerri Keshav Ketan Kev Kez Keziah Kgomotso Khadija Khaled Khalid Khrystyna Kiera Kieran Kike
  Kiki Kilian Kinga Kipchoge Kiran Kirill Kirsi Kirstie Kirstin Kirsty Kirti Kjell Kjersti
  Klaas Knut Kobina Koen Kofi Koji Kojo Koldo Komal Konrad Konstantin Kostas Kourosh Kris
  Krisha Krishna Krista Kristen Kristof Kristoffer Kriti Ksenia Kseniya Kumar Kumiko Kunal
  Kunle Kwabena Kwadwo Kwaku Kwame Kwasi Kylie Kyriaki Lachlan Lachlann Ladislao Laetitia Laia
  Laila Lakshmi Lalita Lalo Lamar Lamia Lana Lance Lanre Laoise Larysa Lasse Lata Latoya
  Laureano Lauri Lautaro Lavinia Layan Layla Lázaro Lea Leander Leandra Leela Leena Leidy Leif
  Leire Lennart Leocadia Leona Leoncio Leonid Leonie Leonora Leopoldo León Lerato Leszek
  Letitia Letizia Lety Lexi Leydi Léon Léonie Liat Libby Lieke Liesbeth Lieselotte Lihua Lilia
  Lillie Lilly Lindiwe Linh Linnea Lisbeth Lisette Liv Livia Liza Lizbeth Lizeth Lizzie
  Ljubica Llinos Lluc Lluís Lodovico Loic Lois Loïc Lonnie Lope Lorcan Loredana Loretta Lothar
  Lotte Lottie Loubna Loveday Lowri Loz Luana Lubna Luci Lucrecia Ludger Ludivine Ludmila
  Ludovic Ludovica Ludwig Luise Luísa Lujain Luka Lupita Lurdes Luther Lyn Lynda Lynne Lynsey
  Lyubov Lyudmila Maaike Maarten Mabel Macaria Maciej Macy Maddalena Madhavi Madhu Madhuri
  Mads Mae Maeve Maëlle Maëva Mafalda Magali Magalí Magaly Maggie Mags Maha Mahdi Mahima
  Mahmoud Maia Maialen Maika Mair Mairead Mairéad Mairi Maj Maja Majid Makena Maksym Malachy
  Malak Malgorzata Malik Malika Malin Malini Mallory Malwina Manal Manasi Mandeep Mandy
  Manfred Manish Manisha Manoj Manpreet Manu Marceau Marcelina Marcella Marcin Mared Mareike
  Marek Marga Margarethe Margaux Marge Marged Margot Marguerite Margrit Mariam Maricela Marie-Claire
  Marieke Marija Marijana Marijke Marika Mariko Marilena Marin Marine Marinella Mariola
  Mariona Marisela Maritza Marius Mariusz Marília Marja Marjan Marjorie Marko Marla Marleen
  Marley Marlis Marloes Marly Marni Marnie Martyn Martyna Maru Maruja Marwa Marwan Marzena
  Masako Masato Massimiliano Massimo Matheus Mathew Mathieu Mathilde Mattia Mattias Maud Mavis
  Maximo Mayank Mayra Maysa Mayte Mayumi Mazen Màiri Máire Máirín Máximo Meche Mechi Mechthild
  Mechtild Meenakshi Meera Meg Megumi Mehdi Mei Meike Meinir Mekdes Melania Melany Meleri
  Melis Mell Melody Memo Menna Merche Mercy Mererid Merrin Merve Mette Mia Michał Micheál
  Michela Michele Mick Mickey Mieke Miho Mika Mikael Mikaela Mikko Mila Milagritos Milan
  Mildred Milica Milind Millie Milton Min-jun Mina Minami Mindy Minh Minji Minna Minnie Mira
  Mireille Mirela Mirian Mirjana Mirko Mirna Miroslav Mirosław Mirta Mirtha Misaki Mitali
  Mitch Miyuki Mobolaji Modesto Modupe Mohamed Mohammad Mohammed Mohan Mohini Mohit Moira
  Mollie Monisha Monserrat Morag Mordechai Morenike Morgane Moritz Morten Morven Morwenna
  Moses Moshe Moustafa Mpho Mridula Mrinal Muhammad Muhannad Muireall Muireann Mukesh Muna
  Munir Murali Murat Murdo Muriel Mustafa Mwangi Mykhailo Mykola Myles Myra Myrna Naa Nabil
  Nacho Nada Nadeem Nader Nadezhda Nadège Nafisa Nagore Nahia Nahuel Naima Naira Najwa Nalini
  Namita Namrata Nana Nandini Nanette Naoise Naoki Naoko Narayan Naresh Nasreen Nasrin Nasser
  Natalia Nataliya Natallia Nataša Nate Natividad Naveen Nawal Nayara Nazar Nazlı Nádia Ndidi
  Neasa Nebojša Ned Neela Neelam Neelima Neema Neeraj Nelida Nell Nellie Nelly Nena Nenad
  Nermin Nerys Nessa Nestor Neus Nev Neve Neyda Nélida Ngoc Ngozi Nia Nicanor Nicasio Niccolò
  Nico Nicolaas Nicoletta Nidhi Nidia Niek Niels Nienke Nige Nii Nikita Niko Nikola Nikolai
  Nikolina Nikos Nilesh Nils Nilufar Nimisha Ninon Niraj Nisha Nishant Nita Nitin Nivedita
  Nizar Njeri Nkechi Nnamdi Nnenna Noam Noelia Noelle Noémie Nohemí Nollaig Nomsa Nomvula Nona
  Nonso Noor Norbert Norberto Noreen Nosipho Nour Noura Nozomi Nuala Nubia Nuno Nunzia Nuria
  Nurten Nwando Nyaradzo Nyasha Nynke Ñusta Obdulia Obiageli Obinna Océane Odalys Oddvar
  Odette Odhrán Odile Odilia Ofelia Ogechi Oğuz Oier Oihana Oisin Oisín Okechukwu Oksana Ola
  Olabisi Olaf Olanrewaju Olayinka Ole Oleg Oleksandr Olena Olesya Olive Olu Olufemi Olumide
  Olusegun Oluwaseyi Oluwatobi Omaima Omkar Omolara Omotola Omprakash Ondine Onur Onyeka Ooi
  Oona Opal Ophélie Orazio Orfelina Orla Orlaith Orlando Ornella Ortrud Osagie Osama Oskar
  Osman Ostap Otávio Otieno Otilia Otis Otmar Ottavia Ottilie Ottmar Otto Ottoline Outi Owain
  Oyinkan Ozan Órla Padma Padmini Padraig Pallavi Pam Panagiotis Panayiota Pankaj Paolina
  Parag Parisa Parth Parul Parvati Pascale Pascaline Pascual Patrik Patrizia Patrycja Patsy
  Patti Patxi Paty Pau Paulette Paulino Pavan Pawan Pawel Paweł Payal Pádraig Päivi Pearl Peio
  Pekka Pelin Pep Pepa Percy Perdita Peregrine Perla Pernille Perrine Peru Peta Petr Petro
  Petrona Petros Petter Philomena Phuong Phyllis Piera Piet Pieter Pietro Pip Piper Pippa
  Piran Piyush Plácido Polina Poncho Poonam Poornima Porfirio Prabhu Prachi Pradeep Pradnya
  Pragya Pranav Pranita Prasad Prashant Prateek Pratibha Pratik Praveen Preethi Preeti Prem
  Primitivo Prisca Prithvi Proinsias Prudence Prudencio Przemek Ptolemy Puja Puneet
  Purificación Purvi Pushpa Pınar Qais Qasim Queralt Quetzal Quetzalli Quique Quynh Rabia
  Rachael Rachana Rachid Rachna Radek Radha Radhika Radovan Rae Raed Rafa Rafał Rafe Raff
  Raffaele Raffaella Rafferty Raghav Raghu Ragnar Ragnhild Rahim Rahma Raimundo Rainer Raisa
  Rajan Rajani Rajat Rajeev Rajendra Rajiv Rajni Rakesh Ralf Ram Rama Raman Ramesh Rami Ramya
  Rana Randall Randi Rani Rania Ranjana Ranjit Raphaëlle Rasha Rashid Rashmi Rasmus Ratko
  Ratna Ravi Rawan Rebekah Recep Reece Reem Reema Reena Refilwe Reggie Regine Reiko Reinaldo
  Reinhard Reinhold Rekha Reme Remedios Remi Remy Renate Renato Renaud Rens Renu Renuka Renzo
  Reshma Reyna Reynaldo Reza Régis Réjane Rémi Rhea Rhian Rhiannon Rhoda Rhodri Rhona Rhydian
  Rhys Rich Richa Ricky Rie Rigoberto Riham Riikka Rikke Rima Rina Risa Rishi Ritu Rivka Riya
  Ríona Robbie Rocco Rocio Rodolphe Roel Rohini Rohit Roisin Rolf Roma Romain Roman Romana
  Romane Romeo Romi Romilly Romina Ronan Roni Ronja Roopa Roque Rosalba Rosalind Rosalva
  Rosangela Rosaria Rosaura Rosendo Roser Roshan Roshni Rosita Rosmery Rossana Rossella
  Roswitha Rosy Rotimi Rowan Rowena Roxy Roya Róisín Rómulo Ruairidh Ruairí Ruba Ruben Rubi
  Rubina Rubí Ruchi Ruchika Rudi Rudolf Rufino Rufus Ruggero Rukmini Rune Rupa Rupal Ruperto
  Rupesh Rupprecht Ruslan Rusty Ruta Rute Rutendo Ruthie Rutuja Ruud Ruxandra Rüdiger Ryo
  Ryoko Ryota Ryszard Saad Sabah Sabela Sabrin Sachiko Sachin Sade Sadhana Sadhbh Sadie Saeed
  Safa Safiya Sagar Sagrario Sahar Sahil Saida Saim Sajid Saki Sakshi Sakura Salah Salim
  Salome Salvador Salwa Sameer Samer Sami Samir Samira Sana Sandhya Sandrine Sandro Sangeeta
  Sangita Sanja Sanjana Sanna Santi Santiago Saoirse Sapna Saraswati Sarika Sarita Sascha
  Satish Satomi Satoshi Satu Saturnino Satyajit Saurabh Savannah Savita Savitri Sawsan Sayaka
  Sayali Schuyler Sebas Secundino Seda Seema Segun Selam Selçuk Selena Selim Selin Selina
  Selma Senthil Seo-yeon Seojun Seonaid Seosamh Sepp Seppo Serafín Seren Serenella Serge
  Sergia Sergio Serhii Serkan Seun Severine Severino Séamus Séverine Shabnam Shadi Shahid Shai
  Shaila Shailesh Shakira Shalini Shamima Shana Shanice Shankar Shanthi Sharad Sharmila Sharon
  Shashi Shauna Shaunagh Shawn Shay Shayla Shaz Sheela Sheetal Shekhar Shelby Sherif Shikha
  Shilpa Shinji Shiori Shira Shirin Shirish Shivani Shlomo Shmuel Sho Shobha Shona Shoshana
  Shota Shraddha Shreya Shreyas Shrikant Shruti Shubham Shulamit Shweta Sian Siân Sibel Sid
  Siddharth Siddhi Sidney Sidonie Sidra Siegfried Sieglinde Sienna Sigmund Signe Sigrid Sigrun
  Sigurd Silas Silje Silke Silverio Silvina Silvio Simão Simisola Simonetta Sindhu Sindre
  Sinead Sinem Sinéad Sinforoso Sioned Siôn Sipho Siri Sissel Sita Siv Sixto Síle Sjoerd
  Slavica Slobodan Smita Smriti Sneh Snežana Soco Sofi Sofie Sofiya Soha Sohail Sol Sola
  Solange Solène Solfrid Solveig Somto Sonal Sonali Sonja Sonya Soo-jin Soraya Sorcha Sorrel
  Soumya Sourav Sónia Sönke Spiros Spyridon Sri Srinidhi Srinivas Srđan Stacie Stan Stanislav
  Stanisław Stanka Stavros Stavroula Steffen Steffi Stelios Stepan Steren Stevie Stew Stig
  Struan Sture Subhash Subramaniam Sucheta Sudha Sudhir Sugandha Suhail Suhaila Sujata Sujin
  Suki Sukie Sulekha Suma Suman Sumedha Sumit Sunaina Sunita Sunniva Supriya Suraj Surbhi
  Surender Suresh Surya Suse Sushant Sushil Sushma Suzan Suzie Suzy Svein Svenja Swapnil
  Swarnali Swati Sybil Syed Sylvain Sylvie Sylwia Szymon Søren Sławomir Tadeo Tadeusz Tadhg
  Taha Taher Tahira Taiwo Takashi Takeshi Takumi Tali Talia Tamar Tamer Tamika Tamsin Tanmay
  Tanuja Tanvi Tao Taras Tarek Tariq Tarja Tarquin Tarun Tasha Tatenda Tatsuya Tatum Tatyana
  Taylah Tânia Tea Tegan Tejal Tejas Telma Telmo Temitope Tendai Teodora Teodoro Tere
  Teresinha Terhi Teri Terje Terri Tess Tetiana Tetsuya Teun Tewodros Thabo Thaís Thalia
  Thanasis Thandeka Thandiwe Thao Thea Thelma Themba Thibault Thibaut Thijs Thomasin Thora
  Thorsten Thuy Tibby Tico Tihana Tijs Til Tilda Till Tillie Tilly Timo Timoteo Timur Tineke
  Tino Titilayo Tito Titus Tiziana Tobenna Tobi Tolga Tolu Tomasa Tomé Tomislav Tommaso Tomoko
  Tomos Toñi Toñita Toño Topaz Tope Torbjørn Toribio Torsten Torunn Toshiko Tova Tove Toyin
  Tracie Trang Traute Trev Trina Trinh Trini Tripti Trish Trisha Trond Trudy Trupti Trygve
  Tuan Tuba Tudor Tudur Tulika Tumelo Tunde Tuomas Turid Tushar Tuula Tuva Tuyet Txema Txomin
  Tzipora Tzvi Uche Uchechi Uchenna Uday Udo Ufuk Ugo Ujjwal Ulf Uli Ulises Ulla Ulli Ulrich
  Uma Umar Umberto Umesh Una Unni Urbano Ursel Ursula Urszula Urvashi Usha Usman Ute Utkarsh
  Uwe Uxía Úna Vadim Vaibhav Vaishali Valentin Valentino Valerio Vanda Vandana Vane Vani Vanja
  Varsha Varun Vasant Vasco Vasil Vasiliki Vassilis Vasudha Vasyl Vatsala Vânia Vedran Veena
  Veer Veit Venancio Venkat Venkatesh Verena Verity Vero Vesna Véronique Vibha Vicenta Vicente
  Victoire Vidar Vidya Viggo Vihaan Vijaya Vikki Vikrant Viktoriia Ville Vilma Vimal Vinay
  Vincenza Vineet Vinita Vinnie Vinod Viola Violaine Violet Violeta Vip Vipul Viraj Virgilio
  Virginia Virginie Vishnu Visnja Vitor Vittoria Vittorio Viv Vivien Vivienne Vlado Volkan
  Volker Volodymyr Vrinda Vrushali Vsevolod Vuk Vuyo Wael Wafa Waldemar Wale Waleed Walid
  Waltraud Wambui Wanjiru Wei Wenceslao Wenche Werner Wes Wibke Wiebke Wieland Wiesław
  Wiesława Wiktoria Wilder Wilf Wilfred Wilfrido Wilfried Wilhelmina Wilhelmine Willa Wilmer
  Wim Winfried Winifred Winnie Wioletta Wissam Witold Wojciech Wouter Wren Xabi Xabier Xaver
  Xenia Xia Xiaoming Ximo Xisca Xoán Xochitl Xóchitl Yaa Yaakov Yadhira Yadira Yael Yahaira
  Yaiza Yajaira Yamila Yamilet Yamini Yamuna Yan Yana Yanet Yanira Yann Yannick Yara Yaritza
  Yaroslav Yasemin Yash Yashwant Yasir Yasser Yassine Yasuko Yavuz Yaw Yazmín Yejin Yelena
  Yemi Yenny Yesica Yesid Yetunde Yevhen Yewande Yiannis Yildiz Ying Yinka Yitzhak Ylenia
  Yngve Yogesh Yogita Yohana Yoko Yolande Yonas Yonatan Yoshiko Yousef Youssef Youssra Yui
  Yuki Yuko Yuli Yuliana Yulieth Yuliia Yumi Yuna Yuridia Yusuke Yvon Zac Zacarías Zack Zahra
  Zaid Zainab Zaira Zak Zakaria Zaki Zandile Zane Zanele Zara Zawadi Zbigniew Zdeněk Zdravko
  Zeferino Zehra Zelda Zenaida Zenon Zev Zia Ziad Zikora Zineb Zita Zlata Zofia Zoila Zoltan
  Zora Zoraida Zoran Zuleika Zulema Zulma Zuzana Zvi Željka Željko Øystein
`;

export const moreGivenNames: ReadonlySet<string> = listOf(`${names} ${withoutAccents(names)}`);
