import { chromium } from 'playwright-core';
const origin = 'http://localhost:5100'; const inbox = 'http://localhost:5101';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const views: any[] = [['pl', 390, 844, 'light', 'en'], ['dd', 1280, 900, 'dark', 'es']];
for (const [v, w, h, scheme, lang] of views) {
  const c = await b.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, locale: lang, timezoneId: 'Europe/Madrid' });
  const p = await c.newPage();
  p.on('console', (m) => m.type() === 'error' && console.log(v, m.text()));
  p.on('pageerror', (e) => console.log(v, e.message));
  const shot = (n: string) => p.screenshot({ path: `/tmp/shots/${v}-${n}.png`, fullPage: true });
  const ask = async (to: string) => {
    await fetch(`${inbox}/clear-store`, { method: 'POST' });
    await p.goto(`${origin}/?lang=${lang}`);
    await p.locator('[name=stage][value=scheduled]').check();
    await p.fill('#recruiterName', 'Dana Whitfield'); await p.fill('#company', 'Bright Labs'); await p.fill('#recruiterEmail', to); await p.fill('#role', 'Senior Data Engineer');
    await p.fill('#candidateName', 'Marta Ruiz'); await p.fill('#candidateEmail', `marta${v}@home.example`);
    await p.waitForTimeout(800);
    await p.locator('.main').click(); await p.waitForLoadState(); await p.waitForTimeout(800);
  };
  const link = async () => {
    for (let i = 0; i < 40; i++) {
      const store = JSON.stringify(await (await fetch(`${inbox}/store`)).json());
      const m = /http:[^"\\ ]*\/letters\/[\w-]+\.[\w-]+/.exec(store);
      if (m) return m[0];
      await new Promise((r) => setTimeout(r, 300));
    }
    throw new Error('no link');
  };
  await ask('dana@brightlabs.example'); await shot('mailed');
  await p.goto(inbox); await p.waitForTimeout(500); await shot('inbox');
  await p.goto(`${await link()}?lang=${lang}`); await shot('review');
  await p.locator('button[type=submit]', { hasText: /Send|Enviar/ }).first().click(); await p.waitForTimeout(700); await shot('unticked');
  await p.check('[name=sure]'); await p.locator('form[action*="/send"] button').click(); await p.waitForTimeout(2500); await shot('sent');
  for (const [n, to] of [['bounced', 'bounce@simulator.amazonses.com'], ['unknown', 'break@trouble.example']]) {
    await ask(to); const l = await link(); await p.goto(`${l}?lang=${lang}`); await p.check('[name=sure]'); await p.locator('form[action*="/send"] button').click(); await p.waitForTimeout(3500);
    await p.goto(`${l}?lang=${lang}`); await shot(n);
  }
  await fetch(`${inbox}/clear-store`, { method: 'POST' });
  await p.goto(`${origin}/contacts?lang=${lang}`); await shot('contacts-link'); await p.fill('[name=candidateEmail]', `marta${v}@home.example`); await p.locator('main button').first().click(); await p.waitForTimeout(1500);
  const store = JSON.stringify(await (await fetch(`${inbox}/store`)).json());
  const m = /http:[^"\\ ]*\/contacts\/[\w-]+\.[\w-]+/.exec(store);
  if (m) { await p.goto(`${m[0]}?lang=${lang}`); await shot('contacts'); await p.locator('.person > summary').first().click(); await shot('card'); } else console.log('no contacts link', store.slice(0, 200));
  await p.goto(`${origin}/privacy?lang=${lang}`); await shot('privacy'); await p.goto(`${origin}/nope?lang=${lang}`); await shot('404');
  await c.close();
}
await b.close();
