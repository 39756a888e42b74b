/**
 * How many objects of one kind are kept. One `Intl.DateTimeFormat` takes about 45 KiB
 * (Node 24), so all that are kept take less than 5 MB.
 */
const MAX_KEPT = 100;

/**
 * Gives a function that keeps what it makes for a locale and options: an `Intl` object,
 * or a text that one has formatted. It makes it again only if it was not used lately. To
 * make one takes 30 to 80 µs, to use one again takes 1 µs. Of more than {@link MAX_KEPT},
 * the one that was not used for longest is dropped: the name of a time zone may be
 * written in any case, so a client may ask for any number of them.
 *
 * @param make throws a RangeError for options that `Intl` does not know; then nothing is
 *   kept
 */
export function keepObjects<Options extends object, Made>(
  make: (locale: string, options: Options) => Made,
): (locale: string, options: Options) => Made {
  const kept = new Map<string, Made>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const made = kept.get(key) ?? make(locale, options);
    // A map lists its keys in the order in which they were set: the oldest one first.
    kept.delete(key);
    kept.set(key, made);
    if (kept.size > MAX_KEPT) {
      const [oldest = key] = kept.keys();
      kept.delete(oldest);
    }
    return made;
  };
}

/*
 * The first object of a kind loads data of all locales: 10 ms for the first of all, 2 to
 * 4 ms for the first of each other kind. So no module makes one while it is loaded, and
 * the form and its preview need none, see test/core/intl-objects.test.ts.
 */

export const dateTimeFormat = keepObjects(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const listFormat = keepObjects(
  (locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
);

export const pluralRules = keepObjects(
  (locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);

export const relativeTimeFormat = keepObjects(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
