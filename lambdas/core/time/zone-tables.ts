/**
 * The cities that people type as their time zone, in addition to those in IANA names. A
 * line has the zone, its best-known city in English and Spanish (only in its first line),
 * and more cities with the same time. A city of several zones is asked back with the
 * country, or with the region that stands after `@`.
 *
 * A name is asked back if a second city of that name has different clocks, and either has
 * at least 50,000 people and an eighth of those of the first, or is well known. "London"
 * and "Barcelona" alone mean one city.
 */
export const CITIES = `
America/New_York|New York/Nueva York|boston, filadelfia, philadelphia, washington@dc
America/New_York||washington dc, washington d c, miami, atlanta, orlando, tampa, baltimore
America/New_York||pittsburgh, charlotte
America/New_York||raleigh, cleveland, columbus, cincinnati, buffalo, jersey city, newark
America/New_York||jacksonville, ann arbor, toledo, cambridge, nueva jersey, new jersey, florida
America/New_York||providence, hartford, new haven, stamford, syracuse, albany, virginia beach
America/New_York||fort lauderdale, west palm beach, knoxville, louisville, grand rapids, akron
America/New_York||dayton, portland@maine, rochester@new york, richmond@virginia
America/New_York||arlington@virginia, alexandria@virginia, norfolk@virginia, durham@north carolina
America/New_York||columbia@south carolina, springfield@massachusetts, worcester@massachusetts
America/New_York||salem@massachusetts, canton@ohio, st petersburg@florida
America/New_York||saint petersburg@florida, charleston, wilmington, brooklyn, manhattan, queens
America/Chicago|Chicago/Chicago|houston, dallas, austin, san antonio, mineapolis, minneapolis
America/Chicago||nueva orleans, new orleans, st louis, saint louis, san luis misuri, kansas city
America/Chicago||milwaukee, nashville, memphis, oklahoma city, omaha, birmingham, fort worth
America/Chicago||el paso texas, tulsa, madison, des moines, wichita, st paul, ft worth, plano
America/Chicago||laredo, mcallen, corpus christi, lubbock, baton rouge, little rock
America/Chicago||rochester@minnesota, springfield@illinois, columbia@missouri, aurora@illinois
America/Chicago||arlington@texas, waterloo@iowa, odessa@texas, lincoln@nebraska
America/Denver|Denver/Denver|albuquerque, salt lake city, colorado springs, el paso
America/Denver||santa fe nuevo mexico, santa fe@new mexico, aurora@colorado, boulder, provo
America/Phoenix|Phoenix/Phoenix|tucson, mesa arizona, mesa, scottsdale, arizona
America/Los_Angeles|Los Angeles/Los Ángeles|san francisco, seattle, san diego, las vegas
America/Los_Angeles||sacramento, oakland, palo alto, mountain view, silicon valley, san jose
America/Los_Angeles||california, portland@oregon, richmond@california, salem@oregon, fresno
America/Los_Angeles||long beach, irvine, berkeley, tacoma, stockton, santa ana@california
America/Los_Angeles||santa rosa@california, washington@state
America/Anchorage|Anchorage/Anchorage|alaska, fairbanks
Pacific/Honolulu|Honolulu/Honolulu|hawaii, hawai
America/Indiana/Indianapolis|Indianapolis/Indianápolis|
America/Halifax|Halifax/Halifax|nueva escocia, nova scotia
America/St_Johns|St. John's/San Juan de Terranova|terranova, newfoundland
America/Toronto|Toronto/Toronto|montreal, ottawa, quebec, hamilton, mississauga
America/Toronto||waterloo@ontario, kingston@ontario, kitchener
America/Vancouver|Vancouver/Vancouver|victoria, british columbia, columbia britanica
America/Edmonton|Edmonton/Edmonton|calgary
America/Mexico_City|Mexico City/Ciudad de México|cdmx, df, mexico df, mexico d f, guadalajara
America/Mexico_City||puebla, toluca, leon, queretaro, san luis potosi, aguascalientes, morelia
America/Mexico_City||cuernavaca, acapulco, oaxaca, veracruz, xalapa, pachuca, zapopan, celaya
America/Mexico_City||irapuato, villahermosa, tampico, zacatecas, durango, tuxtla gutierrez
America/Mexico_City||nezahualcoyotl, colima, jalisco, guanajuato, cordoba, salamanca, zamora
America/Mexico_City||san luis
America/Monterrey|Monterrey/Monterrey|saltillo, torreon, nuevo leon, linares
America/Merida|Mérida (Mexico)/Mérida (México)|merida, campeche, yucatan, valladolid
America/Cancun|Cancún/Cancún|playa del carmen, chetumal, quintana roo, tulum
America/Tijuana|Tijuana/Tijuana|mexicali, ensenada, baja california
America/Hermosillo|Hermosillo/Hermosillo|sonora, ciudad obregon
America/Mazatlan|Mazatlán/Mazatlán|culiacan, sinaloa, los cabos, cabo san lucas, tepic, la paz
America/Mazatlan||la paz baja california sur
America/Ciudad_Juarez|Ciudad Juárez/Ciudad Juárez|juarez
America/Guatemala|Guatemala City/Ciudad de Guatemala|quetzaltenango, antigua guatemala, antigua
America/Tegucigalpa|Tegucigalpa/Tegucigalpa|san pedro sula
America/El_Salvador|San Salvador/San Salvador|santa ana, san miguel
America/Managua|Managua/Managua|leon, granada
America/Costa_Rica|San José (Costa Rica)/San José (Costa Rica)|san jose, alajuela, heredia, cartago
America/Panama|Panama City/Ciudad de Panamá|colon
America/Havana|Havana/La Habana|habana, santiago de cuba, santiago, trinidad
America/Santo_Domingo|Santo Domingo/Santo Domingo|santiago de los caballeros, santiago, punta cana
America/Puerto_Rico|San Juan (Puerto Rico)/San Juan (Puerto Rico)|san juan, ponce, bayamon
America/Puerto_Rico||san juan de puerto rico
America/Jamaica|Kingston (Jamaica)/Kingston (Jamaica)|kingston
America/Port_of_Spain|Port of Spain/Puerto España|trinidad
America/Antigua|Antigua and Barbuda/Antigua y Barbuda|antigua
Atlantic/Bermuda|Bermuda/Bermudas|hamilton
America/Bogota|Bogotá/Bogotá|santafe de bogota, medellin, cali, barranquilla, cartagena
America/Bogota||cartagena de indias, bucaramanga, pereira, manizales, cucuta, ibague
America/Bogota||santa marta, villavicencio, neiva, pasto, popayan, armenia, cartago, pamplona
America/Bogota||florencia
America/Caracas|Caracas/Caracas|maracaibo, valencia, barquisimeto, merida, maracay
America/Caracas||ciudad guayana, puerto la cruz
America/Guayaquil|Quito/Quito|cuenca, guayaquil
America/Lima|Lima/Lima|arequipa, cusco, cuzco, trujillo, callao
America/Lima||chiclayo, piura, iquitos
America/La_Paz|La Paz (Bolivia)/La Paz (Bolivia)|la paz, santa cruz de la sierra, santa cruz
America/La_Paz||trinidad, cochabamba, sucre, el alto
America/Asuncion|Asunción/Asunción|ciudad del este, concepcion
America/Montevideo|Montevideo/Montevideo|punta del este
America/Santiago|Santiago (Chile)/Santiago de Chile|santiago, valparaiso, vina del mar
America/Santiago||concepcion, antofagasta
America/Santiago||temuco, la serena, iquique, rancagua, talca, puerto montt, linares
America/Buenos_Aires|Buenos Aires/Buenos Aires|santa fe, santa rosa, neuquen
America/Buenos_Aires||rosario, la plata, mar del plata, bahia blanca, caba
America/Argentina/Cordoba|Córdoba (Argentina)/Córdoba (Argentina)|cordoba
America/Argentina/La_Rioja|La Rioja (Argentina)/La Rioja (Argentina)|la rioja
America/Argentina/San_Juan|San Juan (Argentina)/San Juan (Argentina)|san juan
America/Argentina/San_Luis|San Luis (Argentina)/San Luis (Argentina)|san luis
America/Argentina/Mendoza|Mendoza/Mendoza|
America/Argentina/Jujuy|Jujuy/Jujuy|
America/Argentina/Catamarca|Catamarca/Catamarca|
America/Argentina/Tucuman|Tucumán/Tucumán|san miguel de tucuman
America/Sao_Paulo|São Paulo/São Paulo|sao paulo, rio de janeiro, brasilia, belo horizonte
America/Sao_Paulo||curitiba, porto alegre, florianopolis, campinas, vitoria, goiania, santos
America/Bahia|Salvador/Salvador de Bahía|salvador bahia, bahia
America/Santarem|Santarém (Brazil)/Santarém (Brasil)|santarem
America/Cuiaba|Cuiabá/Cuiabá|caceres
America/Manaus|Manaus/Manaos|
America/Rio_Branco|Rio Branco/Río Branco|
Europe/Madrid|Madrid/Madrid|barcelona, valencia, sevilla, seville, zaragoza, saragossa, malaga
Europe/Madrid||murcia, palma, palma de mallorca, mallorca, bilbao, alicante, cordoba, valladolid
Europe/Madrid||vigo, gijon, granada, la coruna, a coruna, coruna, vitoria, oviedo, santander
Europe/Madrid||san sebastian, donostia, pamplona, salamanca, toledo, cadiz, merida, leon
Europe/Madrid||cartagena, cuenca, trujillo, la rioja, logrono, girona, gerona, tarragona, lleida
Europe/Madrid||lerida, burgos, santiago de compostela, santiago, guadalajara, linares, zamora
Europe/Madrid||vitoria gasteiz
Europe/Madrid||badajoz, caceres, almeria, huelva, jaen, albacete, castellon, elche, marbella
Europe/Madrid||jerez, lugo, ourense, pontevedra, segovia, avila, huesca, teruel, soria, ibiza
Atlantic/Canary|Las Palmas/Las Palmas|canarias, canary islands, islas canarias
Atlantic/Canary||las palmas de gran canaria, gran canaria, tenerife, santa cruz de tenerife
Atlantic/Canary||santa cruz
Europe/Lisbon|Lisbon/Lisboa|oporto, porto, braga, coimbra, santarem
Atlantic/Azores|Ponta Delgada/Ponta Delgada|azores
Europe/London|London/Londres|edinburgh, edimburgo, glasgow, manchester, birmingham, liverpool
Europe/London||leeds, bristol, sheffield, cardiff, newcastle, oxford, cambridge, inglaterra
Europe/London||england, escocia, scotland, gales, wales, belfast, nottingham, leicester, brighton
Europe/London||southampton, worcester, durham, lincoln
Europe/Dublin|Dublin/Dublín|cork, galway
Europe/Paris|Paris/París|lyon, marsella, marseille, tolosa, toulouse, burdeos, bordeaux, niza
Europe/Paris||nice, lille, nantes, estrasburgo, strasbourg, montpellier, grenoble, rennes
Europe/Brussels|Brussels/Bruselas|amberes, antwerp, gante, ghent, brujas, bruges, lieja, liege
Europe/Brussels||bruxelles
Europe/Amsterdam|Amsterdam/Ámsterdam|la haya, the hague, den haag, rotterdam, roterdam, utrecht
Europe/Amsterdam||eindhoven
Europe/Luxembourg|Luxembourg/Luxemburgo|
Europe/Berlin|Berlin/Berlín|munich, munchen, hamburgo, hamburg, francfort, frankfurt, colonia
Europe/Berlin||cologne, koln, stuttgart, dusseldorf, leipzig, dresde, dresden, hannover, hanover
Europe/Berlin||nuremberg, bonn, bremen
Europe/Vienna|Vienna/Viena|salzburgo, salzburg, graz, innsbruck, wien
Europe/Zurich|Zurich/Zúrich|ginebra, geneva, geneve, basilea, basel, berna, bern, lausana
Europe/Zurich||lausanne, lucerna, lucerne, lugano
Europe/Rome|Rome/Roma|milan, milano, napoles, naples, turin, torino, florencia, florence, firenze
Europe/Rome||venecia, venice, venezia, bolonia, bologna, genova, genoa, palermo, verona
Europe/Monaco|Monaco/Mónaco|
Europe/Copenhagen|Copenhagen/Copenhague|aarhus
Europe/Stockholm|Stockholm/Estocolmo|gotemburgo, gothenburg, goteborg, malmo
Europe/Oslo|Oslo/Oslo|bergen
Europe/Helsinki|Helsinki/Helsinki|tampere, espoo
Atlantic/Reykjavik|Reykjavik/Reikiavik|
Europe/Warsaw|Warsaw/Varsovia|cracovia, krakow, cracow, breslavia, wroclaw, gdansk, poznan, lodz
Europe/Prague|Prague/Praga|brno
Europe/Bucharest|Bucharest/Bucarest|cluj, cluj napoca, iasi, timisoara
Europe/Belgrade|Belgrade/Belgrado|
Europe/Ljubljana|Ljubljana/Liubliana|
Europe/Sofia|Sofia/Sofía|
Europe/Athens|Athens/Atenas|salonica, tesalonica, thessaloniki
Europe/Tallinn|Tallinn/Tallin|
Europe/Vilnius|Vilnius/Vilna|
Europe/Kyiv|Kyiv/Kiev|lviv, leopolis, odesa, odessa, jarkov, kharkiv
Europe/Moscow|Moscow/Moscú|san petersburgo, saint petersburg, st petersburg
Europe/Istanbul|Istanbul/Estambul|ankara, esmirna, izmir
Africa/Cairo|Cairo/El Cairo|alejandria, alexandria
Africa/Casablanca|Casablanca/Casablanca|rabat, marrakech, marrakesh, tanger, tangier, fez
Africa/Algiers|Algiers/Argel|oran
Africa/Tunis|Tunis/Túnez|
Africa/Tripoli|Tripoli (Libya)/Trípoli (Libia)|tripoli
Asia/Beirut|Beirut/Beirut|tripoli
Africa/Lagos|Lagos/Lagos|abuja
Africa/Nairobi|Nairobi/Nairobi|mombasa
Africa/Addis_Ababa|Addis Ababa/Adís Abeba|
Africa/Johannesburg|Johannesburg/Johannesburgo|ciudad del cabo, cape town, pretoria, durban
Africa/Malabo|Malabo/Malabo|bata
Africa/Accra|Accra/Acra|
Africa/Khartoum|Khartoum/Jartum|
Asia/Jerusalem|Jerusalem/Jerusalén|tel aviv, haifa
Asia/Damascus|Damascus/Damasco|
Asia/Amman|Amman/Amán|
Asia/Baghdad|Baghdad/Bagdad|
Asia/Riyadh|Riyadh/Riad|jeddah, yeda
Asia/Dubai|Dubai/Dubái|abu dhabi, abu dabi
Asia/Qatar|Doha/Doha|
Asia/Kuwait|Kuwait City/Ciudad de Kuwait|
Asia/Tehran|Tehran/Teherán|
Asia/Yerevan|Yerevan/Ereván|armenia
Asia/Tbilisi|Tbilisi/Tiflis|
Asia/Baku|Baku/Bakú|
Asia/Tashkent|Tashkent/Taskent|
Asia/Karachi|Karachi/Karachi|lahore, islamabad, hyderabad, faisalabad, rawalpindi
Asia/Kolkata|Kolkata/Calcuta|calcutta, mumbai, bombay, delhi, nueva delhi, new delhi, bangalore
Asia/Kolkata||bengaluru, chennai, madras, jaipur, surat, kochi, hyderabad, lucknow
Asia/Kolkata||nagpur, pune, ahmedabad, gurgaon, gurugram, noida
Asia/Kathmandu|Kathmandu/Katmandú|
Asia/Dhaka|Dhaka/Daca|
Asia/Yangon|Yangon/Rangún|rangoon
Asia/Bangkok|Bangkok/Bangkok|chiang mai
Asia/Ho_Chi_Minh|Ho Chi Minh City/Ciudad Ho Chi Minh|hanoi, saigon
Asia/Jakarta|Jakarta/Yakarta|bandung
Asia/Makassar|Makassar/Macasar|bali, denpasar
Asia/Singapore|Singapore/Singapur|
Asia/Manila|Manila/Manila|cebu, quezon city
Asia/Shanghai|Shanghai/Shanghái|beijing, pekin, peking, shenzhen, guangzhou, canton, chengdu
Asia/Shanghai||hangzhou, wuhan, nanjing, xian, tianjin
Asia/Taipei|Taipei/Taipéi|
Asia/Seoul|Seoul/Seúl|busan
Asia/Tokyo|Tokyo/Tokio|osaka, kochi, kioto, kyoto, yokohama, nagoya, fukuoka, sapporo, hiroshima
Asia/Ulaanbaatar|Ulaanbaatar/Ulán Bator|
Australia/Sydney|Sydney/Sídney|newcastle, canberra, wollongong
Australia/Melbourne|Melbourne/Melbourne|victoria, geelong
Australia/Brisbane|Brisbane/Brisbane|gold coast, cairns, queensland
Australia/Adelaide|Adelaide/Adelaida|
Australia/Hobart|Hobart/Hobart|tasmania
Pacific/Auckland|Auckland/Auckland|wellington, christchurch, hamilton, dunedin
Pacific/Norfolk|Norfolk Island/Isla Norfolk|norfolk
`;

