/* An answer that is files: each by its name, to be read or taken out; then the place to deposit one, where there is one. */
import { useRef, useState, type ChangeEvent } from 'react';
import type { ControlProps } from '@/components/form/Field';
import { fileSize } from '@/lib/format';
import { upload, type Deposited } from '../islands/upload';
import type { Opened } from './model';

type Props = { opened: Opened; token: string; control: ControlProps };
type State = { sending: string; part: number; problem: string };

const QUIET: State = { sending: '', part: 0, problem: '' };
const accepted = (accept = ''): string =>
  accept
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => `.${word.replace(/^\./, '')}`)
    .join(',');

/* One after the other; the first that is refused says why, those before it stay. */
function useDeposit({ opened, token, control }: Props) {
  const { form } = control.context;
  const [state, setState] = useState(QUIET);
  /* Files that arrive while others are on their way are added to what stands then. */
  const put = (file: Deposited): void => {
    opened.files = [...(opened.files ?? []).filter(({ id }) => id !== file.id), file];
    const now = form.value(control.code, control.row).split(',').filter(Boolean);
    const ids = new Set([...(control.field.many ? now : []), String(file.id)]);
    form.type(control.code, [...ids].join(','), control.row);
  };
  const send = async (files: File[]): Promise<void> => {
    const { place, uploadUrl, words } = opened;
    if (!place || !uploadUrl) return;
    for (const file of files) {
      const show = (part: number): void => setState({ sending: file.name, part, problem: '' });
      show(0);
      try {
        put(await upload(uploadUrl, token, place, file, show));
      } catch (error) {
        const said = error instanceof Error ? error.message : '';
        return setState({ ...QUIET, problem: `${file.name} : ${said || words.failed}` });
      }
    }
    setState(QUIET);
  };
  return { state, send };
}

type ChooserProps = {
  control: ControlProps;
  word: string;
  busy: boolean;
  onFiles: (files: File[]) => void;
};

function Chooser({ control, word, busy, onFiles }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const list = [...(event.target.files ?? [])];
    event.target.value = '';
    onFiles(list);
  };
  return (
    <>
      <button
        type="button"
        className="elaska-second"
        disabled={busy}
        aria-describedby={control.describedBy}
        onClick={() => input.current?.click()}
      >
        {word}
      </button>
      <input
        ref={input}
        id={control.id}
        type="file"
        hidden
        aria-label={word}
        accept={accepted(control.field.accept) || undefined}
        multiple={control.field.many}
        onChange={chosen}
      />
    </>
  );
}

type RowProps = { opened: Opened; file: Deposited; onDrop: (() => void) | null };

function Row({ opened, file, onDrop }: RowProps) {
  const word = opened.words.remove.replace('%s', file.name);
  return (
    <li>
      <a href={`${opened.fileUrl ?? ''}${file.id}`} target="_blank" rel="noopener">
        {file.name}
      </a>
      <span className="elf-quiet">{fileSize(file.size)}</span>
      {onDrop && (
        <button type="button" className="elf-out" aria-label={word} title={word} onClick={onDrop}>
          ×
        </button>
      )}
    </li>
  );
}

export function Files(props: Props) {
  const { opened, control } = props;
  const { form } = control.context;
  const { words } = opened;
  const { state, send } = useDeposit(props);
  const ids = form.value(control.code, control.row).split(',').filter(Boolean);
  const files = (opened.files ?? []).filter((file) => ids.includes(String(file.id)));
  const locked = !opened.place || form.state(control.code, control.row).locked;
  const drop = (gone: number): void =>
    form.type(control.code, ids.filter((id) => id !== String(gone)).join(','), control.row);
  return (
    <div className="elf-box">
      {files.length === 0 && locked && <p className="elf-quiet">{words.noFile}</p>}
      <ul className="elf-files">
        {files.map((file) => (
          <Row
            key={file.id}
            opened={opened}
            file={file}
            onDrop={locked ? null : () => drop(file.id)}
          />
        ))}
      </ul>
      {!locked && (files.length === 0 || control.field.many) && (
        <Chooser
          control={control}
          word={files.length > 0 ? words.depositMore : words.deposit}
          busy={state.sending !== ''}
          onFiles={(list) => void send(list)}
        />
      )}
      {state.sending !== '' && (
        <span className="elf-quiet" role="status">
          {`${words.sending.replace('%s', state.sending)} ${Math.round(state.part * 100)} %`}
        </span>
      )}
      {state.problem !== '' && (
        <p className="elf-wrong" role="alert">
          {state.problem}
        </p>
      )}
    </div>
  );
}
