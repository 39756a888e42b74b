/**
 * Domains at which anybody can have a mailbox. Their users do not know each other, so
 * such a domain as a whole has no limit of letters. If one is missing here, its limit is
 * that of a company's domain.
 */
const DOMAINS =
  'gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.es hotmail.fr hotmail.it ' +
  'hotmail.de hotmail.be hotmail.cl hotmail.nl hotmail.com.ar hotmail.com.br hotmail.com.mx ' +
  'outlook.com outlook.es outlook.fr outlook.de outlook.it outlook.pt outlook.cl ' +
  'outlook.com.ar outlook.com.br live.com live.co.uk live.fr live.it live.nl live.com.mx ' +
  'live.com.ar live.cl live.com.pt msn.com passport.com windowslive.com yahoo.com yahoo.es ' +
  'yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.ca yahoo.in yahoo.co.in yahoo.co.jp ' +
  'yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.co yahoo.com.mx yahoo.com.pe yahoo.com.tw ' +
  'yahoo.com.ve yahoo.cl yahoo.pl yahoo.ro yahoo.gr yahoo.ie yahoo.se yahoo.no yahoo.dk ' +
  'ymail.com rocketmail.com myyahoo.com icloud.com me.com mac.com aol.com aol.co.uk aol.de ' +
  'aol.fr aim.com gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.es gmx.fr gmx.us gmx.co.uk web.de ' +
  'mail.com email.com usa.com freenet.de t-online.de arcor.de posteo.de posteo.net ' +
  'mailbox.org proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de ' +
  'tutamail.com tuta.io tuta.com keemail.me fastmail.com fastmail.fm fastmail.es hey.com ' +
  'hushmail.com zoho.com zohomail.com zohomail.eu yandex.com yandex.ru ya.ru mail.ru bk.ru ' +
  'inbox.ru list.ru internet.ru rambler.ru ukr.net i.ua meta.ua abv.bg seznam.cz email.cz ' +
  'post.cz centrum.cz centrum.sk azet.sk zoznam.sk wp.pl o2.pl op.pl onet.pl onet.eu ' +
  'poczta.onet.pl interia.pl interia.eu gazeta.pl tlen.pl freemail.hu citromail.hu libero.it ' +
  'virgilio.it alice.it tin.it tiscali.it email.it orange.fr wanadoo.fr free.fr sfr.fr ' +
  'neuf.fr laposte.net bbox.fr numericable.fr club-internet.fr skynet.be telenet.be ' +
  'proximus.be ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl hetnet.nl bluewin.ch ' +
  'sunrise.ch hispeed.ch btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ' +
  'ntlworld.com blueyonder.co.uk eircom.net sapo.pt terra.es telefonica.net movistar.es ' +
  'ono.com orange.es mail.es ya.com telefonica.com.ar fibertel.com.ar speedy.com.ar ' +
  'arnet.com.ar ciudad.com.ar prodigy.net.mx terra.com terra.com.mx terra.com.br terra.cl ' +
  'vtr.net une.net.co cantv.net uol.com.br bol.com.br ig.com.br globo.com globomail.com ' +
  'r7.com zipmail.com.br comcast.net verizon.net att.net sbcglobal.net bellsouth.net ' +
  'ameritech.net pacbell.net cox.net charter.net spectrum.net earthlink.net optonline.net ' +
  'juno.com netzero.net frontier.com windstream.net roadrunner.com rr.com centurylink.net ' +
  'q.com excite.com lycos.com inbox.com rogers.com shaw.ca sympatico.ca bell.net telus.net ' +
  'videotron.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz ' +
  'slingshot.co.nz rediffmail.com rediff.com sify.com indiatimes.com qq.com vip.qq.com ' +
  'foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn ' +
  'naver.com hanmail.net daum.net kakao.com nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp ' +
  'nifty.com biglobe.ne.jp hinet.net pchome.com.tw walla.com walla.co.il netvision.net.il ' +
  'mweb.co.za telkomsa.net vodamail.co.za duck.com privaterelay.appleid.com mozmail.com ' +
  'simplelogin.com riseup.net disroot.org mailfence.com runbox.com startmail.com kolabnow.com ' +
  'countermail.com ctemplar.com';

const domains = new Set(DOMAINS.split(' '));

/**
 * Whether anybody can have a mailbox at this domain.
 *
 * @param domain in lower case
 */
export const isFreeMail = (domain: string): boolean => domains.has(domain);
