/*
 * Where a file is deposited: a big zone to drop on, a button, and on a phone the camera; progress for each, what was
 * refused and why, another try. Taking one back is undone by depositing it again.
 */
import { IconCamera, IconFile, IconRefresh, IconUpload, IconX } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { Progress } from './Progress';
import control from '@/styles/control.module.css';
import style from './Deposit.module.css';

export type Sending = { id: number; file: File; part: number; problem: Problem | null };

/* Files on their way, and what a person can do about them. */
export type DepositQueue = {
  list: Sending[];
  add: (files: Iterable<File>) => void;
  again: (item: Sending) => void;
  drop: (id: number) => void;
};

type ZoneProps = {
  label: string;
  /* As the browser's own: ".pdf,.jpg". */
  accept?: string | undefined;
  many?: boolean | undefined;
  camera?: boolean | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
};

type Props = ZoneProps & {
  onFile: (file: File, onPart: (part: number) => void) => Promise<unknown>;
};

let last = 0;

function useSendings(onFile: Props['onFile']): DepositQueue {
  const [list, setList] = useState<Sending[]>([]);
  const patch = (id: number, part: Partial<Sending>): void =>
    setList((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const drop = (id: number): void => setList((all) => all.filter((each) => each.id !== id));
  const start = async (sending: Sending): Promise<void> => {
    try {
      await onFile(sending.file, (part) => patch(sending.id, { part }));
      drop(sending.id);
    } catch (error) {
      patch(sending.id, { problem: toProblem(error) });
    }
  };
  const add = (files: Iterable<File>): void => {
    const fresh = [...files].map((file) => ({ id: ++last, file, part: 0, problem: null }));
    setList((all) => [...all, ...fresh]);
    fresh.forEach((sending) => void start(sending));
  };
  const again = (sending: Sending): void => {
    patch(sending.id, { problem: null, part: 0 });
    void start(sending);
  };
  return { list, add, again, drop };
}

function Row({ item, again, drop }: { item: Sending; again: () => void; drop: () => void }) {
  const { t } = useTranslation('work');
  const say = useSentences(item.problem !== null);
  return (
    <li className={style.sending} data-failed={item.problem !== null || undefined}>
      <IconFile size={20} aria-hidden="true" />
      <div className={style.words}>
        <span className={style.name}>{item.file.name}</span>
        {item.problem ? (
          <span className={style.error} role="alert">
            {say.problem(item.problem)}
          </span>
        ) : (
          <Progress percent={Math.round(item.part * 100)} />
        )}
      </div>
      {item.problem?.transient && (
        <button
          type="button"
          className={control.icon}
          onClick={again}
          aria-label={t('deposit.again')}
        >
          <IconRefresh size={20} aria-hidden="true" />
        </button>
      )}
      {item.problem && (
        <button
          type="button"
          className={control.icon}
          onClick={drop}
          aria-label={t('deposit.drop')}
        >
          <IconX size={20} aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

type PickerProps = ZoneProps & { id: string; take: (files: FileList | null) => void };

function Picker({ id, label, accept, many = false, camera = false, take, ...props }: PickerProps) {
  return (
    <input
      id={id}
      type="file"
      className="sr-only"
      accept={accept || undefined}
      multiple={many}
      {...(camera ? { capture: 'environment' as const } : {})}
      aria-label={label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      onChange={(event) => {
        take(event.target.files);
        event.target.value = '';
      }}
    />
  );
}

type PickersProps = ZoneProps & { take: (files: FileList | null) => void };

function Pickers({ label, camera = true, accept, many, take, ...field }: PickersProps) {
  const { t } = useTranslation('work');
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={style.pick}>
        <IconUpload size={20} aria-hidden="true" />
        {t('deposit.choose')}
      </label>
      {camera && (
        <label htmlFor={`${id}-camera`} className={style.camera}>
          <IconCamera size={20} aria-hidden="true" />
          {t('deposit.photo')}
        </label>
      )}
      <span className={style.hint}>{t('deposit.hint')}</span>
      <Picker
        {...field}
        id={id}
        label={`${t('deposit.choose')} : ${label}`}
        accept={accept}
        many={many}
        take={take}
      />
      {camera && (
        <Picker
          id={`${id}-camera`}
          label={`${t('deposit.photo')} : ${label}`}
          accept="image/*"
          camera
          take={take}
        />
      )}
    </>
  );
}

export function DepositZone({ queue, ...props }: ZoneProps & { queue: DepositQueue }) {
  const { label, many = false } = props;
  const [over, setOver] = useState(false);
  const { list, add, again, drop } = queue;
  const hover = (event: DragEvent, now: boolean): void => {
    event.preventDefault();
    setOver(now);
  };
  const take = (files: FileList | null): void => {
    if (files && files.length > 0) add(many ? [...files] : [files[0] as File]);
  };
  return (
    <div className={style.deposit}>
      <div
        className={style.zone}
        data-over={over || undefined}
        onDragOver={(event) => hover(event, true)}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          hover(event, false);
          take(event.dataTransfer.files);
        }}
        role="group"
        aria-label={label}
      >
        <Pickers {...props} take={take} />
      </div>
      {list.length > 0 && (
        <ul className={style.list}>
          {list.map((item) => (
            <Row key={item.id} item={item} again={() => again(item)} drop={() => drop(item.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

export function Deposit({ onFile, ...props }: Props) {
  return <DepositZone {...props} queue={useSendings(onFile)} />;
}
