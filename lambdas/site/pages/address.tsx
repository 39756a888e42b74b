/**
 * An address that breaks after its @ if it is wider than its line: "dana@" stays whole on
 * a phone, and so does the domain.
 */
export const Address = ({ of: address }: { readonly of: string }) => {
  const end = address.lastIndexOf('@') + 1;
  return (
    <>
      {address.slice(0, end)}
      <wbr />
      {address.slice(end)}
    </>
  );
};
