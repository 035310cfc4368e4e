/* Somebody stored the same answers meanwhile: both are shown, the person chooses field by field, then saves. */
import { useEffect, useRef, useState } from 'react';
import { readable } from '@/components/form/readable';
import type { FieldDef } from '@/components/form/types';
import { formWords } from '@/components/form/words';
import { fieldsOf, typedOf } from '@/components/guide/answers';
import { pagesOf, type Opened } from './model';
import type { Clash } from './use-store';

export type Side = 'yours' | 'theirs';
type Props = {
  opened: Opened;
  clash: Clash;
  busy: boolean;
  onChosen: (chosen: ReadonlyMap<string, Side>) => void;
};

function said(opened: Opened, field: FieldDef, value: unknown): string {
  const page = { code: '', label: '', fields: [field] };
  const names = new Map((opened.files ?? []).map((file) => [String(file.id), file.name]));
  const parts = typedOf([page], { [field.code]: value }).typed.map(([key, text]) => {
    const column = key.replace(/#\d+$/, '').split('.')[1];
    const one = field.columns?.find((each) => each.code === column) ?? field;
    if (one.type === 'file')
      return text
        .split(',')
        .map((id) => names.get(id) ?? opened.words.noFile)
        .join(', ');
    return readable(one, text, opened.lang, formWords(opened.lang));
  });
  return parts.join(' · ') || opened.words.noAnswer;
}

export function Conflict({ opened, clash, busy, onChosen }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const fields = new Map(fieldsOf(pagesOf(opened)).map((field) => [field.code, field]));
  const asked = clash.fields.filter(({ code }) => fields.has(code));
  return (
    <div ref={top} className="elf-clash" tabIndex={-1}>
      <p role="alert">{opened.words.conflict}</p>
      {asked.map((each) => {
        const field = fields.get(each.code) as FieldDef;
        return (
          <fieldset key={each.code}>
            <legend>{String(field.label)}</legend>
            {(['yours', 'theirs'] as const).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={`clash-${each.code}`}
                  checked={chosen.get(each.code) === side}
                  onChange={() => setChosen(new Map(chosen).set(each.code, side))}
                />
                <span className="elf-quiet">{opened.words[side]}</span>
                <span>{said(opened, field, each[side])}</span>
              </label>
            ))}
          </fieldset>
        );
      })}
      <button
        type="button"
        className="butAction"
        disabled={busy || asked.some(({ code }) => !chosen.has(code))}
        onClick={() => onChosen(chosen)}
      >
        {opened.words.sendChosen}
      </button>
    </div>
  );
}
