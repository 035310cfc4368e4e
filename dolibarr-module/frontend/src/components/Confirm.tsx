/* Asked only for what cannot be undone; it names it (ui.md, rule 7). */
import { Button } from './Button';
import style from './Confirm.module.css';
import { Sheet } from './Sheet';

type Props = {
  open: boolean;
  title: string;
  text: string;
  yes: string;
  no: string;
  pending?: boolean;
  onYes: () => void;
  onNo: () => void;
};

export function Confirm({ open, title, text, yes, no, pending = false, onYes, onNo }: Props) {
  return (
    <Sheet open={open} title={title} onClose={onNo}>
      <p className={style.text}>{text}</p>
      <div className={style.actions}>
        <Button variant="default" onClick={onNo} data-autofocus>
          {no}
        </Button>
        <Button color="red" loading={pending} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Sheet>
  );
}
