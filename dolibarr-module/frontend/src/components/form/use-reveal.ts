/* A masked value in clear while it is looked at: asked for by a click, hidden by the next. */
import { useState } from 'react';

type Reveal = {
  clear: string | null;
  refused: string;
  busy: boolean;
  toggle: () => void;
};

/* otherwise: said where what went wrong has no sentence. */
export function useReveal(ask: () => Promise<string>, otherwise: string): Reveal {
  const [clear, setClear] = useState<string | null>(null);
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    setBusy(true);
    setRefused('');
    try {
      setClear(await ask());
    } catch (error) {
      setRefused((error instanceof Error && error.message) || otherwise);
    }
    setBusy(false);
  };
  return {
    clear,
    refused,
    busy,
    toggle: () => (clear === null ? void show() : setClear(null)),
  };
}