/**
 * Countries in English and Spanish, other names of them, and their time zones. In the
 * first zone it is always the same time as in the others if the line ends with `=`.
 */
export const COUNTRIES = `
United States/Estados Unidos|usa, us, eeuu, ee uu, e e u u, united states of america|
United States/Estados Unidos||America/New_York America/Chicago America/Denver America/Phoenix
United States/Estados Unidos||America/Los_Angeles America/Detroit America/Boise
United States/Estados Unidos||America/Anchorage Pacific/Honolulu America/Indiana/Indianapolis
Canada/Canadá||America/Toronto America/Vancouver America/Halifax America/Edmonton America/Winnipeg
Canada/Canadá||America/St_Johns
Mexico/México||America/Mexico_City America/Monterrey America/Merida America/Cancun America/Tijuana
Mexico/México||America/Hermosillo America/Mazatlan America/Chihuahua America/Ciudad_Juarez
Mexico/México||America/Matamoros America/Ojinaga America/Bahia_Banderas
Guatemala/Guatemala||America/Guatemala
Honduras/Honduras||America/Tegucigalpa
El Salvador/El Salvador||America/El_Salvador
Nicaragua/Nicaragua||America/Managua
Costa Rica/Costa Rica||America/Costa_Rica
Panama/Panamá||America/Panama
Cuba/Cuba||America/Havana
Dominican Republic/República Dominicana|rd|America/Santo_Domingo
Puerto Rico/Puerto Rico||America/Puerto_Rico
Jamaica/Jamaica||America/Jamaica
Bermuda/Bermudas||Atlantic/Bermuda
Colombia/Colombia||America/Bogota
Venezuela/Venezuela||America/Caracas
Ecuador/Ecuador||America/Guayaquil
Peru/Perú||America/Lima
Bolivia/Bolivia||America/La_Paz
Paraguay/Paraguay||America/Asuncion
Uruguay/Uruguay||America/Montevideo
Chile/Chile||America/Santiago
Argentina/Argentina||America/Buenos_Aires America/Argentina/Cordoba America/Argentina/La_Rioja
Argentina/Argentina||America/Argentina/San_Juan America/Argentina/Mendoza
Argentina/Argentina||America/Argentina/Tucuman America/Argentina/San_Luis
Argentina/Argentina||America/Argentina/Salta America/Argentina/Jujuy America/Argentina/Catamarca
Argentina/Argentina||America/Argentina/Ushuaia America/Argentina/Rio_Gallegos|=
Brazil/Brasil||America/Sao_Paulo America/Manaus America/Rio_Branco America/Cuiaba America/Bahia
Brazil/Brasil||America/Fortaleza America/Recife America/Belem America/Maceio America/Santarem
Brazil/Brasil||America/Campo_Grande America/Porto_Velho America/Boa_Vista America/Araguaina
Spain/España||Europe/Madrid Atlantic/Canary
Portugal/Portugal||Europe/Lisbon Atlantic/Azores
United Kingdom/Reino Unido|uk, gb, great britain, gran bretana|Europe/London
Ireland/Irlanda|eire|Europe/Dublin
France/Francia||Europe/Paris
Belgium/Bélgica||Europe/Brussels
Netherlands/Países Bajos|holanda, holland, the netherlands|Europe/Amsterdam
Germany/Alemania||Europe/Berlin
Austria/Austria||Europe/Vienna
Switzerland/Suiza||Europe/Zurich
Italy/Italia||Europe/Rome
Denmark/Dinamarca||Europe/Copenhagen
Sweden/Suecia||Europe/Stockholm
Norway/Noruega||Europe/Oslo
Finland/Finlandia||Europe/Helsinki
Iceland/Islandia||Atlantic/Reykjavik
Poland/Polonia||Europe/Warsaw
Greece/Grecia||Europe/Athens
Romania/Rumania||Europe/Bucharest
Ukraine/Ucrania||Europe/Kyiv
Turkey/Turquía||Europe/Istanbul
Czechia/Chequia|czech republic, republica checa|Europe/Prague
Hungary/Hungría||Europe/Budapest
Croatia/Croacia||Europe/Zagreb
Serbia/Serbia||Europe/Belgrade
Bulgaria/Bulgaria||Europe/Sofia
Luxembourg/Luxemburgo||Europe/Luxembourg
Andorra/Andorra||Europe/Andorra
Armenia/Armenia||Asia/Yerevan
Georgia/Georgia||Asia/Tbilisi
Russia/Rusia||Europe/Moscow Europe/Kaliningrad Europe/Samara Asia/Novosibirsk Asia/Vladivostok
Algeria/Argelia||Africa/Algiers
Tunisia/Túnez||Africa/Tunis
Libya/Libia||Africa/Tripoli
Lebanon/Líbano||Asia/Beirut
Saudi Arabia/Arabia Saudí|arabia saudita|Asia/Riyadh
United Arab Emirates/Emiratos Árabes Unidos|uae, eau, emiratos arabes|Asia/Dubai
South Africa/Sudáfrica||Africa/Johannesburg
Nigeria/Nigeria||Africa/Lagos
Kenya/Kenia||Africa/Nairobi
Pakistan/Pakistán||Asia/Karachi
Bangladesh/Bangladés|bangladesh|Asia/Dhaka
Thailand/Tailandia||Asia/Bangkok
Vietnam/Vietnam||Asia/Ho_Chi_Minh
Philippines/Filipinas||Asia/Manila
South Korea/Corea del Sur|korea, corea|Asia/Seoul
Taiwan/Taiwán||Asia/Taipei
Trinidad and Tobago/Trinidad y Tobago||America/Port_of_Spain
Egypt/Egipto||Africa/Cairo
Morocco/Marruecos||Africa/Casablanca
Israel/Israel||Asia/Jerusalem
Iran/Irán||Asia/Tehran
India/India||Asia/Kolkata
China/China||Asia/Shanghai
Japan/Japón||Asia/Tokyo
Australia/Australia||Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Adelaide
Australia/Australia||Australia/Darwin Australia/Perth
New Zealand/Nueva Zelanda|nueva zelandia|Pacific/Auckland
`;

