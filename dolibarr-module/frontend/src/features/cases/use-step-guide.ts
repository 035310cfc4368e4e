/*
 * Where the answers to a step's form are found: those of this device, else the person's draft with the firm, else what
 * was sent. The form that stands is the one that is filled in: what was typed in an older one is put into it.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FormEngine, PageDef } from '@/components/form/types';
import { typedOf } from '@/components/guide/answers';
import { openEngine } from '@/components/guide/engine';
import { getDraft, stepKey, type LocalDraft } from '@/components/guide/store';
import type { GuideDef } from '@/components/guide/use-guide';
import type { StepForm } from '@/lib/api/types';
import { stepFormQuery } from './api/step-form';

export type StepAddress = { client: number; account: number; step: number };
export type StepStart = {
  form: StepForm;
  def: GuideDef;
  engine: FormEngine | null;
  draft: LocalDraft;
};

const defOf = (form: StepForm): GuideDef => ({
  label: form.form?.label ?? form.label,
  description: '',
  definition: form.definition,
  consent: '',
  form: form.form,
  program: form.program,
  facts: form.facts,
});

function fresh({ client, account, step }: StepAddress, form: StepForm): LocalDraft {
  const from = form.draft?.answers ?? form.answers;
  return {
    key: stepKey(account, step),
    account,
    client,
    kind: '',
    service: null,
    label: form.label,
    ...typedOf((form.form?.pages ?? []) as PageDef[], from),
    answers: from,
    files: form.files,
    message: '',
    page: form.draft?.page ?? '',
    changedAt: 0,
    saved: true,
    sending: false,
    consent: false,
    request: null,
    step: {
      id: step,
      case: form.case.id,
      definition: form.definition,
      version: form.draft?.version ?? form.version,
      base: form.draft?.base ?? form.answers,
    },
  };
}

/* What was typed here against an earlier form, or before somebody else wrote: judged by what was read then. */
const resumed = (kept: LocalDraft, form: StepForm): LocalDraft =>
  kept.step ? { ...kept, step: { ...kept.step, definition: form.definition } } : kept;

async function start(address: StepAddress, form: StepForm): Promise<StepStart> {
  const kept = await getDraft(stepKey(address.account, address.step));
  const draft = kept?.step ? resumed(kept, form) : fresh(address, form);
  const def = defOf(form);
  const blank = Object.keys(form.answers).length === 0;
  return { form, def, draft, engine: await openEngine(def, blank) };
}

/* Opened once with what was read; `again` reads the form anew and takes along what was typed. */
export function useStepGuide(address: StepAddress) {
  const [turn, setTurn] = useState(0);
  const [started, setStarted] = useState<{ turn: number; start: StepStart } | null>(null);
  const query = useQuery({
    ...stepFormQuery(address.client, address.step),
    refetchOnWindowFocus: false,
  });
  const { data, isFetching, isError, refetch } = query;
  const { client, account, step } = address;
  useEffect(() => {
    let alive = true;
    if (!data || (isFetching && !isError) || started?.turn === turn) return undefined;
    void start({ client, account, step }, data).then(
      (made) => alive && setStarted({ turn, start: made }),
    );
    return () => {
      alive = false;
    };
  }, [account, client, data, isError, isFetching, started?.turn, step, turn]);
  return {
    start: started?.start ?? null,
    turn: started?.turn ?? 0,
    error: query.error,
    retry: () => void refetch(),
    again: () => void refetch().then(() => setTurn((n) => n + 1)),
  };
}
