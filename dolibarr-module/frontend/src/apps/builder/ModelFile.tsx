/* The file that a piece gives to fill in: chosen or dropped, kept at once, named in the template when that is saved. */
import { useId, useState } from 'react';
import { keepFile, type Kept } from './api';
import { useEditor } from './context';
import { Icon } from './Icon';

type Props = {
  label: string;
  help: string | undefined;
  problem: string | undefined;
  value: Kept | undefined;
  onChange: (value: Kept | undefined) => void;
};

const size = (bytes: number, lang: string): string =>
  new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'unit',
    unit: bytes < 1e6 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < 1e4 || bytes >= 1e6 ? 1 : 0,
  }).format(bytes < 1e6 ? Math.max(1, bytes / 1024) : bytes / 1048576);

function Named({ value, onDrop }: { value: Kept; onDrop: () => void }) {
  const { words, lang, doors } = useEditor();
  return (
    <p className="elb-modelfile">
      <Icon name="file" size={16} />
      <a href={`${doors.file}?id=${value.file}`}>{value.name}</a>
      {value.size !== undefined && <small>{size(value.size, lang)}</small>}
      <button type="button" aria-label={words.remove} onClick={onDrop}>
        <Icon name="x" size={14} />
      </button>
    </p>
  );
}

export function ModelFile({ label, help, problem, value, onChange }: Props) {
  const { words, doors } = useEditor();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setBusy(true);
    setRefused('');
    try {
      onChange(await keepFile(doors, file));
    } catch (error) {
      setRefused((error as Error).message || words.failedFile);
    }
    setBusy(false);
  };
  const said = refused || problem;
  return (
    <fieldset
      className="elb-row elb-model"
      data-wrong={said !== undefined && said !== '' ? true : undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <legend>{label}</legend>
      {value && <Named value={value} onDrop={() => onChange(undefined)} />}
      <label className="elb-more elb-choosefile" htmlFor={id} data-busy={busy || undefined}>
        {busy ? words.sendingFile : value ? words.otherFile : words.chooseFile}
        <input
          id={id}
          type="file"
          className="elb-hiddenfile"
          disabled={busy}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            void take(file);
          }}
        />
      </label>
      {said && (
        <p className="elb-problem" role="alert">
          {said}
        </p>
      )}
      {help !== undefined && <p className="elb-help">{help}</p>}
    </fieldset>
  );
}