/**
 * States and provinces: zones, and names in English and Spanish with the code that may
 * follow a city ("Austin, TX"). A region of several zones is asked back,
 * except if the line ends with `=`.
 */
export const REGIONS = `
America/New_York|Connecticut =ct, Delaware =de, Florida =fl, Georgia =ga, Maine =me
America/New_York|Maryland =md, Massachusetts =ma, New Hampshire =nh
America/New_York|New Jersey/Nueva Jersey =nj, New York/Nueva York =ny, Ohio =oh
America/New_York|North Carolina/Carolina del Norte =nc, Pennsylvania/Pensilvania =pa
America/New_York|Rhode Island =ri, South Carolina/Carolina del Sur =sc, Vermont =vt
America/New_York|Virginia =va, West Virginia/Virginia Occidental =wv, DC/D. C. =dc
America/New_York America/Detroit|Michigan =mi|=
America/Indiana/Indianapolis America/New_York|Indiana =in|=
America/New_York America/Chicago|Kentucky =ky, Tennessee =tn
America/Chicago|Alabama =al, Arkansas =ar, Illinois =il, Iowa =ia, Kansas =ks
America/Chicago|Louisiana/Luisiana =la, Minnesota =mn, Mississippi =ms, Missouri/Misuri =mo
America/Chicago|Oklahoma =ok, Texas =tx, Wisconsin =wi
America/Chicago America/Denver|Nebraska =ne, North Dakota/Dakota del Norte =nd
America/Chicago America/Denver|South Dakota/Dakota del Sur =sd
America/Denver|Colorado =co, Montana =mt, New Mexico/Nuevo México =nm, Utah =ut, Wyoming =wy
America/Boise America/Los_Angeles|Idaho =id
America/Phoenix|Arizona =az
America/Los_Angeles|California =ca, Nevada =nv, Oregon/Oregón =or, State/estado =wa
America/Anchorage|Alaska =ak
Pacific/Honolulu|Hawaii/Hawái =hi
America/Toronto|Ontario =on, Quebec =qc
America/Vancouver|British Columbia/Columbia Británica =bc
America/Edmonton|Alberta =ab
America/Winnipeg|Manitoba =mb
America/Halifax|Nova Scotia/Nueva Escocia =ns
America/Mexico_City|Jalisco =jal, Guanajuato =gto, Veracruz =ver, Puebla =pue, Michoacán =mich
America/Merida|Yucatán =yuc
America/Mazatlan|Baja California Sur =bcs, Sinaloa =sin
Europe/London|England/Inglaterra =eng, Scotland/Escocia =sct
`;

