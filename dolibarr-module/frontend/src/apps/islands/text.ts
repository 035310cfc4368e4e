/* The islands' few words, French and English. */
const TEXT = {
  fr: {
    timer: 'Chronomètre',
    start: 'Démarrer un chronomètre',
    pause: 'Mettre en pause',
    resume: 'Reprendre',
    stop: 'Arrêter et enregistrer',
    discard: 'Abandonner ce chronomètre',
    others: 'Autres chronomètres',
    paused: 'En pause',
    another: 'Démarrer sur un autre dossier',
    search: 'Chercher un dossier ou un client',
    here: 'Sur cette page : {label}',
    none: 'Aucun dossier ne correspond.',
    searching: 'Recherche…',
    results: 'Dossiers trouvés',
    running: 'Chronomètre en marche : {label}',
    saved: '{time} enregistrées en brouillon.',
    over: 'Plus de 24 h : durée à corriger avant de soumettre.',
    open: 'Ouvrir la saisie',
    long: 'En marche depuis longtemps. Oublié ?',
    failed: 'L’action n’a pas abouti. Réessayez.',
    means: 'Compris : {time}',
  },
  en: {
    timer: 'Timer',
    start: 'Start a timer',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop and save',
    discard: 'Discard this timer',
    others: 'Other timers',
    paused: 'Paused',
    another: 'Start on another case',
    search: 'Search for a case or a client',
    here: 'On this page: {label}',
    none: 'No case matches.',
    searching: 'Searching…',
    results: 'Cases found',
    running: 'Timer running: {label}',
    saved: '{time} saved as a draft.',
    over: 'More than 24 h: correct the duration before submitting.',
    open: 'Open the entry',
    long: 'Running for a long time. Forgotten?',
    failed: 'The action did not succeed. Try again.',
    means: 'Understood: {time}',
  },
} as const;

export type Words = Record<keyof (typeof TEXT)['fr'], string>;

export const words = (lang: string | undefined): Words =>
  (lang ?? document.documentElement.lang).toLowerCase().startsWith('en') ? TEXT.en : TEXT.fr;

export const put = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
