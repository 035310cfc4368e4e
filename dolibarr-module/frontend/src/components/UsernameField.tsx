/* Tells password managers whose password this is, where the address is shown as text. */
export function UsernameField({ value }: { value: string }) {
  return (
    <input
      className="sr-only"
      type="email"
      name="email"
      autoComplete="username"
      value={value}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
