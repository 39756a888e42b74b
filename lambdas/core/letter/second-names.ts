import { ListedWords } from '../listed-words.ts';

/**
 * More given names, in lower case and without accents: those that may be the second name
 * of a person, like Paul in "John Paul". Some are family names, too. After a given name
 * they say that the first name may have two words, so the name is greeted whole. Most are
 * from the lists of first names in Faker (https://fakerjs.dev, MIT).
 *
 * Names that are mostly family names after a given name (Taylor, Lee, Kim) are left out:
 * "Emma Taylor" is Emma.
 */
export const secondNames = new ListedWords(
  () => `
  abel abraham adaeze adan agnese ahmad aida aiko ainara ake akira akos aksel alain alan alexander
  ali alina aline alisa alma alondra alyssa ama amaya ambar amber amelie amir amira anamaria anand
  ander andre ane angel angeles angelo anh anja ann anni annmarie anthony antoine antonela antonella
  antonietta anxo ariadna aritz armin arnau arnold arthur asa ascension asier asis assunta aurelio
  aurore autumn ava axel azucena azul babu belle bence benito berit bernadette bernard bernd berta
  bertrand biel birgit birthe blanca bob bobbie bobby bodil brais brayan brigitte britt bruna callum
  caoimhe cara caridad carl carles carmine catarina caterina chandra charles chidi chioma christer
  christian ciara cillian ciro citlali citlalli claes clemente colin concepcion concetta conchita
  constantin constanza cora coral cristobal cruz csaba csilla cyril dafydd daniele dante daria dario
  darren darshini dawn dayana dean debora dee delfina delphine denis dennis desmond detlef dev devi
  dina dominic dorian dorotea duarte edmond edmund edoardo eduarda edurne efrain efren eilidh ela
  eleonora elina elio ema emanuel emanuele emeka emese emi emil emiliana emiliano emilie emperatriz
  encarnacion eneko erich erick ernest erno ernst esmeralda esteban estelle estrella evelina
  everardo fabiano faith fang fay faye felicia feliciano ferdinand ffion filip filipe filippo flor
  folake francis frank franziska fredrik friedrich fuensanta gabriele gael gaelle ganesh gaspar gene
  geoffrey georg george georges gerald gerd geronimo geza gianni gilberto gino giorgio giuliano
  goncalo goran gorka gracia grainne grazia guillermina guiomar gunnar gunther gustav guy hamish
  hamza hanna haruka hasan heinrich heinz helene henri henrik henrique henry herbert herman
  hermenegildo hiba hiroshi homero hope horst hua hugh hui huong hyun ibrahim ida ifeoma ignacia
  ilyas immacolata ina inmaculada iria isac isaias isak ismail israel itzel ivanna ivy jack jacobo
  james jasmina jasper jay jayden jazmin jeno jeronimo ji jia jin jo johan johanne jolene jone josee
  josu joy joyce julen jules julius jun jyothi jyoti kalman kaori kara kari katarina katharina
  katrin kavita kay keiko kenta kerry khadija kiara kinga kiran klaas klara kofi konrad krishna
  kristi kristof kumar kumari kwame kyra laia lakshmi lal lan lana lata latha laure lautaro leire
  leocadia leon leona leonard leoni leonie leopold levi lia liana lilia lilla ling linh lis lise
  livia lizbeth lorenz lori lotta lotte lou luc lucas luce lucien lucienne ludovica ludwig luigi
  luise luiza luka mae magdalene mai maia maica maja malina marek mari mariam marianela maricruz
  marilu maritza marius markel marko martin maryam mathilde matyas maxim may mayte mei melany melis
  meriem meritxell mette mia mika mikael mila milan milo min mina ming minh mira mirko mohamed
  mohammed mohan monserrat muhammad nahia nahuel nam nandor nataly natasa nath nazaret neil nekane
  ngozi nia nicanor nicolo nikola nils noam noe noelia noor norbert noura nuno nur odile ofelia
  oisin ole oliver olof oluwaseyi ona oskar otto ove pau paul paz pearl per philipp piero pio pol
  pradeep prasad preeti purificacion rae raffaele rainer ram ramesh rani ray raymond reda remedios
  renato reuben reyes rhys rocco roisin rolf romeo romy rosalinda rosemarie roser rudolf sabela
  sabina sachin sagrario sakura salah sander santiago santino saray selene selma sergi sian sienna
  signe simon sinead sky skye sofie sonja soo sri summer sunita suresh sylvie tadeo takashi tarek
  temitope teodoro terence thea thi thomas tibor timoteo tine tommaso trevor trini trinidad ulises
  ulrich umberto uriel uwe uxia uxue valentino vicente vilmos vincent viola virag virginia virtudes
  visitacion vitoria vittoria vittorio volker walid walter wei werner wilhelmina willa william
  xabier xenia xin xiu xoan xochitl yadira yamila yamileth yan yareli yaretzi yasmina yazmin yessica
  ying yoko youssef yuki yuridia zahra zainab zalan zara zaynab zita zoraida zsombor zsuzsa zulema`,
);
