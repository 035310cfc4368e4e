/*
 * The same, as part of a form of the page: what is answered travels with that form in one hidden input, and the form
 * does not leave while something here is wrong.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormEngine } from '@/components/form/types';
import { useForm } from '@/components/form/use-form';
import { answersOf, typedOf } from '@/components/guide/answers';
import { contextOf, Groups, toFirstWrong } from './Live';
import { pagesOf, type Opened } from './model';
import { NOTHING, type Refused } from './use-store';

type Props = {
  opened: Opened;
  engine: FormEngine;
  early?: ReadonlyArray<[string, string]>;
  outer: HTMLFormElement;
};

const NONE: ReadonlyArray<[string, string]> = [];

const refusedBefore = (opened: Opened): Refused => ({
  ...NOTHING,
  fields: new Map(
    (opened.refused ?? []).map(({ field, message }) => [
      field.split('/').find((part) => part !== opened.member) ?? '',
      message,
    ]),
  ),
});

export function Embedded({ opened, engine, early = NONE, outer }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const typed = useMemo(
    () => new Map([...typedOf(pagesOf(opened), opened.answers).typed, ...early]),
    [opened, early],
  );
  const [refused, setRefused] = useState(() => refusedBefore(opened));
  /* What the server said holds until something is typed. */
  const form = useForm(engine, typed, () => setRefused(NOTHING));
  const pages = pagesOf(opened).filter((page) => engine.page(page.code).visible);
  const context = contextOf(opened, form, refused);
  useEffect(() => {
    const hold = (event: SubmitEvent): void => {
      if (pages.map((page) => form.attempt(page)).every(Boolean)) return;
      event.preventDefault();
      toFirstWrong(stage.current);
    };
    outer.addEventListener('submit', hold);
    return () => outer.removeEventListener('submit', hold);
  });
  const answers = JSON.stringify(answersOf(pagesOf(opened), engine, typed));
  return (
    <div ref={stage} className="elf">
      <input type="hidden" name={opened.carrier} value={answers} readOnly />
      <Groups pages={pages} context={context} />
    </div>
  );
}
