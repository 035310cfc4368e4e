/* Undo and redo, and a copy on this machine until it is saved: a closed tab loses nothing. */
import { useCallback, useEffect, useReducer } from 'react';
import type { Template } from './model';

type State = { past: Template[]; now: Template; future: Template[]; mark: string; at: number };
type Action =
  | { kind: 'edit'; next: Template; mark: string }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'reset'; to: Template };

const DEPTH = 200;
const SAME_MS = 1200;

function reduce(state: State, action: Action): State {
  if (action.kind === 'reset') return { past: [], now: action.to, future: [], mark: '', at: 0 };
  if (action.kind === 'undo') {
    const back = state.past[state.past.length - 1];
    if (!back) return state;
    return {
      past: state.past.slice(0, -1),
      now: back,
      future: [state.now, ...state.future],
      mark: '',
      at: 0,
    };
  }
  if (action.kind === 'redo') {
    const [next, ...rest] = state.future;
    return next
      ? { past: [...state.past, state.now], now: next, future: rest, mark: '', at: 0 }
      : state;
  }
  /* Letters typed in a row into one field are one step back. */
  const at = Date.now();
  const same = action.mark !== '' && action.mark === state.mark && at - state.at < SAME_MS;
  return {
    past: same ? state.past : [...state.past, state.now].slice(-DEPTH),
    now: action.next,
    future: [],
    mark: action.mark,
    at,
  };
}

export type History = {
  now: Template;
  canUndo: boolean;
  canRedo: boolean;
  edit: (change: (template: Template) => Template, mark?: string) => void;
  undo: () => void;
  redo: () => void;
  reset: (to: Template) => void;
};

export function useHistory(first: Template): History {
  const [state, act] = useReducer(reduce, { past: [], now: first, future: [], mark: '', at: 0 });
  const { now } = state;
  const edit = useCallback(
    (change: (template: Template) => Template, mark = '') =>
      act({ kind: 'edit', next: change(now), mark }),
    [now],
  );
  const undo = useCallback(() => act({ kind: 'undo' }), []);
  const redo = useCallback(() => act({ kind: 'redo' }), []);
  const reset = useCallback((to: Template) => act({ kind: 'reset', to }), []);
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (typing) return;
      event.preventDefault();
      act({ kind: event.shiftKey ? 'redo' : 'undo' });
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return {
    now,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    edit,
    undo,
    redo,
    reset,
  };
}

type Kept = { version: number; body: Template };
const place = (code: string): string => `elaska.template.${code}`;

export function keptDraft(code: string, version: number): Template | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(code)) ?? 'null') as Kept | null;
    return kept && kept.version === version ? kept.body : null;
  } catch {
    return null;
  }
}

export function keepDraft(code: string, version: number, body: Template | null): void {
  try {
    if (body) localStorage.setItem(place(code), JSON.stringify({ version, body }));
    else localStorage.removeItem(place(code));
  } catch {
    /* A full or closed store: the page itself still asks before it is left. */
  }
}
