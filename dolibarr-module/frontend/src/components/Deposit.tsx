/*
 * Where a file is deposited: a big zone to drop on, a button, and on a phone the camera; progress for each, what waits for
 * a network, what was refused and why, another try. Taking one back is undone by depositing it again.
 */
import {
  IconCamera,
  IconCloudUpload,
  IconFile,
  IconRefresh,
  IconUpload,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/me';
import type { Target } from '@/lib/api/upload';
import { useSentences } from '@/lib/i18n/problem';
import {
  addFile,
  again,
  drop,
  onArrival,
  useWaiting,
  waits,
  type Waiting,
} from '@/lib/outbox/outbox';
import { Progress } from './Progress';
import control from '@/styles/control.module.css';
import style from './Deposit.module.css';

/* Files on their way, and what a person can do about them. */
export type DepositQueue = {
  list: Waiting[];
  add: (files: Iterable<File>) => void;
  again: (item: Waiting) => void;
  drop: (id: string) => void;
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

function useQueue(target: Target, label: string, onArrived: () => Promise<unknown>): DepositQueue {
  const account = useQuery({ ...meQuery, enabled: false }).data?.account.id ?? 0;
  const place = `${target.object}:${target.id}`;
  const list = useWaiting(place);
  useEffect(
    () => onArrival((item) => (item.place === place ? onArrived() : undefined)),
    [onArrived, place],
  );
  const add = (files: Iterable<File>): void => {
    for (const file of files) addFile({ account, client: target.client, place, label }, file);
  };
  return { list, add, again: (item) => again(item.id), drop: (id) => void drop(id) };
}

/* What keeps it from leaving: no network and it is safe here, no network and it is not, a refusal. */
function Why({ item, problem }: { item: Waiting; problem: Problem }) {
  const { t } = useTranslation('work');
  const say = useSentences(true);
  const unreached = problem.status === 0;
  if (!waits(item)) return <Alert>{say.problem(problem)}</Alert>;
  if (item.keeping === 'full') return <Alert>{t('deposit.full')}</Alert>;
  if (item.keeping === 'refused') return <Alert>{t('deposit.notKept')}</Alert>;
  return (
    <span className={style.waits} role="status">
      {unreached ? t('deposit.waits') : `${say.problem(problem)} ${t('deposit.kept')}`}
    </span>
  );
}

const Alert = ({ children }: { children: ReactNode }) => (
  <span className={style.error} role="alert">
    {children}
  </span>
);

type RowProps = { item: Waiting; again: () => void; drop: () => void };

export function DepositRow({ item, again: retry, drop: away }: RowProps) {
  const { t } = useTranslation('work');
  const wait = waits(item);
  const Icon = wait ? IconCloudUpload : IconFile;
  return (
    <li className={style.sending} data-state={item.problem ? (wait ? 'waits' : 'failed') : 'sends'}>
      <Icon size={20} aria-hidden="true" />
      <div className={style.words}>
        <span className={style.name}>{item.name}</span>
        {item.problem ? (
          <Why item={item} problem={item.problem} />
        ) : (
          <Progress percent={Math.round(item.part * 100)} />
        )}
      </div>
      {wait && (
        <button
          type="button"
          className={control.icon}
          onClick={retry}
          aria-label={t('deposit.again')}
        >
          <IconRefresh size={20} aria-hidden="true" />
        </button>
      )}
      {item.problem && (
        <button
          type="button"
          className={control.icon}
          onClick={away}
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
  const { list, add } = queue;
  /* One is enough; a refused one leaves its place. */
  const full = !many && list.some((item) => !item.problem || waits(item));
  const hover = (event: DragEvent, now: boolean): void => {
    event.preventDefault();
    setOver(now);
  };
  const take = (files: FileList | null): void => {
    if (files && files.length > 0) add(many ? [...files] : [files[0] as File]);
  };
  return (
    <div className={style.deposit}>
      {!full && (
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
      )}
      {list.length > 0 && (
        <ul className={style.list}>
          {list.map((item) => (
            <DepositRow
              key={item.id}
              item={item}
              again={() => queue.again(item)}
              drop={() => queue.drop(item.id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type Props = ZoneProps & {
  target: Target;
  /* Reads again what the files are shown in; the row stays until then. */
  onArrived: () => Promise<unknown>;
};

export function Deposit({ target, onArrived, ...props }: Props) {
  return <DepositZone {...props} queue={useQueue(target, props.label, onArrived)} />;
}
