/** A link to where the operator can be asked: an address, or a page with https. */
export function ContactLink({ contact }: { readonly contact: string }) {
  const isAddress = !contact.startsWith('https://');
  return (
    <a href={isAddress ? `mailto:${contact}` : contact}>
      {isAddress ? contact : contact.replace(/^https:\/\/|\/$/g, '')}
    </a>
  );
}
