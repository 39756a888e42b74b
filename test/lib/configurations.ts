const base = { mailIdentity: 'door.example', allowedCandidates: ['candidates.example'] };

/**
 * One configuration for each form that the template can have. The linters of templates
 * run over all of them.
 */
export const configurations: Readonly<Record<string, Record<string, unknown>>> = {
  'a domain': base,
  'one address': { ...base, mailIdentity: 'sam@door.example' },
  'example values': {
    mailIdentity: 'example.org',
    allowedCandidates: ['you@example.org'],
  },
  'all settings': {
    ...base,
    linkHours: 24,
    sendRate: 50,
    noLettersLink: true,
    origin: 'https://door.example',
    alarmAddress: 'ops@door.example',
  },
};