/** The codes of countries that may follow a city: "Valencia, ES". */
export const COUNTRY_CODES =
  'es Spain, mx Mexico, ar Argentina, cl Chile, co Colombia, pe Peru, ve Venezuela, ec Ecuador, ' +
  'bo Bolivia, py Paraguay, uy Uruguay, cr Costa Rica, pa Panama, gt Guatemala, hn Honduras, ' +
  'ni Nicaragua, sv El Salvador, do Dominican Republic, cu Cuba, pr Puerto Rico, br Brazil, ' +
  'pt Portugal, fr France, de Germany, it Italy, ie Ireland, ca Canada, in India, pk Pakistan, ' +
  'ch Switzerland, nl Netherlands, be Belgium, jp Japan, au Australia, nz New Zealand, jm Jamaica';

/** Names of the time of a part of the world. One of several zones is asked back. */
export const NAMED = `
America/New_York|nyc, new york city, eastern time, eastern daylight time, us eastern
America/New_York|us eastern time, eastern us, eastern time us canada, eastern time us and canada
America/New_York|hora del este, hora de verano del este, hora del este de estados unidos
America/New_York America/Panama|eastern standard time, hora estandar del este
America/Chicago|central daylight time, us central, us central time, central time us canada
America/Chicago|central time us and canada, hora de verano central
America/Chicago America/Mexico_City|central time, central standard time, hora central
America/Chicago America/Mexico_City|hora del centro, hora estandar central
America/Mexico_City|hora del centro de mexico, central time mexico, zona centro
America/Mexico_City|central standard time mexico, hora central de mexico
America/Denver|mountain daylight time, us mountain, us mountain time, mountain time us canada
America/Denver|mountain time us and canada
America/Denver America/Phoenix|mountain time, mountain standard time, hora de la montana
America/Los_Angeles|pacific time, pacific standard time, pacific daylight time, us pacific
America/Los_Angeles|us pacific time, pacific time us canada, pacific time us and canada, la, sf
America/Los_Angeles America/Mazatlan|hora del pacifico, hora estandar del pacifico
America/Mazatlan|hora del pacifico de mexico, pacific time mexico
America/Halifax|atlantic daylight time, atlantic time canada
America/Halifax America/Puerto_Rico|atlantic time, atlantic standard time, hora del atlantico
Pacific/Honolulu|hawaii aleutian time, hawaii aleutian standard time
Europe/Madrid Europe/Berlin Africa/Algiers|central european time, hora central europea
Europe/Madrid Europe/Berlin Africa/Algiers|central european standard time, hora de europa central
Europe/Madrid Europe/Berlin|central european summer time, hora de verano de europa central
Europe/Madrid Europe/Berlin|hora de verano central europea
Europe/Athens Africa/Cairo Africa/Tripoli|eastern european time, eastern european standard time
Europe/Athens Africa/Cairo Africa/Tripoli|hora de europa oriental, hora de europa del este
Europe/Athens Africa/Cairo|eastern european summer time
Europe/Lisbon Atlantic/Canary|western european time, western european standard time
Europe/Lisbon Atlantic/Canary|western european summer time, hora de europa occidental
Europe/Madrid|hora peninsular, hora peninsular espanola, hora peninsular de espana
Europe/Madrid|hora de la peninsula, peninsula, espana peninsular
Europe/Madrid Atlantic/Canary|hora espanola, spanish time
Atlantic/Canary|hora canaria, hora insular, hora insular canaria
UTC|greenwich mean time, greenwich time, coordinated universal time, universal time
UTC|hora universal, tiempo universal coordinado, hora universal coordinada
UTC|hora media de greenwich, hora del meridiano de greenwich, hora de greenwich
Europe/London|gmt standard time, gmt daylight time, british summer time, british time
Europe/London|hora britanica, hora de verano britanica
Europe/Dublin|irish standard time, irish time
Asia/Kolkata|indian standard time, indian time
Asia/Dubai|gulf standard time, gulf time
Asia/Riyadh|arabian time, arabia standard time, arabian standard time
Africa/Nairobi|east africa time
Africa/Lagos|west africa time
Africa/Maputo|central africa time
Australia/Sydney Australia/Brisbane|australian eastern time, australian eastern standard time
Australia/Sydney|australian eastern daylight time
Australia/Adelaide Australia/Darwin|australian central time, australian central standard time
Australia/Perth|australian western time, australian western standard time
Asia/Bangkok|indochina time
`;

