const base = { mailIdentity: 'door.example', allowedCandidates: ['candidates.example'] };

/**
 * One configuration for each form that the template can have. The linters of templates
 * run over all of them.
 */
export const configurations: Readonly<Record<string, Record<string, unknown>>> = {
  'a domain': base,
  'one address': { ...base, mailIdentity: 'sam@door.example' },
  'an identity that exists': { ...base, identity: 'existing' },
  'a table that exists': { ...base, table: 'OpenDoor-Table-1' },
  'example values': {
    mailIdentity: 'example.org',
    allowedCandidates: ['you@example.org'],
  },
  'all settings': {
    ...base,
    linkHours: 24,
    sendRate: 50,
    noLettersLink: true,
    sendAsCandidate: true,
    allowedCandidates: ['door.example'],
    stackName: 'OpenDoorCareers',
    tags: { department: 'careers' },
    operatorName: 'Careers Office',
    operatorContact: 'careers@door.example',
    domain: 'letters.door.example',
    certificateArn:
      'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
    hostedZoneId: 'Z0123456789ABC',
    hostedZoneName: 'door.example',
    tracing: true,
    alarmAddress: 'ops@door.example',
  },
};
