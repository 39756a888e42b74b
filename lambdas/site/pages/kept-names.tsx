import { Address } from './address.tsx';

/** The place of the first of some names in a text. */
function firstOf(text: string, names: readonly string[]) {
  const found = names
    .filter((name) => name !== '' && text.includes(name))
    .map((name) => ({ name, at: text.indexOf(name) }));
  return found.sort((one, other) => one.at - other.at)[0];
}

/**
 * A sentence in which names and addresses are marked, so that the browser's translator
 * leaves them as they are. Each is marked where it stands first. Addresses are bold.
 */
export const KeptNames = ({
  text,
  names,
}: {
  readonly text: string;
  readonly names: readonly string[];
}) => {
  const first = firstOf(text, names);
  if (first === undefined) return <>{text}</>;
  const { name, at } = first;
  return (
    <>
      {text.slice(0, at)}
      {name.includes('@') ? (
        <b translate="no">
          <Address of={name} />
        </b>
      ) : (
        <span translate="no">{name}</span>
      )}
      <KeptNames
        text={text.slice(at + name.length)}
        names={names.filter((other) => other !== name)}
      />
    </>
  );
};
