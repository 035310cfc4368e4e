/* Never, always, or when a condition holds: whether a field has to be filled. */
import { useState } from 'react';
import { Select, TextInput } from './controls';

type Props = {
  label: string;
  help?: string | undefined;
  problem?: string | undefined;
  value: unknown;
  lang: string;
  onChange: (value: unknown) => void;
};

export function Whether({ label, help, problem, value, lang, onChange }: Props) {
  const typed = typeof value === 'string' ? value : '';
  const [asking, setAsking] = useState(false);
  const fr = lang !== 'en';
  const chosen = typed !== '' || (asking && value !== true) ? 'if' : value === true ? 'yes' : '';
  const choose = (next: string): void => {
    setAsking(next === 'if');
    onChange(next === 'yes' ? true : undefined);
  };
  return (
    <>
      <Select
        label={label}
        problem={chosen === 'if' ? undefined : problem}
        value={chosen}
        none={fr ? 'Non' : 'No'}
        choices={[
          { code: 'yes', label: fr ? 'Oui' : 'Yes' },
          { code: 'if', label: fr ? 'Selon une condition' : 'On a condition' },
        ]}
        onChange={choose}
      />
      {chosen === 'if' && (
        <TextInput
          label={fr ? `${label} si` : `${label} if`}
          help={help}
          problem={problem}
          value={typed}
          mono
          multiline
          onChange={(next) => onChange(next === '' ? undefined : next)}
        />
      )}
    </>
  );
}