/**
 * Places that have an offset from UTC, in winter or in summer. An offset does not say
 * when the clocks change, so it is asked back. UTC itself is clear.
 */
export const OFFSETS = `
-10:00|Pacific/Honolulu
-09:00|America/Anchorage
-08:00|America/Los_Angeles America/Tijuana America/Anchorage
-07:00|America/Denver America/Phoenix America/Los_Angeles America/Hermosillo
-06:00|America/Mexico_City America/Chicago America/Costa_Rica America/Guatemala America/Denver
-05:00|America/Bogota America/Lima America/New_York America/Panama America/Chicago
-04:00|America/Santiago America/Caracas America/La_Paz America/New_York America/Halifax
-03:30|America/St_Johns
-03:00|America/Buenos_Aires America/Sao_Paulo America/Montevideo America/Santiago America/Halifax
-02:30|America/St_Johns
-01:00|Atlantic/Azores
+01:00|Europe/Madrid Atlantic/Canary Europe/London Europe/Lisbon Africa/Lagos
+02:00|Europe/Madrid Europe/Athens Africa/Cairo Africa/Johannesburg Asia/Jerusalem
+03:00|Europe/Athens Europe/Istanbul Europe/Moscow Asia/Riyadh Africa/Nairobi
+03:30|Asia/Tehran
+04:00|Asia/Dubai Asia/Yerevan
+05:00|Asia/Karachi Asia/Tashkent
+05:30|Asia/Kolkata Asia/Colombo
+05:45|Asia/Kathmandu
+06:00|Asia/Dhaka
+06:30|Asia/Yangon
+07:00|Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta
+08:00|Asia/Shanghai Asia/Singapore Asia/Manila Australia/Perth
+09:00|Asia/Tokyo Asia/Seoul
+09:30|Australia/Adelaide Australia/Darwin
+10:00|Australia/Sydney Australia/Brisbane
+10:30|Australia/Adelaide
+11:00|Australia/Sydney Pacific/Noumea
+12:00|Pacific/Auckland Pacific/Fiji
+13:00|Pacific/Auckland Pacific/Apia
`;

