/* A picture for the text: chosen, sent, and in its place; what is refused is told beside the button (DOC-18). */
import { useId, useRef, useState } from 'react';
import { picture } from '../islands/upload';
import type { Doors } from './api';
import type { Words } from './words';

type Props = { doors: Doors; words: Words; onReady: (file: number, width: number) => void };

export function Picture({ doors, words, onReady }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState('');
  const id = useId();
  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setSending(true);
    setRefused('');
    try {
      const sent = await picture(doors.endpoint, doors.token, file);
      onReady(sent.id, sent.width);
    } catch (error) {
      setRefused((error instanceof Error && error.message) || words.pictureFailed);
    } finally {
      setSending(false);
      if (field.current) field.current.value = '';
    }
  };
  return (
    <div className="elp-picture">
      <button
        type="button"
        disabled={sending}
        aria-describedby={refused ? id : undefined}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => field.current?.click()}
      >
        {words.picture}…
      </button>
      <input
        ref={field}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        aria-label={words.picture}
        onChange={(event) => void send(event.target.files?.[0])}
      />
      {sending && <span role="status">{words.pictureSending}</span>}
      {refused && (
        <span id={id} role="alert" className="elp-refused">
          {refused}
        </span>
      )}
    </div>
  );
}