/**
 * What an abbreviation can mean. The runtime knows one meaning of some (ART is the time
 * of Cairo there), so no abbreviation is ever looked up in it.
 */
export const ABBREVIATIONS = `
ACT|Australia/Sydney America/Rio_Branco
ACST|Australia/Adelaide Australia/Darwin
ACDT|Australia/Adelaide
AEST|Australia/Sydney Australia/Brisbane
AEDT|Australia/Sydney Australia/Melbourne
AET|Australia/Sydney Australia/Brisbane
AGT|America/Buenos_Aires
AKST|America/Anchorage
AKDT|America/Anchorage
ART|America/Buenos_Aires Africa/Cairo
AST|America/Halifax America/Puerto_Rico Asia/Riyadh
ADT|America/Halifax
AWST|Australia/Perth
BET|America/Sao_Paulo
BOT|America/La_Paz
BRT|America/Sao_Paulo
BRST|America/Sao_Paulo
BST|Europe/London Asia/Dhaka
CAT|Africa/Maputo Africa/Khartoum
CDT|America/Chicago America/Havana
CEST|Europe/Madrid Europe/Berlin
CET|Europe/Madrid Europe/Berlin Africa/Algiers
CLT|America/Santiago
CLST|America/Santiago
CNT|America/St_Johns
COT|America/Bogota
CST|America/Chicago America/Mexico_City Asia/Shanghai America/Havana
CT|America/Chicago America/Mexico_City
CTT|Asia/Shanghai
EAT|Africa/Nairobi
ECT|America/Guayaquil Europe/Paris
EDT|America/New_York
EEST|Europe/Athens Africa/Cairo
EET|Europe/Athens Africa/Cairo Africa/Tripoli
EST|America/New_York America/Panama
ET|America/New_York
GST|Asia/Dubai
HKT|Asia/Hong_Kong
HST|Pacific/Honolulu
ICT|Asia/Bangkok
IET|America/Indiana/Indianapolis
IDT|Asia/Jerusalem
IST|Asia/Kolkata Europe/Dublin Asia/Jerusalem
JST|Asia/Tokyo
KST|Asia/Seoul
MDT|America/Denver
MET|Europe/Madrid Europe/Berlin
MIT|Pacific/Apia
MSK|Europe/Moscow
MST|America/Denver America/Phoenix
MT|America/Denver America/Phoenix
NDT|America/St_Johns
NET|Asia/Yerevan
NPT|Asia/Kathmandu
NST|America/St_Johns Pacific/Auckland
NZ|Pacific/Auckland
NZDT|Pacific/Auckland
NZST|Pacific/Auckland
PDT|America/Los_Angeles America/Tijuana
PET|America/Lima
PHT|Asia/Manila
PKT|Asia/Karachi
PLT|Asia/Karachi
PNT|America/Phoenix
PRC|Asia/Shanghai
PRT|America/Puerto_Rico
PST|America/Los_Angeles America/Tijuana Asia/Manila
PT|America/Los_Angeles Europe/Lisbon
PYT|America/Asuncion
ROC|Asia/Taipei
ROK|Asia/Seoul
SAST|Africa/Johannesburg
SGT|Asia/Singapore
SST|Pacific/Pago_Pago Asia/Singapore
TRT|Europe/Istanbul
UYT|America/Montevideo
VET|America/Caracas
VST|Asia/Ho_Chi_Minh America/Caracas
WAT|Africa/Lagos
WEST|Europe/Lisbon Atlantic/Canary
WET|Europe/Lisbon Atlantic/Canary
WIB|Asia/Jakarta
`;
